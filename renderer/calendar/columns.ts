import type { OutputOf } from '../../shared/api/index.ts';
import { FEDERAL_HOLIDAYS, type FederalHoliday } from '../../shared/calendar/holidays.ts';
import type { ProviderId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { GridColumn } from './time-grid.tsx';

export interface ProviderColumn extends GridColumn {
  /** Null for the visits that nobody in particular sees. */
  readonly providerId: ProviderId | null;
}

interface Words {
  readonly nobody: string;
  readonly holidays: Readonly<Record<FederalHoliday, string>>;
}

/**
 * A column for every provider in use, and for one out of use who still has visits on the day: their bookings are never out of
 * sight. The last column, of nobody in particular, is there when it holds something.
 */
export function columnsOf(
  range: OutputOf<'calendar.range'>,
  day: PlainDate,
  providers: OutputOf<'practice.frame'>['providers'],
  { nobody, holidays }: Words,
): readonly ProviderColumn[] {
  const standing = range.visits.filter((visit) => visit.day === day && visit.status !== 'cancelled');
  const blocksOf = (providerId: ProviderId | null) =>
    range.blocks
      .filter(
        (block) => block.roomId === null && (block.providerId === null || block.providerId === providerId),
      )
      .map((block) => ({
        ...block,
        reason: isFederal(block.reason) ? holidays[block.reason] : block.reason,
      }));
  const columnOf = (providerId: ProviderId | null, title: string): ProviderColumn => ({
    key: providerId ?? 'nobody',
    providerId,
    title,
    visits: standing.filter((visit) => visit.providerId === providerId),
    open: range.open.find((each) => each.day === day && each.providerId === providerId)?.spans ?? null,
    blocks: blocksOf(providerId),
  });
  const shown = providers.filter(
    ({ id, active }) => active || standing.some(({ providerId }) => providerId === id),
  );
  return [
    ...shown.map(({ id, displayName }) => columnOf(id, displayName)),
    ...(shown.length === 0 || standing.some(({ providerId }) => providerId === null)
      ? [columnOf(null, nobody)]
      : []),
  ];
}

function isFederal(reason: string): reason is FederalHoliday {
  return (FEDERAL_HOLIDAYS as readonly string[]).includes(reason);
}
