import { wallClock, weekdayOf, wholeDay } from '../calendar/open-hours.ts';
import { MINUTE } from '../calendar/spans.ts';
import type { ProviderId } from '../kernel/ids.ts';
import type { PlainDate } from '../kernel/time.ts';

/** What somebody who waits would take; the shape of `wishSchema`. */
export interface Wish {
  readonly providerIds: readonly ProviderId[];
  readonly weekdays: readonly number[];
  readonly opens: string | null;
  readonly closes: string | null;
  readonly fromDay: PlainDate;
  readonly untilDay: PlainDate;
  readonly isUrgent: boolean;
  readonly addedAt: number;
}

/** A free stretch of one provider. */
export interface FreeSlot {
  readonly day: PlainDate;
  readonly starts: number;
  readonly minutes: number;
  readonly providerId: ProviderId | null;
}

/** Visits begin at whole multiples of this after midnight. */
const STEP = 5 * MINUTE;

/**
 * The earliest instant within a free stretch at which a visit of `minutes` would be what somebody waits for; undefined where it
 * is not. `seenBy` is who sees this kind of visit; empty is anybody.
 */
export function fittingStart(
  wish: Wish,
  minutes: number,
  seenBy: readonly ProviderId[],
  slot: FreeSlot,
  zone: string,
): number | undefined {
  if (slot.day < wish.fromDay || slot.day > wish.untilDay) return undefined;
  if (wish.weekdays.length > 0 && !wish.weekdays.includes(weekdayOf(slot.day))) return undefined;
  if (![wish.providerIds, seenBy].every((ids) => isAmong(slot.providerId, ids))) return undefined;
  const opens = wish.opens === null ? slot.starts : wallClock(slot.day, wish.opens, zone);
  const ends = slot.starts + slot.minutes * MINUTE;
  const closes = wish.closes === null ? ends : wallClock(slot.day, wish.closes, zone);
  const midnight = wholeDay(slot.day, zone).starts;
  const earliest = Math.max(slot.starts, opens);
  const starts =
    earliest === slot.starts ? earliest : midnight + Math.ceil((earliest - midnight) / STEP) * STEP;
  return starts + minutes * MINUTE <= Math.min(ends, closes) ? starts : undefined;
}

/** Who is asked first: the urgent, then who has waited longest. */
export function byTurn(
  one: Pick<Wish, 'isUrgent' | 'addedAt'>,
  two: Pick<Wish, 'isUrgent' | 'addedAt'>,
): number {
  return Number(two.isUrgent) - Number(one.isUrgent) || one.addedAt - two.addedAt;
}

function isAmong(providerId: ProviderId | null, ids: readonly ProviderId[]): boolean {
  return ids.length === 0 || (providerId !== null && ids.includes(providerId));
}
