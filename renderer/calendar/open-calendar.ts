import type { Answers } from '../../shared/calendar/contract.ts';
import type { PatientId, VisitId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { useDesk } from '../data/desk-store.ts';
import { type BookingDraft, bookingFor, EMPTY_BOOKING } from './booking-draft.ts';
import { type CalendarPanel, type CalendarView, FIRST_VIEW, type PinnedVisit } from './calendar-view.ts';
import { EMPTY_FIND, type FindDraft } from './find-draft.ts';

/** Opens the calendar with a panel beside it, on a day where one is given (null is today), and with a visit on the pinboard. */
export function openCalendar(
  panel: CalendarPanel | null,
  day?: CalendarView['day'],
  pinned?: PinnedVisit,
): void {
  const { drafts, staffId, keepDraft, go, place } = useDesk.getState();
  const before = (drafts[`${staffId}/calendar/view`] as CalendarView | undefined) ?? FIRST_VIEW;
  keepOneBooking(place.room === 'calendar' ? before.panel : null, panel);
  keepDraft('calendar/view', {
    ...before,
    panel,
    // What is opened from elsewhere is of now.
    asOf: null,
    ...(day === undefined ? {} : { day, cursor: null }),
    ...(pinned === undefined ? {} : { pinned }),
  } satisfies CalendarView);
  go({ room: 'calendar' });
}

/** Keeps the booking that the next panel goes on with, and forgets any other. */
export function keepOneBooking(before: CalendarPanel | null, next: CalendarPanel | null): void {
  const { drafts, staffId, keepDraft } = useDesk.getState();
  const draft = (drafts[`${staffId}/calendar/booking`] as BookingDraft | undefined) ?? EMPTY_BOOKING;
  const kept = bookingFor(draft, before, next);
  if (kept !== draft) keepDraft('calendar/booking', kept);
}

interface BookFor {
  readonly patientId: PatientId;
  readonly wish?: Partial<FindDraft>;
  readonly answers?: Answers | null;
  readonly reason?: string;
}

/** Makes the booking of the panel that was opened last one for somebody known. */
export function keepBookingFor({ patientId, wish = {}, answers = null, reason = '' }: BookFor): void {
  const { keepDraft } = useDesk.getState();
  keepDraft('calendar/booking', {
    ...EMPTY_BOOKING,
    who: 'known',
    patientId,
    typeId: wish.typeId ?? null,
    answers,
    reason,
  } satisfies BookingDraft);
  keepDraft('calendar/find', { ...EMPTY_FIND, ...wish } satisfies FindDraft);
}

/** Looks for the next free time for somebody known. */
export function openFindFor(booking: BookFor): void {
  openCalendar({ kind: 'find' });
  keepBookingFor(booking);
}

/** Opens a visit in the calendar, on its day. */
export function showInCalendar(visitId: VisitId, day: PlainDate): void {
  openCalendar({ kind: 'visit', visitId }, day);
}
