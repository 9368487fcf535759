import type { Database } from 'better-sqlite3';
import { prepared } from './statements.ts';

/**
 * A hybrid logical clock: physical milliseconds, a counter for events of the same millisecond or after a clock that
 * jumped back, and the desk. Strings compare in the order of the events of one desk.
 */
export function createHlc(now: () => number, deskId: string, last?: string): () => string {
  const [physical = 0, counter = 0] = (last ?? '')
    .split('-')
    .slice(0, 2)
    .map((part) => Number.parseInt(part, 36) || 0);
  const state = { physical, counter };
  return () => {
    const present = now();
    if (present > state.physical) {
      state.physical = present;
      state.counter = 0;
    } else {
      state.counter += 1;
    }
    return `${state.physical.toString(36).padStart(9, '0')}-${state.counter.toString(36).padStart(5, '0')}-${deskId}`;
  };
}

/** The time of the last change in the store; undefined where there is none. A clock goes on from it. */
export function lastHlc(db: Database): string | undefined {
  return prepared(db, 'SELECT hlc FROM change_log ORDER BY sequence DESC LIMIT 1').pluck().get() as
    | string
    | undefined;
}
