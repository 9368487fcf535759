import type { Clock } from '../../shared/kernel/time.ts';
import { systemClock } from '../engine/ports.ts';
import type { PracticeKind } from './practice-folder.ts';

/**
 * The clock that the desk runs on. A demo or a test may be held at one instant so that its pictures and its
 * waiting times are the same on every run; a real practice always has the time of the machine.
 */
export function chooseClock(kind: PracticeKind, heldAt: string | undefined): Clock {
  if (kind === 'practice' || heldAt === undefined) return systemClock;
  const instant = Date.parse(heldAt);
  return Number.isNaN(instant) ? systemClock : { now: () => instant };
}
