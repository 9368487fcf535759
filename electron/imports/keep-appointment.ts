import type { VisitId } from '../../shared/kernel/ids.ts';
import { clinicDay } from '../../shared/kernel/time.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import { type AppointmentFields, type AppointmentStatus, appointmentFromFhir } from '../fhir/appointment.ts';
import { encounterFromFhir } from '../fhir/encounter.ts';
import type { Mapping, MappingProblem, Unknown } from '../fhir/reading.ts';
import { visitRecord } from '../visits/records.ts';
import type { FieldValues } from './field-merge.ts';
import { resourcesOfRecord, visitResourcesOfDay } from './foreign-store.ts';
import { patientOfReference } from './keep-patient.ts';
import {
  type Arrival,
  asRecord,
  baseOver,
  type Kept,
  knownByIdentifier,
  mergeIntoRecord,
  onlyKept,
  refused,
  waiting,
} from './keeping.ts';
import { actorOf, hasUnknownActor, recordWhereHere } from './references.ts';
import { firstKind, kindNamed } from './visit-kinds.ts';

/** A visit that moves, moves whole; what came of it, and why, is one thing. */
const GROUPS = [
  ['day', 'scheduledAt', 'minutes', 'providerId', 'roomId'],
  ['status', 'cancelReason'],
] as const;

type Mapped = Extract<Mapping<AppointmentFields>, { ok: true }>;

/** Where a visit stands, in our own records: null is nobody in particular, undefined is somebody who may still come. */
interface Place {
  readonly providerId: string | null | undefined;
  readonly roomId: string | null | undefined;
  readonly typeId: string;
  readonly minutes: number;
  readonly problems: readonly MappingProblem[];
}

/**
 * Takes an Appointment as a visit, whatever stands there already: what was booked elsewhere was booked. It waits while its
 * patient or clinician is not here; one that stands nowhere in the calendar is kept as it came, and told.
 */
export function keepAppointment(arrival: Arrival): Kept {
  const mapped = appointmentFromFhir(arrival.resource, arrival.zone);
  if (!mapped.ok) return mapped;
  const { fields, identifiers, notices } = mapped;
  if (arrival.recordId !== null) return mergeVisit(arrival, arrival.recordId, mapped);
  if (fields.noVisit !== null || fields.when === null)
    return onlyKept(identifiers, [...notices, standsNowhere(fields)]);
  const patient = actorOf(arrival, fields.actors, ['Patient']);
  if (patient === null && !hasUnknownActor(arrival, fields.actors))
    return onlyKept(identifiers, [
      ...notices,
      { code: 'stands-nowhere', element: 'Appointment.participant' },
    ]);
  const patientId = patient === null ? undefined : patientOfReference(arrival, patient);
  if (patientId === undefined) return waiting();
  const known = visitOfEncounter(arrival, patientId, fields.when.day) ?? unclaimed(arrival, identifiers);
  if (known === 'several') return refused('identifier-of-several', 'Appointment.identifier');
  if (known !== undefined) return mergeVisit(arrival, known, mapped);
  const place = placeOf(arrival, fields);
  if (!arrival.isLast && (place.providerId === undefined || place.roomId === undefined)) return waiting();
  if (isOverMidnight(fields.when.starts, place.minutes, arrival.zone))
    return onlyKept(identifiers, [...notices, { code: 'over-midnight', element: 'Appointment.end' }]);
  const recordId = addVisit(arrival.unit, patientId, fields, fields.when, place);
  return asRecord('Encounter', recordId, identifiers, [...notices, ...place.problems]);
}

function standsNowhere({ noVisit }: AppointmentFields): MappingProblem {
  const element = noVisit === 'no-start' ? 'start' : noVisit === 'no-patient' ? 'participant' : 'status';
  return { code: 'stands-nowhere', element: `Appointment.${element}` };
}

/** The visit that the encounter of this appointment became, where that was here first. */
function visitOfEncounter({ unit, source, foreignId, zone }: Arrival, patientId: string, day: string) {
  const key = { source, resourceType: 'Encounter' };
  return visitResourcesOfDay(unit.db, patientId, day, key).find(({ content }) => {
    const encounter = encounterFromFhir(JSON.parse(content) as Unknown, { today: unit.day, zone });
    return (
      encounter.ok &&
      encounter.fields.appointments.some(({ type, id }) => type === 'Appointment' && id === foreignId)
    );
  })?.recordId;
}

/** The visit with these numbers; not where another appointment became it, for those of a series may share a number. */
function unclaimed(arrival: Arrival, identifiers: Mapped['identifiers']): string | undefined {
  const known = knownByIdentifier(arrival, 'Encounter', identifiers);
  if (known === undefined || known === 'several') return known;
  const key = { source: arrival.source, resourceType: 'Appointment' };
  return resourcesOfRecord(arrival.unit.db, known, key).length === 0 ? known : undefined;
}

