import type { OutputOf, ParsedInputOf } from '../../shared/api/index.ts';
import { overrulingOf } from '../../shared/calendar/rules.ts';
import { seriesStarts } from '../../shared/calendar/series.ts';
import type { VisitId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { clinicDay, type Instant } from '../../shared/kernel/time.ts';
import type { QueryContext } from '../engine/handler.ts';
import { prepared } from '../engine/statements.ts';
import type { UnitOfWork } from '../engine/unit-of-work.ts';
import { refuseWhilePaid } from '../visits/payments.ts';
import { visitRecord } from '../visits/records.ts';
import { expectedVisit } from './booking.ts';
import { conflictsNow } from './conflicts.ts';
import { openingsNow } from './search.ts';

/** As many free times of a day are held against the one that was asked for. */
const NEAREST_OF = 50;

/** When the visits of a series would be, and what to do where something stands against one. */
export function checkSeries(
  context: QueryContext,
  { everyDays, count, ...asked }: ParsedInputOf<'calendar.checkSeries'>,
): OutputOf<'calendar.checkSeries'> {
  const { db, zone, day: today } = context;
  const visits = seriesStarts(asked.starts, everyDays, count, zone).map((at) => {
    const starts = at as Instant;
    const conflicts = conflictsNow({ db, zone, today }, { ...asked, starts, visitId: null });
    const stands = overrulingOf(conflicts) !== null;
    return { starts, conflicts: [...conflicts], instead: stands ? nearest(context, asked, starts) : null };
  });
  return { visits };
}

/** The free time of the same day that is nearest to the one asked for. */
function nearest(
  context: QueryContext,
  {
    typeId,
    providerId,
    patientId,
    roomId,
    minutes,
  }: Omit<ParsedInputOf<'calendar.checkSeries'>, 'everyDays' | 'count'>,
  starts: Instant,
): Instant | null {
  if (providerId === null) return null;
  const { db, zone, day: today } = context;
  const [found] = openingsNow(context, {
    typeIds: [typeId],
    providerIds: [providerId],
    weekdays: [],
    opens: null,
    closes: null,
    notBefore: clinicDay(starts, zone),
    days: 1,
    needsRoom: false,
    count: NEAREST_OF,
  })
    .toSorted((one, two) => Math.abs(one.starts - starts) - Math.abs(two.starts - starts))
    .filter((opening) => {
      const asked = { typeId, providerId, patientId, roomId, minutes, starts: opening.starts, visitId: null };
      return overrulingOf(conflictsNow({ db, zone, today }, asked)) === null;
    });
  return found?.starts ?? null;
}

/** Cancels a visit of a series and every later one that has not begun; what is over stays as it is. */
export function cancelRest(
  unit: UnitOfWork,
  { visitId, reason }: ParsedInputOf<'calendar.cancelRest'>,
): { visitIds: VisitId[] } {
  const row = expectedVisit(unit, visitId);
  if (row.seriesId === null)
    throw new Refusal('calendar/no-series', 'This visit is not one of a series. Cancel it by itself.');
  const visitIds = prepared(
    unit.db,
    `SELECT id FROM visit WHERE series_id = ? AND scheduled_at >= ? AND status IN ('booked', 'confirmed') ORDER BY scheduled_at`,
  )
    .pluck()
    .all(row.seriesId, row.scheduledAt) as VisitId[];
  for (const id of visitIds) {
    refuseWhilePaid(unit, id);
    unit.change(visitRecord, id, { status: 'cancelled', statusSince: unit.now, cancelReason: reason });
  }
  return { visitIds };
}
