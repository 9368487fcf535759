import type { InputOf } from '../../shared/api/index.ts';
import type { Answers } from '../../shared/calendar/contract.ts';
import type { AppointmentTypeId, PatientId, ProviderId, RoomId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { birthDateOf } from '../ui/birth-date-field.tsx';
import type { CalendarPanel } from './calendar-view.ts';

/** With whom and when a booking is made. */
export interface BookingPlace {
  readonly providerId: ProviderId | null;
  readonly starts: number;
}

/** A booking half made. */
export interface BookingDraft {
  /** The place that it was begun for or taken to last; null where it has none yet. */
  readonly place: BookingPlace | null;
  /** What was typed to find them. */
  readonly text: string;
  readonly who: 'find' | 'known' | 'new';
  readonly patientId: PatientId | null;
  readonly family: string;
  readonly given: string;
  readonly birthDate: string;
  readonly phone: string;
  /** Null is the first of the practice's list. */
  readonly typeId: AppointmentTypeId | null;
  /** Null is as long as its kind takes. */
  readonly minutes: number | null;
  readonly roomId: RoomId | null;
  readonly reason: string;
  /** Why all the same, where something stands against it. */
  readonly overruleReason: string;
  /** What is settled by it: a line of the wait list, a recall, a missed visit. */
  readonly answers: Answers | null;
  /** Days from one visit of a series to the next; null for one alone. */
  readonly everyDays: number | null;
  readonly count: number;
  /** The visits of the series that are left out, by their place in it. */
  readonly leftOut: readonly number[];
}

export const EMPTY_BOOKING: BookingDraft = {
  place: null,
  text: '',
  who: 'find',
  patientId: null,
  family: '',
  given: '',
  birthDate: '',
  phone: '',
  typeId: null,
  minutes: null,
  roomId: null,
  reason: '',
  overruleReason: '',
  answers: null,
  everyDays: null,
  count: 6,
  leftOut: [],
};

/**
 * The booking that a panel goes on with when it is opened after another one (null: after none). From a search to a place, and
 * from place to place, it is the same one; a booking that was left is gone on with only where it stood. Anywhere else whoever
 * calls next is asked for: five letters and Enter must not book the one before.
 */
export function bookingFor(
  draft: BookingDraft,
  before: CalendarPanel | null,
  next: CalendarPanel | null,
): BookingDraft {
  if (next === null || !isOfBooking(next)) return draft;
  const place = next.kind === 'book' ? { providerId: next.providerId, starts: next.starts } : null;
  const isThere =
    place !== null && draft.place?.starts === place.starts && draft.place.providerId === place.providerId;
  if (isThere) return draft;
  if (before === null || !isOfBooking(before)) return { ...EMPTY_BOOKING, place };
  // Why all the same, and which visits of a series not, was said of the other place.
  return { ...draft, place: place ?? draft.place, overruleReason: '', leftOut: [] };
}

function isOfBooking({ kind }: CalendarPanel): boolean {
  return kind === 'book' || kind === 'find' || kind === 'wait';
}

/** Whom the booking is for, as the engine takes it; undefined while that is not clear. */
export function whoOf(draft: BookingDraft, today: PlainDate): InputOf<'calendar.book'>['who'] | undefined {
  const { who, patientId, family, given, phone } = draft;
  if (who === 'known') return patientId === null ? undefined : { known: true, patientId };
  const birthDate = birthDateOf(draft.birthDate, today);
  if (who === 'find' || birthDate === undefined || family.trim() === '' || given.trim() === '')
    return undefined;
  return { known: false, family, given, birthDate, phone };
}
