import type { Database } from 'better-sqlite3';
import { type ImportCounts, type ImportRun, MOST_PROBLEMS } from '../../shared/imports/contract.ts';
import type { ImportProblemCode } from '../../shared/imports/problems.ts';
import type { ImportRunId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { prepared } from '../engine/statements.ts';
import type { MappingProblem } from '../fhir/reading.ts';

export interface RunRow extends ImportRun {
  readonly fingerprint: string;
  /** How many problems are listed. */
  readonly problems: number;
}

const COLUMNS = `id AS runId, source, fingerprint, format, size, started_at AS startedAt, started_by AS startedBy, finished_at AS finishedAt,
  next_line AS nextLine, next_byte AS nextByte, created, changed, unchanged, bad, skipped, waiting, kept_fields AS keptFields, problems`;

/** The statements of this file, for the test that looks at their plans. */
export const RUN_SQL = {
  one: `SELECT ${COLUMNS} FROM import_run WHERE id = ?`,
  unfinished: `SELECT ${COLUMNS} FROM import_run WHERE source = ? AND fingerprint = ? AND finished_at IS NULL ORDER BY started_at DESC LIMIT 1`,
  latest: `SELECT ${COLUMNS} FROM import_run ORDER BY started_at DESC LIMIT ?`,
  begin: `INSERT INTO import_run (id, source, fingerprint, format, size, started_at, started_by, next_line, next_byte, created, changed, unchanged, bad, skipped, waiting, kept_fields, problems)
    VALUES (?, ?, ?, ?, ?, ?, ?, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0)`,
  advance: `UPDATE import_run SET next_line = ?, next_byte = ?, created = created + ?, changed = changed + ?, unchanged = unchanged + ?, bad = bad + ?,
    skipped = skipped + ?, waiting = waiting + ?, kept_fields = kept_fields + ? WHERE id = ?`,
  finish: 'UPDATE import_run SET finished_at = ? WHERE id = ?',
  addProblem: 'INSERT INTO import_problem (run_id, line, code, element, refused) VALUES (?, ?, ?, ?, ?)',
  countProblem: 'UPDATE import_run SET problems = problems + ? WHERE id = ?',
  forgetMissing: `DELETE FROM import_problem WHERE run_id = ? AND code = 'reference-missing'`,
  problems:
    'SELECT line, code, element, refused FROM import_problem WHERE run_id = ? AND line > ? ORDER BY line, number LIMIT ?',
} as const;

/** One run; refuses an id that is not one. */
export function runRow(db: Database, runId: ImportRunId): RunRow {
  const row = prepared(db, RUN_SQL.one).get(runId) as RunRow | undefined;
  if (!row) throw new Refusal('imports/unknown', 'This import is not here. Begin it again.');
  return row;
}

/** A run as it is answered. */
export function runOf({ fingerprint: _fingerprint, problems: _problems, ...run }: RunRow): ImportRun {
  return run;
}

/** Where nothing happened yet. */
export function noCounts(): { -readonly [Count in keyof ImportCounts]: number } {
  return { created: 0, changed: 0, unchanged: 0, bad: 0, skipped: 0, waiting: 0, keptFields: 0 };
}

/** Puts the run where its next line is, in the transaction that took the lines before over. */
export function advanceRun(
  db: Database,
  runId: string,
  { nextLine, nextByte }: { readonly nextLine: number; readonly nextByte: number },
  { created, changed, unchanged, bad, skipped, waiting, keptFields }: ImportCounts,
): void {
  prepared(db, RUN_SQL.advance).run(
    nextLine,
    nextByte,
    created,
    changed,
    unchanged,
    bad,
    skipped,
    waiting,
    keptFields,
    runId,
  );
}

/** Lists problems of lines, as many as are kept of one run. */
export function addProblems(
  db: Database,
  runId: string,
  problems: readonly (MappingProblem & { readonly line: number; readonly refused: boolean })[],
  alreadyListed: number,
): void {
  const listed = problems.slice(0, Math.max(0, MOST_PROBLEMS - alreadyListed));
  for (const { line, code, element, refused } of listed)
    prepared(db, RUN_SQL.addProblem).run(runId, line, code, element, refused ? 1 : 0);
  if (listed.length > 0) prepared(db, RUN_SQL.countProblem).run(listed.length, runId);
}

/** The problems of a run after a line, in the order of the file. */
export function problemsOf(db: Database, runId: string, afterLine: number, limit: number) {
  const rows = prepared(db, RUN_SQL.problems).all(runId, afterLine, limit) as {
    line: number;
    code: ImportProblemCode;
    element: string;
    refused: number;
  }[];
  return rows.map((row) => ({ ...row, refused: row.refused === 1 }));
}
