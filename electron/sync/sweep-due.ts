import { addDays, clinicDay, instantOf } from '../../shared/kernel/time.ts';

/** At this hour of the practice's night nobody is at a desk. */
const NIGHT_HOUR = 2;
const DAY_MS = 86_400_000;
/** Longer than this it waits for no quiet moment. */
const LONGEST_WAIT_MS = 2 * DAY_MS;

/**
 * Whether everything is to be held against the server's again: once a night, and where the desk was off in the night, as soon
 * as it is not. `lastAt` is when that was done last.
 */
export function isSweepDue(now: number, zone: string, lastAt: number): boolean {
  const today = clinicDay(now, zone);
  const tonight = instantOf(today, NIGHT_HOUR, 0, zone);
  const lastNight = tonight <= now ? tonight : instantOf(addDays(today, -1), NIGHT_HOUR, 0, zone);
  // A clock that was set back says nothing about when it was.
  return lastAt < lastNight || lastAt > now + DAY_MS;
}

/** Whether it can wait until nobody works here: not for days. */
export function mayWait(now: number, lastAt: number): boolean {
  return Math.abs(now - lastAt) < LONGEST_WAIT_MS;
}
