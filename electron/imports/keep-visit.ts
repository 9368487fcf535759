import type { VisitId } from '../../shared/kernel/ids.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import { appointmentFromFhir } from '../fhir/appointment.ts';
import type { ForeignReference } from '../fhir/elements.ts';
import { type EncounterFields, encounterFromFhir } from '../fhir/encounter.ts';
import type { MappingProblem, Unknown } from '../fhir/reading.ts';
import { visitRecord } from '../visits/records.ts';
import { contentOfReference } from './foreign-store.ts';
import { asValues, patientOfReference } from './keep-patient.ts';
import {
  type Arrival,
  asRecord,
  baseOver,
  type Kept,
  knownByIdentifier,
  mergeIntoRecord,
  refused,
  waiting,
} from './keeping.ts';
import { recordWhereHere } from './references.ts';
import { kindNamed, otherKind } from './visit-kinds.ts';

const GROUPS = [['day', 'scheduledAt', 'minutes']] as const;

/**
 * Takes an Encounter that is over as a visit of the past, or as the end of the visit that its appointment became; it waits
 * while its patient, clinician or appointment is not here.
 */
export function keepEncounter(arrival: Arrival): Kept {
  const { unit, zone, isLast } = arrival;
  const mapped = encounterFromFhir(arrival.resource, { today: unit.day, zone });
  if (!mapped.ok) return mapped;
  const { fields, identifiers, notices } = mapped;
  const patientId = patientOfReference(arrival, fields.patient);
  if (patientId === undefined) return waiting();
  const booked = bookedVisit(arrival, fields.appointments);
  if (booked.visitId !== undefined && (arrival.recordId ?? booked.visitId) === booked.visitId)
    return asRecord(
      'Encounter',
      booked.visitId,
      identifiers,
      notices,
      endVisit(arrival, booked.visitId, booked.appointment, fields),
    );
  const providerId = recordWhereHere(arrival, fields.provider);
  const roomId = recordWhereHere(arrival, fields.room);
  if (!isLast && (providerId === undefined || roomId === undefined || booked.mayCome)) return waiting();
  const known = arrival.recordId ?? knownByIdentifier(arrival, 'Encounter', identifiers);
  if (known === 'several') return refused('identifier-of-several', 'Encounter.identifier');
  const before = arrival.previous && encounterFromFhir(arrival.previous, { today: unit.day, zone });
  const merged =
    known === undefined
      ? []
      : mergeIntoRecord(arrival, visitRecord, known, {
          base: before?.ok ? asValues(before.fields.record) : undefined,
          next: asValues(fields.record),
          groups: GROUPS,
        });
  const recordId =
    known ?? addVisit(unit, fields, { patientId, providerId: providerId ?? null, roomId: roomId ?? null });
  return asRecord('Encounter', recordId, identifiers, notices, merged);
}

interface BookedVisit {
  readonly visitId: string | undefined;
  readonly appointment: ForeignReference | undefined;
  /** True while an appointment that it names may still come. */
  readonly mayCome: boolean;
}

/** The visit that one of its appointments became. */
function bookedVisit(arrival: Arrival, appointments: readonly ForeignReference[]): BookedVisit {
  const found = appointments.map((appointment) => ({
    appointment,
    visitId: recordWhereHere(arrival, appointment),
  }));
  const booked = found.find(({ visitId }) => typeof visitId === 'string');
  return {
    visitId: booked?.visitId ?? undefined,
    appointment: booked?.appointment,
    mayCome: found.some(({ visitId }) => visitId === undefined),
  };
}

/** What came of a visit: when it was to be, with whom and why, its appointment says. */
function endVisit(
  arrival: Arrival,
  visitId: string,
  appointment: ForeignReference | undefined,
  { record }: EncounterFields,
): readonly MappingProblem[] {
  const { unit, previous, zone } = arrival;
  const before = previous && encounterFromFhir(previous, { today: unit.day, zone });
  const row = readRecord(unit.db, visitRecord, visitId);
  const next = { status: record.status, ...(row?.reason === '' ? { reason: record.reason } : {}) };
  const status = before?.ok ? before.fields.record.status : statusOf(arrival, appointment);
  return mergeIntoRecord(
    arrival,
    visitRecord,
    visitId,
    { base: baseOver(arrival, visitRecord, visitId, next, status === undefined ? {} : { status }), next },
    (visit, patch) =>
      'status' in patch
        ? {
            statusSince: record.statusSince,
            checkedInAt:
              record.status === 'checked-out' ? (visit.checkedInAt ?? record.scheduledAt) : visit.checkedInAt,
          }
        : {},
  );
}

/** What the appointment says came of it, with which the desk's own status is compared. */
function statusOf({ unit, source, zone }: Arrival, appointment: ForeignReference | undefined) {
  const content = appointment && contentOfReference(unit.db, source, appointment);
  const mapped =
    content === undefined ? undefined : appointmentFromFhir(JSON.parse(content) as Unknown, zone);
  return mapped?.ok ? mapped.fields.status : undefined;
}

function addVisit(
  unit: UnitOfWork,
  { record, typeName }: EncounterFields,
  who: { readonly patientId: string; readonly providerId: string | null; readonly roomId: string | null },
): string {
  const id = unit.newId<VisitId>();
  unit.create(visitRecord, {
    id,
    ...who,
    typeId: (kindNamed(unit, typeName) ?? otherKind(unit)).id,
    ...record,
    walkIn: false,
    arrivedAt: null,
    checkedInAt: record.status === 'checked-out' ? (record.scheduledAt ?? record.statusSince) : null,
  });
  return id;
}
