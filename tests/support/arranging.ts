import type { InputOf } from '../../shared/api/index.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { providerId } from './practice.ts';

/** A Tuesday to come. */
export const TUESDAY = '2026-03-17' as PlainDate;

export type Week = InputOf<'calendar.saveWeek'>['fields'];
export type Block = InputOf<'calendar.saveBlock'>['fields'];

/** Eight to five with an hour for lunch. */
export const hoursOn = (...weekdays: number[]) =>
  weekdays.flatMap((weekday) => [
    { weekday, opens: '08:00', closes: '12:00' },
    { weekday, opens: '13:00', closes: '17:00' },
  ]);
/** The hours of Dr. Ruiz; give what the test is about. */
export const week = (changes: Partial<Week> = {}): Week => ({
  providerId,
  roomId: null,
  fromDay: '2026-03-01',
  untilDay: null,
  hours: hoursOn(1, 2, 3, 4, 5),
  active: true,
  ...changes,
});
/** A staff meeting at noon; give what the test is about. */
export const block = (changes: Partial<Block> = {}): Block => ({
  providerId: null,
  roomId: null,
  fromDay: TUESDAY,
  untilDay: TUESDAY,
  opens: '12:00',
  closes: '13:00',
  reason: 'Staff meeting',
  active: true,
  ...changes,
});
