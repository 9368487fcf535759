import { clinicDay, type Instant, type PlainDate } from '../../shared/kernel/time.ts';
import type { VisitStatus } from '../../shared/visits/state-machine.ts';
import {
  codesOf,
  type ForeignReference,
  identifiersOf,
  instantIn,
  referenceIn,
  wordsOf,
} from './elements.ts';
import {
  amount,
  firstOf,
  fitting,
  type Mapping,
  mapping,
  object,
  objects,
  own,
  type Reading,
  refuse,
  text,
  type Unknown,
} from './reading.ts';

/** What a visit that was booked elsewhere is now, in the desk's words. */
export type AppointmentStatus = Extract<
  VisitStatus,
  'booked' | 'arrived' | 'checked-in' | 'checked-out' | 'no-show' | 'cancelled'
>;

/** Why an appointment is kept as it came and is no visit. */
export type NoVisit = 'waitlist' | 'entered-in-error' | 'no-start' | 'no-patient';

export interface AppointmentFields {
  readonly status: AppointmentStatus;
  /** Why it was cancelled; empty where nobody said, or it was not. */
  readonly cancelReason: string;
  /** Null where it stands nowhere in the calendar. */
  readonly when: {
    readonly starts: Instant;
    readonly day: PlainDate;
    readonly minutes: number | null;
  } | null;
  readonly reason: string;
  /** What kind of visit it is in the source's words, the closest first. */
  readonly typeNames: readonly string[];
  /** Who and what takes part, whoever leads first; `type` is empty where the source does not say what it is. */
  readonly actors: readonly ForeignReference[];
  /** Null where it is a visit. */
  readonly noVisit: NoVisit | null;
}

/** FHIR's status, and what it is at the desk; `entered-in-error` and `waitlist` stand for no visit. */
const STATUSES: Readonly<Record<string, AppointmentStatus>> = {
  proposed: 'booked',
  pending: 'booked',
  booked: 'booked',
  arrived: 'arrived',
  'checked-in': 'checked-in',
  fulfilled: 'checked-out',
  cancelled: 'cancelled',
  noshow: 'no-show',
  'entered-in-error': 'cancelled',
  waitlist: 'booked',
};
const MOST_MINUTES = 24 * 60;

/** Reads a FHIR R4 Appointment of unknown form. Days are the practice's, in `zone`. */
export function appointmentFromFhir(resource: Unknown, zone: string): Mapping<AppointmentFields> {
  return mapping((reading) => {
    const written = text(resource, 'status', 'Appointment.status');
    if (written === '') return refuse('missing', 'Appointment.status');
    const status = own(STATUSES, written);
    if (!status) return refuse('unknown-code', 'Appointment.status');
    const actors = actorsOf(resource);
    const when = whenOf(reading, resource, zone);
    return {
      fields: {
        status,
        cancelReason: status === 'cancelled' ? cancelReasonOf(reading, resource, written) : '',
        when,
        reason: reasonOf(reading, resource),
        typeNames: typeNamesOf(resource, actors),
        actors,
        noVisit: noVisitOf(written, when, actors),
      },
      identifiers: identifiersOf(reading, resource, 'Appointment.identifier'),
    };
  });
}

function noVisitOf(
  written: string,
  when: AppointmentFields['when'],
  actors: readonly ForeignReference[],
): NoVisit | null {
  if (written === 'waitlist' || written === 'entered-in-error') return written;
  if (when === null) return 'no-start';
  const mayBePatient = ({ type, id }: ForeignReference) => type === 'Patient' || (type === '' && id !== null);
  return actors.some(mayBePatient) ? null : 'no-patient';
}

/** Whoever leads first; who declined does not take part. */
function actorsOf(resource: Unknown): readonly ForeignReference[] {
  const element = 'Appointment.participant';
  const people = objects(resource, 'participant', element).flatMap((participant) => {
    const actor = object(participant, 'actor', `${element}.actor`);
    if (!actor || text(participant, 'status', `${element}.status`) === 'declined') return [];
    const roles = objects(participant, 'type', `${element}.type`);
    const leads = roles.some((role) => codesOf(role, `${element}.type`).includes('PPRF'));
    const who = referenceIn(actor, '', `${element}.actor`);
    return who ? [{ who, leads }] : [];
  });
  return [...people.filter(({ leads }) => leads), ...people.filter(({ leads }) => !leads)].map(
    ({ who }) => who,
  );
}

function whenOf(reading: Reading, resource: Unknown, zone: string): AppointmentFields['when'] {
  const start = text(resource, 'start', 'Appointment.start');
  if (start === '') return null;
  const starts = instantIn(start);
  if (starts === undefined) return refuse('no-such-date', 'Appointment.start');
  return { starts, day: clinicDay(starts, zone), minutes: minutesOf(reading, resource, starts) };
}

/** From its end, else as long as it says; null where neither is told. */
function minutesOf(reading: Reading, resource: Unknown, starts: Instant): number | null {
  const end = text(resource, 'end', 'Appointment.end');
  const ends = end === '' ? undefined : instantIn(end);
  if (end !== '' && (ends === undefined || ends < starts))
    reading.leaveOut('no-such-date', 'Appointment.end');
  const told = amount(resource, 'minutesDuration', 'Appointment.minutesDuration');
  const minutes = ends !== undefined && ends > starts ? Math.round((ends - starts) / 60_000) : told;
  if (minutes === undefined || minutes < 1) return null;
  if (Number.isInteger(minutes) && minutes <= MOST_MINUTES) return minutes;
  // Over midnight, whatever else: such a one is no visit, and how long exactly makes no difference.
  if (minutes > MOST_MINUTES) return MOST_MINUTES + 1;
  reading.leaveOut('wrong-type', 'Appointment.minutesDuration');
  return null;
}

function reasonOf(reading: Reading, resource: Unknown): string {
  const coded = objects(resource, 'reasonCode', 'Appointment.reasonCode').map((each) =>
    wordsOf(each, 'Appointment.reasonCode'),
  );
  const said: readonly (readonly [words: string, element: string])[] = [
    [text(resource, 'description', 'Appointment.description'), 'Appointment.description'],
    [firstOf(coded) ?? '', 'Appointment.reasonCode'],
    [text(resource, 'comment', 'Appointment.comment'), 'Appointment.comment'],
  ];
  const [words, element] = said.find(([each]) => each !== '') ?? ['', 'Appointment.description'];
  return fitting(reading, words, 200, element);
}

function cancelReasonOf(reading: Reading, resource: Unknown, written: string): string {
  const element = 'Appointment.cancelationReason';
  const said = wordsOf(object(resource, 'cancelationReason', element), element);
  const words = said === '' && written === 'entered-in-error' ? 'Entered in error' : said;
  return fitting(reading, words, 200, element);
}

function typeNamesOf(resource: Unknown, actors: readonly ForeignReference[]): readonly string[] {
  const services = objects(resource, 'serviceType', 'Appointment.serviceType');
  const appointmentType = object(resource, 'appointmentType', 'Appointment.appointmentType');
  const names = [
    ...services.map((each) => wordsOf(each, 'Appointment.serviceType')),
    wordsOf(appointmentType, 'Appointment.appointmentType'),
    ...actors.filter(({ type }) => type === 'HealthcareService').map(({ display }) => display),
  ];
  return [...new Set(names.filter((name) => name !== ''))];
}