/** Our own provider, room and kind of visit. */
function placeOf(arrival: Arrival, { actors, typeNames, when }: AppointmentFields): Place {
  const provider = actorOf(arrival, actors, ['Practitioner', 'PractitionerRole']);
  const providerId = recordWhereHere(arrival, provider);
  const roomId = recordWhereHere(arrival, actorOf(arrival, actors, ['Location']));
  const named = typeNames.map((name) => kindNamed(arrival.unit, name)).find((kind) => kind !== undefined);
  const kind = named ?? firstKind(arrival.unit);
  const problems: MappingProblem[] = [];
  if ((provider !== null && typeof providerId !== 'string') || roomId === undefined)
    problems.push({ code: 'nobody-in-particular', element: 'Appointment.participant' });
  if (named === undefined && typeNames.length > 0)
    problems.push({ code: 'no-such-kind', element: 'Appointment.serviceType' });
  return { providerId, roomId, typeId: kind.id, minutes: when?.minutes ?? kind.minutes, problems };
}

function isOverMidnight(starts: number, minutes: number, zone: string): boolean {
  return clinicDay(starts, zone) !== clinicDay(starts + minutes * 60_000 - 1, zone);
}

function addVisit(
  unit: UnitOfWork,
  patientId: string,
  { status, cancelReason, reason }: AppointmentFields,
  { starts, day }: NonNullable<AppointmentFields['when']>,
  { providerId, roomId, typeId, minutes }: Place,
): string {
  const id = unit.newId<VisitId>();
  unit.create(visitRecord, {
    id,
    patientId,
    providerId: providerId ?? null,
    roomId: roomId ?? null,
    typeId,
    minutes,
    day,
    scheduledAt: starts,
    reason,
    status,
    cancelReason: cancelReason === '' ? null : cancelReason,
    walkIn: false,
    ...momentsOf(unit, status, starts),
  });
  return id;
}

/** When a visit came to where it is, as far as an appointment tells: when it was to begin, and never to come. */
function momentsOf({ now }: UnitOfWork, status: AppointmentStatus, starts: number) {
  const since = Math.min(starts, now);
  const isHere = status === 'arrived' || status === 'checked-in';
  return {
    statusSince: status === 'booked' ? now : since,
    arrivedAt: isHere ? since : null,
    checkedInAt: status === 'checked-in' || status === 'checked-out' ? since : null,
  };
}

/** Brings a visit to what the source says now; what it does not say any more stays as it is. */
function mergeVisit(arrival: Arrival, recordId: string, { fields, identifiers, notices }: Mapped): Kept {
  const { unit, previous, zone } = arrival;
  const isGone = fields.noVisit !== null && fields.noVisit !== 'entered-in-error';
  if (isGone) return asRecord('Encounter', recordId, identifiers, [...notices, standsNowhere(fields)]);
  const now = said(arrival, fields);
  const before = previous && appointmentFromFhir(previous, zone);
  const saidBefore = before?.ok ? said(arrival, before.fields).values : undefined;
  const merged = mergeIntoRecord(
    arrival,
    visitRecord,
    recordId,
    {
      base: saidBefore && baseOver(arrival, visitRecord, recordId, now.values, saidBefore),
      next: now.values,
      groups: GROUPS.filter((group) => group.every((key) => key in now.values)),
    },
    (row, patch) =>
      'status' in patch ? momentsOf(unit, fields.status, row.scheduledAt ?? row.statusSince) : {},
  );
  return asRecord(
    'Encounter',
    recordId,
    identifiers,
    [...notices, ...now.problems, ...patientProblem(arrival, recordId, fields)],
    merged,
  );
}

/** What an appointment says of its visit, in values of our own; whoever is not here is left out. */
function said(
  arrival: Arrival,
  fields: AppointmentFields,
): { readonly values: FieldValues; readonly problems: readonly MappingProblem[] } {
  const { status, cancelReason, reason, when } = fields;
  const came = { status, cancelReason: cancelReason === '' ? null : cancelReason };
  if (fields.noVisit !== null || when === null) return { values: came, problems: [] };
  const { providerId, roomId, typeId, minutes, problems } = placeOf(arrival, fields);
  const values = { ...came, reason, typeId };
  if (isOverMidnight(when.starts, minutes, arrival.zone))
    return { values, problems: [{ code: 'over-midnight', element: 'Appointment.end' }] };
  const place = {
    ...(providerId === undefined ? {} : { providerId }),
    ...(roomId === undefined ? {} : { roomId }),
  };
  return { values: { ...values, ...place, day: when.day, scheduledAt: when.starts, minutes }, problems };
}

/** A visit is not handed from one patient to another by a file: what was paid and signed for it stays whose it is. */
function patientProblem(
  arrival: Arrival,
  recordId: string,
  { actors }: AppointmentFields,
): readonly MappingProblem[] {
  const patient = actorOf(arrival, actors, ['Patient']);
  const patientId = patient === null ? undefined : patientOfReference(arrival, patient);
  const row = readRecord(arrival.unit.db, visitRecord, recordId);
  if (patientId === undefined || row === undefined || row.patientId === patientId) return [];
  return [{ code: 'patient-changed', element: 'Appointment.participant' }];
}
