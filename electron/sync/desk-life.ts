import type { Database } from 'better-sqlite3';
import type { CopyCause } from '../../shared/sync/contract.ts';
import type { CopyMark } from '../engine/ports.ts';
import { prepared } from '../engine/statements.ts';
import { machineDigest, markBeside } from './copy-mark.ts';

/** What the store knows of itself, to tell whether it is a copy. */
export interface DeskLife {
  readonly mark: string;
  readonly machine: string | null;
  /** The marks that this store left on the server, the last one last. */
  readonly told: readonly string[];
  readonly turn: number;
  readonly cause: CopyCause | null;
  readonly renewedAt: number | null;
  readonly formerDeskId: string | null;
  readonly isLettered: boolean;
}

/** So many marks are known again: a server that was itself put back to an older state shows one of them. */
const MOST_TOLD = 200;

/** What the store knows of itself; undefined before it was opened the first time. */
export function deskLife(db: Database): DeskLife | undefined {
  const row = prepared(
    db,
    `SELECT mark, machine, told, turn, cause, renewed_at AS renewedAt, former_desk_id AS formerDeskId,
       is_lettered AS isLettered FROM desk_life WHERE id = 1`,
  ).get() as (Omit<DeskLife, 'told' | 'isLettered'> & { told: string; isLettered: number }) | undefined;
  return row && { ...row, told: JSON.parse(row.told) as string[], isLettered: row.isLettered === 1 };
}

/** Begins what the store knows of itself, or begins it anew. Call inside a transaction. */
export function writeLife(
  db: Database,
  life: Pick<DeskLife, 'mark' | 'machine' | 'cause' | 'renewedAt' | 'formerDeskId' | 'isLettered'>,
): void {
  prepared(
    db,
    `INSERT OR REPLACE INTO desk_life (id, mark, machine, told, turn, cause, renewed_at, former_desk_id, is_lettered)
     VALUES (1, @mark, @machine, '[]', 0, @cause, @renewedAt, @formerDeskId, @isLettered)`,
  ).run({ ...life, isLettered: life.isLettered ? 1 : 0 });
}

/** Notes a mark before it is sent: whether it arrived is not known then. Call inside a transaction. Answers which turn it is. */
export function noteTold(db: Database, { told, turn }: DeskLife, mark: string): number {
  const kept = JSON.stringify([...told, mark].slice(-MOST_TOLD));
  prepared(db, 'UPDATE desk_life SET told = ?, turn = ? WHERE id = 1').run(kept, turn + 1);
  return turn + 1;
}

/** The desk has its number, or keeps its letters for good. Call inside a transaction. */
export function endLetters(db: Database): void {
  prepared(db, 'UPDATE desk_life SET is_lettered = 0 WHERE id = 1').run();
}

/** The OS told only later which PC this is. */
export function noteMachine(db: Database, machine: string): void {
  prepared(db, 'UPDATE desk_life SET machine = ? WHERE id = 1').run(machine);
}

/** Why the store cannot be the one that this desk had, as far as that shows without a server; undefined where nothing says so. */
export function copyCause(life: DeskLife, copyMark: CopyMark): CopyCause | undefined {
  const machine = machineDigest(copyMark);
  if (life.machine !== null && machine !== null && life.machine !== machine) return 'other-machine';
  const beside = markBeside(copyMark.file);
  return beside === undefined || beside === life.mark ? undefined : 'carried-off';
}

/** Which receipts and medical record numbers were given so far, as far as telling others of them goes. */
export function numbersGiven(db: Database, deskId: string): string {
  const receipts = prepared(db, 'SELECT coalesce(max(receipt_sequence), 0) FROM tender WHERE desk_id = ?')
    .pluck()
    .get(deskId) as number;
  return `${deskId} ${receipts} ${lastMrn(db)}`;
}

/** The last medical record number that was given; 0 where none are counted. */
function lastMrn(db: Database): number {
  return (prepared(db, 'SELECT last FROM mrn_counter').pluck().get() ?? 0) as number;
}
