import { closeSync, existsSync, openSync, readSync, writeSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { prepared } from '../engine/statements.ts';
import { shareWithFolder } from '../entry/folder-sharing.ts';

/**
 * How far the change log was when it last said "saved", in a small file beside the store. A journal whose end was cut off or
 * damaged opens as a whole, shorter one: only something outside of it can tell (sync design 0.7).
 */
export interface HighWater {
  /** Writes down how far the change log is now. Call after the commit. */
  mark(sequence: number): void;
  /** Forgets that it was ever further. Call once the loss is written down. */
  restart(sequence: number): void;
  close(): void;
}

/** The name of the file in the practice's folder. */
export const HIGH_WATER = 'desk.high-water';
const WIDTH = 20;
/** Two places in turn: a crash in the middle of one leaves the other. */
const PLACES = 2;

/** Opens the file, and makes it where it is not there; undefined where the folder does not let us. */
export function openHighWater(file: string): HighWater | undefined {
  const writing = opened(file);
  if (writing === undefined) return undefined;
  const turn = { number: 0 };
  const mark = (sequence: number): void => {
    const line = lineOf(sequence);
    try {
      // Not waited for: where the power goes at once with it, it says less than there is, and never more.
      writeSync(writing, line, turn.number * line.length, 'utf8');
    } catch {
      // What was saved is saved; a full disk only makes this say less than there is.
    }
    turn.number = (turn.number + 1) % PLACES;
  };
  return {
    mark,
    restart: (sequence) => {
      for (let place = 0; place < PLACES; place += 1) mark(sequence);
    },
    close: () => closeSync(writing),
  };
}

/** Whoever may write the store beside it may write this, too. */
function opened(file: string): number | undefined {
  try {
    const isNew = !existsSync(file);
    closeSync(openSync(file, 'a'));
    if (isNew) shareWithFolder(file);
    return openSync(file, 'r+');
  } catch {
    return undefined;
  }
}

/** The number twice, so that a line that was cut is told from a whole one. */
function lineOf(sequence: number): string {
  const digits = String(sequence).padStart(WIDTH, '0');
  return `${digits} ${digits}\n`;
}

/** How far the change log was at least; 0 where nothing is known. */
export function highWaterOf(file: string): number {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch {
    return 0;
  }
  try {
    const bytes = Buffer.alloc(PLACES * (2 * WIDTH + 2));
    const length = readSync(handle, bytes, 0, bytes.length, 0);
    const lines = bytes.subarray(0, length).toString('utf8').split('\n');
    const marks = lines.flatMap((line) => {
      const [, left, right] = /^(\d{20}) (\d{20})$/.exec(line) ?? [];
      return left !== undefined && left === right ? [Number(left)] : [];
    });
    return Math.max(0, ...marks);
  } finally {
    closeSync(handle);
  }
}

/** How many changes that were said to be saved are not in the store any more: its end was lost, or an old one was put back. */
export function lostChanges(db: Database, file: string): number {
  return Math.max(0, highWaterOf(file) - lastChange(db));
}

/** The sequence of the last line of the change log; 0 where there is none. */
export function lastChange(db: Database): number {
  return prepared(db, 'SELECT coalesce(max(sequence), 0) FROM change_log').pluck().get() as number;
}
