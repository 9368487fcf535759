import type { OutputOf, ParsedInputOf } from '../../shared/api/index.ts';
import { holidayOn } from '../../shared/calendar/holidays.ts';
import { blocksOf } from '../../shared/calendar/rules.ts';
import { MINUTE, type Span, without } from '../../shared/calendar/spans.ts';
import type { ProviderId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { QueryContext } from '../engine/handler.ts';
import { prepared } from '../engine/statements.ts';
import { arrangedBy, arrangementParts } from './facts.ts';
import { daysOf, refuseTooLong } from './range.ts';

type Day = OutputOf<'calendar.density'>['days'][number];

/** How full some days are: what is booked of the time in which somebody works. */
export function densityOf(
  { db, zone }: QueryContext,
  { fromDay, untilDay }: ParsedInputOf<'calendar.density'>,
): OutputOf<'calendar.density'> {
  refuseTooLong(fromDay, untilDay);
  const rows = prepared(
    db,
    `SELECT day, count(*) AS booked, sum(minutes) AS bookedMinutes FROM visit INDEXED BY visit_day
     WHERE day BETWEEN ? AND ? AND status NOT IN ('cancelled', 'no-show') GROUP BY day`,
  ).all(fromDay, untilDay) as Pick<Day, 'day' | 'booked' | 'bookedMinutes'>[];
  const booked = new Map(rows.map((row) => [row.day, row]));
  const providers = prepared(db, 'SELECT id FROM provider WHERE active = 1').pluck().all() as ProviderId[];
  const parts = arrangementParts(db, fromDay, untilDay);
  const arranged = arrangedBy(parts, zone);
  const openMinutes = (day: PlainDate): number =>
    providers.reduce((sum, providerId) => {
      const blocks = blocksOf(arranged.blocksOn(day), providerId, null);
      return sum + minutesOf(without(arranged.openOf(providerId, day) ?? [], blocks));
    }, 0);
  return {
    days: daysOf(fromDay, untilDay).map((day) => ({
      day,
      booked: booked.get(day)?.booked ?? 0,
      bookedMinutes: booked.get(day)?.bookedMinutes ?? 0,
      openMinutes: openMinutes(day),
      holiday: holidayOn(day, parts.holidays) ?? null,
    })),
  };
}

function minutesOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { starts, ends }) => sum + (ends - starts) / MINUTE, 0);
}
