import type { CalendarVisit } from '../../shared/calendar/contract.ts';
import type { AppointmentTypeId, PatientId, ProviderId, RoomId, VisitId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { RecallLine, WaitingLine } from '../../shared/worklists/contract.ts';
import { useDraft } from '../data/desk-store.ts';
import type { Step } from './day-scale.ts';

/** The lists that a desk works through beside its calendar. */
export const LISTS = ['waiting', 'confirm', 'missed', 'recalls', 'clashes', 'stranded'] as const;
export type ListName = (typeof LISTS)[number];

/** Where the keyboard stands in the grid: a column and the beginning of a step of it. */
export interface Cursor {
  readonly column: number;
  readonly at: number;
}

/** What stands beside the grid. */
export type CalendarPanel =
  | {
      readonly kind: 'book';
      readonly providerId: ProviderId | null;
      readonly starts: number;
      /** Another of the family right after it. */
      readonly next?: { readonly typeId: AppointmentTypeId; readonly starts: number };
    }
  | { readonly kind: 'visit'; readonly visitId: VisitId }
  | { readonly kind: 'lists'; readonly list: ListName }
  /** Somebody is put on the wait list, or their line is changed. */
  | { readonly kind: 'wait'; readonly line: WaitingLine | null }
  | { readonly kind: 'recall'; readonly patientId: PatientId; readonly line: RecallLine | null }
  /** The next free time is looked for. */
  | { readonly kind: 'find' }
  /** A day is printed, or leaves as a file; null where the keyboard stood on no provider. */
  | { readonly kind: 'paper'; readonly providerId: ProviderId | null }
  /** A place that something stood against: the reason is asked before it moves there. */
  | {
      readonly kind: 'move';
      readonly visit: PinnedVisit;
      readonly providerId: ProviderId | null;
      readonly roomId: RoomId | null;
      readonly starts: number;
      readonly minutes: number;
    };

/** What the pinboard remembers of a visit: it is put down on days on which it is not shown. */
export type PinnedVisit = Pick<
  CalendarVisit,
  'id' | 'day' | 'patientId' | 'typeId' | 'minutes' | 'providerId' | 'roomId' | 'family' | 'given' | 'suffix'
>;

/** How a person has left the calendar, until the window closes. */
export interface CalendarView {
  /** Null is today. */
  readonly day: PlainDate | null;
  readonly step: Step;
  readonly cursor: Cursor | null;
  readonly panel: CalendarPanel | null;
  /** The visit that is on its way to another place; it stands where it stood until it is put down. */
  readonly pinned: PinnedVisit | null;
  /** True: no names on the screen, for a desk that patients look over. */
  readonly hidesNames: boolean;
  readonly mode: Mode;
  /** Whose columns: a provider's or a room's. */
  readonly by: 'provider' | 'room';
  /** Whose columns a week shows, one to four; empty is the first. */
  readonly chosen: readonly string[];
  /** True: a week is the days on which the practice is open. */
  readonly isWorkWeek: boolean;
  readonly colors: 'status' | 'type';
  /** The past minute as which the schedule is shown; null is now. */
  readonly asOf: number | null;
}

/** How much of the schedule is on the screen. */
export const MODES = ['day', 'week', 'month', 'agenda'] as const;
export type Mode = (typeof MODES)[number];
/** No week shows more columns a day: names could not be read in them. */
export const MOST_CHOSEN = 4;

/** How the calendar opens the first time. */
export const FIRST_VIEW: CalendarView = {
  day: null,
  step: 15,
  cursor: null,
  panel: null,
  pinned: null,
  hidesNames: false,
  mode: 'day',
  by: 'provider',
  chosen: [],
  isWorkWeek: true,
  colors: 'status',
  asOf: null,
};

/** The view, and how to change some of it. */
export function useCalendarView(): readonly [CalendarView, (change: Partial<CalendarView>) => void] {
  const [view, keep] = useDraft<CalendarView>('calendar/view', FIRST_VIEW);
  return [view, (change) => keep((before) => ({ ...before, ...change }))];
}
