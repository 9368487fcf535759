import { DateTime } from 'luxon';
import { addDays, clinicDay, type Instant, type PlainDate } from '../../shared/kernel/time.ts';
import {
  type ForeignReference,
  identifiersOf,
  instantIn,
  neededReference,
  referenceIn,
  wordsOf,
} from './elements.ts';
import {
  firstOf,
  fitting,
  flag,
  type Mapping,
  mapping,
  objects,
  type Reading,
  refuse,
  text,
  type Unknown,
} from './reading.ts';

/** Days that are kept free, each at the same time by the clock on the wall; no times for whole days. */
export interface BlockTime {
  readonly fromDay: PlainDate;
  readonly untilDay: PlainDate;
  readonly opens: string | null;
  readonly closes: string | null;
}

export interface SlotFields {
  readonly schedule: ForeignReference;
  /** True where nobody can be booked; every other slot says nothing that the visits do not say. */
  readonly isUnavailable: boolean;
  /** Null where no block of ours can say it: part of a day that goes over midnight. */
  readonly time: BlockTime | null;
  readonly reason: string;
}

export interface ScheduleFields {
  readonly isActive: boolean;
  /** Whose times they are. */
  readonly actors: readonly ForeignReference[];
}

const STATUSES = ['busy', 'free', 'busy-unavailable', 'busy-tentative', 'entered-in-error'];
/** What a block is called that the source gives no words for. */
const NO_WORDS = 'Not available';
const MINUTE = 60_000;

/** Reads a FHIR R4 Slot of unknown form. Days and times are the practice's, in `zone`. */
export function slotFromFhir(resource: Unknown, zone: string): Mapping<SlotFields> {
  return mapping((reading) => {
    const status = text(resource, 'status', 'Slot.status');
    if (status === '') return refuse('missing', 'Slot.status');
    if (!STATUSES.includes(status)) return refuse('unknown-code', 'Slot.status');
    const schedule = neededReference(resource, 'schedule', 'Schedule', 'Slot.schedule');
    const starts = instantOf(resource, 'start');
    const ends = instantOf(resource, 'end');
    if (ends <= starts) return refuse('no-such-date', 'Slot.end');
    return {
      fields: {
        schedule,
        isUnavailable: status === 'busy-unavailable',
        time: blockTime(starts, ends, zone),
        reason: reasonOf(reading, resource),
      },
      identifiers: identifiersOf(reading, resource, 'Slot.identifier'),
    };
  });
}

/** Reads a FHIR R4 Schedule of unknown form: whose times its slots are. */
export function scheduleFromFhir(resource: Unknown): Mapping<ScheduleFields> {
  return mapping((reading) => {
    const actors = objects(resource, 'actor', 'Schedule.actor').flatMap((each) => {
      const actor = referenceIn(each, '', 'Schedule.actor');
      return actor ? [actor] : [];
    });
    return {
      fields: { isActive: flag(resource, 'active', 'Schedule.active') ?? true, actors },
      identifiers: identifiersOf(reading, resource, 'Schedule.identifier'),
    };
  });
}

function instantOf(resource: Unknown, key: 'start' | 'end'): Instant {
  const written = text(resource, key, `Slot.${key}`);
  if (written === '') return refuse('missing', `Slot.${key}`);
  return instantIn(written) ?? refuse('no-such-date', `Slot.${key}`);
}

function blockTime(starts: Instant, ends: Instant, zone: string): BlockTime | null {
  const at = (instant: number): string => DateTime.fromMillis(instant, { zone }).toFormat('HH:mm');
  // Nobody is booked by the second: what begins or ends within a minute keeps all of it free, and 23:59:59 is midnight.
  const first = Math.floor(starts / MINUTE) * MINUTE;
  const last = Math.ceil(ends / MINUTE) * MINUTE;
  const [opens, closes] = [at(first), at(last)];
  const fromDay = clinicDay(first, zone);
  const isMidnight = closes === '00:00';
  const untilDay = isMidnight ? addDays(clinicDay(last, zone), -1) : clinicDay(last, zone);
  if (opens === '00:00' && isMidnight) return { fromDay, untilDay, opens: null, closes: null };
  if (fromDay !== untilDay) return null;
  // A time of day ends at 23:59 at the latest.
  return { fromDay, untilDay, opens, closes: isMidnight ? '23:59' : closes };
}

function reasonOf(reading: Reading, resource: Unknown): string {
  const services = objects(resource, 'serviceType', 'Slot.serviceType').map((each) =>
    wordsOf(each, 'Slot.serviceType'),
  );
  const comment = fitting(reading, text(resource, 'comment', 'Slot.comment'), 80, 'Slot.comment');
  return firstOf([comment, fitting(reading, firstOf(services) ?? '', 80, 'Slot.serviceType')]) ?? NO_WORDS;
}
