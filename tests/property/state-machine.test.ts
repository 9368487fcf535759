import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boardGroup,
  movesFrom,
  statusAfter,
  VISIT_MOVES,
  VISIT_STATUSES,
  type VisitMove,
  type VisitStatus,
} from '../../shared/visits/state-machine.ts';

/** The design's table, written down a second time and by status, so that a slip in one of the two shows. */
const ALLOWED: Readonly<Record<VisitStatus, Partial<Record<VisitMove, VisitStatus>>>> = {
  booked: {
    confirm: 'confirmed',
    arrive: 'arrived',
    'check-in': 'checked-in',
    'no-show': 'no-show',
    cancel: 'cancelled',
  },
  confirmed: { arrive: 'arrived', 'check-in': 'checked-in', 'no-show': 'no-show', cancel: 'cancelled' },
  arrived: { 'check-in': 'checked-in', cancel: 'cancelled' },
  'checked-in': {
    room: 'with-clinician',
    ready: 'ready-to-leave',
    'check-out': 'checked-out',
    cancel: 'cancelled',
  },
  'with-clinician': { room: 'with-clinician', ready: 'ready-to-leave', 'check-out': 'checked-out' },
  'ready-to-leave': { 'check-out': 'checked-out' },
  'checked-out': {},
  'no-show': { arrive: 'arrived', 'check-in': 'checked-in' },
  cancelled: {},
};

/** How far along a visit is; nobody goes back but by undo, and a no-show who comes after all. */
const PROGRESS: Readonly<Record<VisitStatus, number>> = {
  'no-show': 0,
  booked: 0,
  confirmed: 1,
  arrived: 2,
  'checked-in': 3,
  'with-clinician': 4,
  'ready-to-leave': 5,
  'checked-out': 6,
  cancelled: 6,
};

const statuses = fc.constantFrom(...VISIT_STATUSES);
const moves = fc.constantFrom(...VISIT_MOVES);

describe('the state machine of a visit', () => {
  it('is the table of the design, for every status and move', () => {
    for (const status of VISIT_STATUSES) {
      for (const move of VISIT_MOVES)
        expect(statusAfter(status, move), `${move} when ${status}`).toBe(ALLOWED[status][move]);
    }
  });

  it('offers exactly the moves that it allows', () => {
    fc.assert(
      fc.property(
        statuses,
        moves,
        (status, move) => movesFrom(status).includes(move) === (statusAfter(status, move) !== undefined),
      ),
    );
  });

  it('never goes back, and ends: whatever is tried, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(moves, { maxLength: 60 }), (tried) => {
        let status: VisitStatus = 'booked';
        for (const move of tried) {
          const next = statusAfter(status, move);
          if (next === undefined) continue;
          if (next !== 'no-show')
            expect(PROGRESS[next], `${status} to ${next}`).toBeGreaterThanOrEqual(PROGRESS[status]);
          expect(movesFrom(status), 'a visit that is over does not move').not.toEqual([]);
          status = next;
        }
      }),
    );
  });

  it('leaves no dead end: from every status that is not the end, the visit can be closed', () => {
    const canEnd = (status: VisitStatus, seen: ReadonlySet<VisitStatus> = new Set()): boolean =>
      movesFrom(status).length === 0 ||
      movesFrom(status).some((move) => {
        const next = statusAfter(status, move);
        return next !== undefined && !seen.has(next) && canEnd(next, new Set([...seen, status, next]));
      });
    for (const status of VISIT_STATUSES) expect(canEnd(status), status).toBe(true);
    expect(VISIT_STATUSES.filter((status) => movesFrom(status).length === 0)).toEqual([
      'checked-out',
      'cancelled',
    ]);
  });

  it('reaches every status from a booking', () => {
    const reached = new Set<VisitStatus>(['booked']);
    for (const status of reached) {
      for (const move of movesFrom(status)) reached.add(statusAfter(status, move) ?? status);
    }
    expect([...reached].toSorted()).toEqual([...VISIT_STATUSES].toSorted());
  });

  it('puts a visit among the done exactly when the desk has nothing left to do with it', () => {
    const done = VISIT_STATUSES.filter((status) => boardGroup(status) === 'done');
    expect(done).toEqual(['checked-out', 'no-show', 'cancelled']);
  });
});
