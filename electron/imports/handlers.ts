import { FINISH_STEP, type ImportCounts } from '../../shared/imports/contract.ts';
import type { ImportRunId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { CommandHandlers, QueryHandlers, RoomHandlers } from '../engine/handler.ts';
import { prepared } from '../engine/statements.ts';
import type { UnitOfWork } from '../engine/unit-of-work.ts';
import type { MappingProblem } from '../fhir/reading.ts';
import { practiceSetting } from '../practice/practice-setting.ts';
import { storeError } from '../store/open.ts';
import { waitingRows } from './foreign-store.ts';
import {
  addProblems,
  advanceRun,
  noCounts,
  problemsOf,
  RUN_SQL,
  type RunRow,
  runOf,
  runRow,
} from './runs.ts';
import { type LineOutcome, takeOver, takeOverWaiting } from './take-over.ts';

type LineProblem = MappingProblem & { readonly line: number; readonly refused: boolean };

export const importQueries: RoomHandlers<QueryHandlers, 'imports.status' | 'imports.problems'> = {
  'imports.status': ({ db }, { limit }) => ({
    runs: (prepared(db, RUN_SQL.latest).all(limit) as RunRow[]).map(runOf),
  }),
  'imports.problems': ({ db }, { runId, afterLine, limit }) => {
    runRow(db, runId);
    return { problems: problemsOf(db, runId, afterLine, limit) };
  },
};

export const importCommands: RoomHandlers<
  CommandHandlers,
  'imports.begin' | 'imports.batch' | 'imports.finish'
> = {
  'imports.begin': (unit, { source, fingerprint, size, format }) => {
    const known = prepared(unit.db, RUN_SQL.unfinished).get(source, fingerprint) as RunRow | undefined;
    if (known && known.size === size && known.format === format) {
      unit.names(`ImportRun/${known.runId}`);
      return { runId: known.runId, nextLine: known.nextLine, nextByte: known.nextByte, resumed: true };
    }
    const runId = unit.newId<ImportRunId>();
    unit.touch('imports');
    prepared(unit.db, RUN_SQL.begin).run(
      runId,
      source,
      fingerprint,
      format,
      size,
      unit.now,
      unit.actor.displayName,
    );
    unit.names(`ImportRun/${runId}`);
    return { runId, nextLine: 1, nextByte: 0, resumed: false };
  },

  'imports.batch': (unit, { runId, fromLine, toByte, lines, unreadable }) => {
    const run = runRow(unit.db, runId);
    unit.origin = 'ehr';
    unit.names(`ImportRun/${runId}`);
    const position = { nextLine: run.nextLine, nextByte: run.nextByte };
    // These lines, or later ones, came in before the answer was lost: the caller goes on from where the run is.
    if (run.finishedAt !== null || fromLine < run.nextLine) return { ...noCounts(), ...position };
    if (fromLine > run.nextLine)
      throw new Refusal('imports/gap', 'Some lines before these are missing. Begin again to go on.');
    unit.touch('imports');
    const intake = { unit, source: run.source, runId, zone: practiceSetting(unit.db).zone };
    const faults = new Map(unreadable.map(({ line, code }) => [line, code]));
    const { counts, problems } = eachSafely(
      unit,
      lines,
      (content, index) => {
        const line = fromLine + index;
        const code = faults.get(line);
        if (code !== undefined) return { line, outcome: unread(code) };
        return content.trim() === '' ? undefined : { line, outcome: takeOver(intake, content, line) };
      },
      (_content, index) => fromLine + index,
    );
    const next = { nextLine: fromLine + lines.length, nextByte: toByte };
    advanceRun(unit.db, runId, next, counts);
    addProblems(unit.db, runId, problems, run.problems);
    return { ...counts, ...next };
  },

  'imports.finish': (unit, { runId, after }) => {
    const run = runRow(unit.db, runId);
    unit.names(`ImportRun/${runId}`);
    if (run.finishedAt !== null) return { after: null, run: runOf(run) };
    unit.origin = 'ehr';
    unit.touch('imports');
    const intake = { unit, source: run.source, runId, zone: practiceSetting(unit.db).zone };
    const rows = waitingRows(unit.db, run.source, after, FINISH_STEP);
    const ours = { settled: 0 };
    const { problems } = eachSafely(
      unit,
      rows,
      (row) => {
        const outcome = takeOverWaiting(intake, row);
        // What an earlier file waits for is that file's to report.
        if (row.runId !== runId) return undefined;
        if (outcome.result !== 'bad') ours.settled += 1;
        return { line: row.line, outcome };
      },
      (row) => row.line,
    );
    addProblems(unit.db, runId, problems, run.problems);
    const position = { nextLine: run.nextLine, nextByte: run.nextByte };
    advanceRun(unit.db, runId, position, { ...noCounts(), waiting: -ours.settled });
    const last = rows.at(-1);
    if (rows.length === FINISH_STEP && last)
      return { after: last.number, run: runOf(runRow(unit.db, runId)) };
    prepared(unit.db, RUN_SQL.finish).run(unit.now, runId);
    return { after: null, run: runOf(runRow(unit.db, runId)) };
  },
};

const unread = (code: MappingProblem['code']): LineOutcome => ({
  result: 'bad',
  isWaiting: false,
  keptFields: 0,
  problems: [{ code, element: '' }],
});

interface Handled {
  readonly line: number;
  readonly outcome: LineOutcome;
}

/**
 * All items in one go; when one of them breaks in a way that nobody foresaw, all of them again, each by itself, so that
 * the one is reported and the others come in. A full disk or a damaged store is no item's fault and goes on up.
 */
function eachSafely<Item>(
  unit: UnitOfWork,
  items: readonly Item[],
  handle: (item: Item, index: number) => Handled | undefined,
  lineOf: (item: Item, index: number) => number,
): { readonly counts: ImportCounts; readonly problems: readonly LineProblem[] } {
  const together = guarded(unit, () => items.map(handle));
  const handled =
    together ??
    items.map((item, index) => {
      const one = guarded(unit, () => ({ value: handle(item, index) }));
      return one ? one.value : { line: lineOf(item, index), outcome: unread('not-importable') };
    });
  return summed(handled);
}

function guarded<Value>(unit: UnitOfWork, work: () => Value): Value | undefined {
  const { db } = unit;
  prepared(db, 'SAVEPOINT lines').run();
  try {
    const value = work();
    prepared(db, 'RELEASE lines').run();
    return value;
  } catch (error) {
    if (!db.inTransaction || storeError(error, true).problem !== 'unknown') throw error;
    prepared(db, 'ROLLBACK TO lines').run();
    prepared(db, 'RELEASE lines').run();
    return undefined;
  }
}

function summed(handled: readonly (Handled | undefined)[]): {
  readonly counts: ImportCounts;
  readonly problems: readonly LineProblem[];
} {
  const counts = noCounts();
  const problems: LineProblem[] = [];
  for (const each of handled) {
    if (!each) continue;
    const { line, outcome } = each;
    counts[outcome.result] += 1;
    if (outcome.isWaiting) counts.waiting += 1;
    counts.keptFields += outcome.keptFields;
    for (const problem of outcome.problems)
      problems.push({ ...problem, line, refused: outcome.result === 'bad' });
  }
  return { counts, problems };
}
