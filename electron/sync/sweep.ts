import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { prepared } from '../engine/statements.ts';
import { SERVER } from './kept.ts';
import type { Pause, Stretch } from './sweep-ask.ts';
import { beginSweep, endSweep, endType, isSwept, type SweepOutcome } from './sweep-log.ts';
import { settleDoubled, settleGone } from './sweep-settle.ts';
import { beginType, sweepType, type TypeWay, type Way } from './sweep-type.ts';
import type { SyncContext } from './sync-context.ts';
import { OVERLAP_MS } from './walk.ts';

/** How a stretch of a sweep ended: the sweep is over, or it goes on another time, and why. */
export type SweepEnd = SweepOutcome | Pause;

/** It is not gone on with: the next one is another sweep. */
export const OVER: ReadonlySet<SweepEnd> = new Set(['whole', 'partly', 'suspicious']);

/** One way through everything that is kept of the server, in as many stretches as it takes. */
export interface Sweep {
  stretch(stretch: Stretch): Promise<SweepEnd>;
}

/** So many in a row without an answer, and a type is left for the next night. */
const MOST_BREAKS = 3;
/** So many may be gone at once; a server that lost more is believed nothing. */
const MOST_GONE = 50;
const FEW_GONE = 5;
const GONE_SHARE = 0.05;
const LOADED_AT_ONCE = 1_000;

/** Begins a sweep of these types, right after a pull of them was whole. `horizon` is the server's time before that pull. */
export async function startSweep(
  context: SyncContext,
  types: readonly string[],
  horizon: number | undefined,
): Promise<Sweep> {
  const { core } = context;
  core.immediate(() => beginSweep(core.db, core.now()));
  const unseen = await loadKept(core.db);
  const kept = [...unseen.values()].reduce((sum, { size }) => sum + size, 0);
  const way: Way = {
    types: types.filter((type) => !isSwept(core.db, type)),
    horizon: horizon === undefined ? undefined : horizon - OVERLAP_MS,
    mostGone: Math.min(MOST_GONE, Math.max(FEW_GONE, Math.floor(kept * GONE_SHARE))),
    unseen,
    gone: [],
    doubled: [],
    held: [],
    left: 0,
    hidden: 0,
    current: undefined,
  };
  return { stretch: (stretch) => goOn(context, way, stretch) };
}

/** A few at once: a desk that has kept everything for years has many. */
async function loadKept(db: Database): Promise<ReadonlyMap<string, Set<number>>> {
  const kept = new Map<string, Set<number>>();
  const last = { id: '', type: '', source: '' };
  for (;;) {
    const rows = prepared(
      db,
      `SELECT number, foreign_id AS id, resource_type AS type, source FROM foreign_content
       WHERE (foreign_id, resource_type, source) > (?, ?, ?)
       ORDER BY foreign_id, resource_type, source LIMIT ${LOADED_AT_ONCE}`,
    ).all(last.id, last.type, last.source) as { number: number; id: string; type: string; source: string }[];
    for (const { number, type, source } of rows) {
      if (source !== SERVER) continue;
      const known = kept.get(type) ?? new Set();
      kept.set(type, known.add(number));
    }
    const end = rows.at(-1);
    if (!end || rows.length < LOADED_AT_ONCE) return kept;
    Object.assign(last, end);
    await setImmediate();
  }
}

async function goOn(context: SyncContext, way: Way, stretch: Stretch): Promise<SweepEnd> {
  for (;;) {
    const [type] = way.types;
    if (type === undefined) return close(context, way, way.left > 0 ? 'partly' : 'whole');
    way.current ??= beginType(context, type);
    const end = await sweepType(context, way, way.current, stretch);
    if (end === 'suspicious') return close(context, way, end);
    if (end === 'offline') countBreak(way, way.current);
    if (end !== undefined) return end;
    finishType(context, way, way.current);
  }
}

/** One page that never comes keeps no other type back. What is known of this one is not the whole of it, and is left. */
function countBreak(way: Way, current: TypeWay): void {
  current.breaks += 1;
  if (current.breaks < MOST_BREAKS) return;
  way.left += 1;
  way.types.shift();
  way.current = undefined;
  way.gone = way.gone.filter(({ resourceType }) => resourceType !== current.type);
  way.doubled = way.doubled.filter(({ resourceType }) => resourceType !== current.type);
}

/** A type in which nothing is wrong is done, whatever becomes of the others; what is wrong is judged when all of it is known. */
function finishType({ core }: SyncContext, way: Way, { type }: TypeWay): void {
  way.types.shift();
  way.current = undefined;
  const isWrong = [...way.gone, ...way.doubled].some(({ resourceType }) => resourceType === type);
  if (isWrong) way.held.push(type);
  else core.immediate(() => endType(core, type));
}

function close(context: SyncContext, way: Way, end: SweepOutcome): SweepEnd {
  const { core } = context;
  const isBelieved = end !== 'suspicious';
  core.immediate(() => {
    const gone = isBelieved ? settleGone(context, way.gone) : 0;
    const several = isBelieved ? way.doubled.filter((each) => settleDoubled(context, each)).length : 0;
    if (isBelieved) for (const type of way.held) endType(core, type);
    endSweep(core, end, { gone, several, hidden: way.hidden });
  });
  core.publish(['queue']);
  return end;
}
