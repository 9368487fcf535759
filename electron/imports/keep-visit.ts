import type { AppointmentTypeId, VisitId } from '../../shared/kernel/ids.ts';
import { prepared } from '../engine/statements.ts';
import type { UnitOfWork } from '../engine/unit-of-work.ts';
import type { ForeignReference } from '../fhir/elements.ts';
import { type EncounterFields, encounterFromFhir } from '../fhir/encounter.ts';
import { appointmentTypeRecord } from '../practice/records.ts';
import { visitRecord } from '../visits/records.ts';
import { findForeign, recordOfReference } from './foreign-store.ts';
import { asValues, patientOfReference } from './keep-patient.ts';
import { type Arrival, type Kept, knownByIdentifier, mergeIntoRecord, refused, waiting } from './keeping.ts';

/** What a visit is called whose kind the practice does not have. */
const OTHER_TYPE = 'Past visit';
const GROUPS = [['day', 'scheduledAt', 'minutes']] as const;

/** Takes an Encounter that is over as a visit of the past; it waits while its patient or clinician is not here. */
export function keepEncounter(arrival: Arrival): Kept {
  const { unit, zone, isLast } = arrival;
  const mapped = encounterFromFhir(arrival.resource, { today: unit.day, zone });
  if (!mapped.ok) return mapped;
  const { fields, identifiers, notices } = mapped;
  const patientId = patientOfReference(arrival, fields.patient);
  const providerId = optional(arrival, fields.provider);
  const roomId = optional(arrival, fields.room);
  if (patientId === undefined) return waiting();
  if (!isLast && (providerId === undefined || roomId === undefined)) return waiting();
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
  return {
    ok: true,
    placement: { state: 'record', recordType: 'Encounter', recordId },
    identifiers,
    notices: [...notices, ...merged],
    keptFields: merged.length,
  };
}

/** Our record of a reference, null where there is nothing of ours to find, undefined while it may still come. */
function optional({ unit, source }: Arrival, reference: ForeignReference | null): string | null | undefined {
  if (!reference || (reference.id === null && reference.identifier === null)) return null;
  const recordId = recordOfReference(unit.db, source, reference);
  if (recordId !== undefined || reference.id === null) return recordId;
  // A building is kept as it came and is no room of ours.
  const { type, id } = reference;
  const row = findForeign(unit.db, { source, resourceType: type, foreignId: id });
  return row?.state === 'foreign' ? null : undefined;
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
    typeId: typeOf(unit, typeName),
    ...record,
    walkIn: false,
    arrivedAt: null,
    checkedInAt: record.status === 'checked-out' ? (record.scheduledAt ?? record.statusSince) : null,
  });
  return id;
}

/** The practice's own kind of visit of that name, else the one for all others, which is made when it is first needed. */
function typeOf(unit: UnitOfWork, typeName: string): string {
  const find = prepared(unit.db, 'SELECT id FROM appointment_type WHERE name = ? COLLATE NOCASE').pluck();
  const known = (find.get(typeName) ?? find.get(OTHER_TYPE)) as string | undefined;
  if (known !== undefined) return known;
  const id = unit.newId<AppointmentTypeId>();
  const position = prepared(unit.db, 'SELECT coalesce(max(position), 0) + 1 FROM appointment_type')
    .pluck()
    .get() as number;
  unit.create(appointmentTypeRecord, {
    id,
    name: OTHER_TYPE,
    minutes: 20,
    walkIn: false,
    active: false,
    position,
  });
  return id;
}
