import type { AppointmentTypeId, ProviderId } from '../../shared/kernel/ids.ts';
import { addDays, type PlainDate } from '../../shared/kernel/time.ts';
import { readDay } from '../coverage/day-text.ts';

export type Daypart = 'any' | 'morning' | 'afternoon';

/** The part of a day by the clock on the wall; null is open. */
export const DAYPARTS: Readonly<
  Record<Daypart, { readonly opens: string | null; readonly closes: string | null }>
> = {
  any: { opens: null, closes: null },
  morning: { opens: null, closes: '12:00' },
  afternoon: { opens: '12:00', closes: null },
};

/** What a free time is looked or waited for. */
export interface WishDraft {
  /** Null is the first of the practice's list. */
  readonly typeId: AppointmentTypeId | null;
  /** Any of these; empty is anybody. */
  readonly providerIds: readonly ProviderId[];
  readonly daypart: Daypart;
  /** ISO weekdays; empty is any. */
  readonly weekdays: readonly number[];
}

export interface FindDraft extends WishDraft {
  /** The visit of another of the family right after it; null for one alone. */
  readonly thenTypeId: AppointmentTypeId | null;
  readonly needsRoom: boolean;
  /** Not before this day, as typed: a date, or `6w` from today. */
  readonly from: string;
}

export const EMPTY_FIND: FindDraft = {
  typeId: null,
  providerIds: [],
  daypart: 'any',
  weekdays: [],
  thenTypeId: null,
  needsRoom: false,
  from: '',
};

/** Nobody but them; null is anybody. */
export function justThem(providerId: ProviderId | null): readonly ProviderId[] {
  return providerId === null ? [] : [providerId];
}

const DAYS_OF = { d: 1, w: 7 } as const;

/**
 * A day as the desk types it: a date, or how far ahead: `10d`, `6w`, `3m`, `1y`. Months and years land on the same date, or on
 * the last day of a shorter month. Null for nothing typed, undefined for what is neither.
 */
export function readAhead(text: string, today: PlainDate): PlainDate | null | undefined {
  const [, count = '', unit = ''] = /^\+?(\d{1,3})\s*([dwmysa])[a-z]*$/i.exec(text.trim()) ?? [];
  if (count === '') return readDay(text);
  const letter = unit.toLowerCase();
  if (letter === 'd' || letter === 'w') return addDays(today, Number(count) * DAYS_OF[letter]);
  // `s` and `a` are the Spanish week and year.
  if (letter === 's') return addDays(today, Number(count) * DAYS_OF.w);
  return monthsLater(today, Number(count) * (letter === 'm' ? 1 : 12));
}

function monthsLater(day: PlainDate, count: number): PlainDate {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const months = year * 12 + (month - 1) + count;
  const first = `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01` as PlainDate;
  const last = addDays(addDays(first, 31).replace(/\d\d$/, '01') as PlainDate, -1);
  return addDays(first, Math.min(date, Number(last.slice(8))) - 1);
}
