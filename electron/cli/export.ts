import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { OutputOf } from '../../shared/api/index.ts';
import { MOST_EXPORT_ROWS } from '../../shared/exports/contract.ts';
import { EXIT } from './arguments.ts';
import type { CliCommand, CommandContext } from './command.ts';
import { csvLine } from './csv.ts';
import { progressBar } from './progress.ts';
import { answerOf, CliProblem } from './sign-in.ts';

/** What people look for first goes by its own name, and as a table for their spreadsheet too. */
const MAIN_TABLES: Readonly<Record<string, string>> = {
  patient: 'patients',
  coverage: 'coverages',
  visit: 'visits',
  tender: 'payments',
  audit: 'audit',
};

const NOTICE = `This folder holds a practice's data, NOT encrypted. Anybody who can read it can read the patients.
Keep it on an encrypted disk, and delete it when it is no longer needed.
Each .ndjson file is one table, one row a line; times are milliseconds since 1970 in UTC, amounts are cents,
binary content is base64. PINs are not exported.
`;

type Row = OutputOf<'exports.rows'>['rows'][number];

/** Writes every table into a new or empty folder that only its owner can read. */
export const exportAll: CliCommand = async (context) => {
  const { asked, line, terminal, signal } = context;
  const folder = resolve(asked.operand);
  // Asked first: whoever may not export learns nothing of the folder.
  const { tables } = answerOf(await line.call('exports.tables', { input: {} })) as OutputOf<'exports.tables'>;
  makeEmptyFolder(folder);
  terminal.err('The files of this export are NOT encrypted.\n');
  writeAll(join(folder, 'READ-ME-NOT-ENCRYPTED.txt'), [NOTICE]);
  const bar = progressBar(terminal);
  const written: { name: string; rows: number }[] = [];
  try {
    for (const { name, rows } of tables) {
      signal.throwIfAborted();
      bar.show(name, tables.length === 0 ? 1 : written.length / tables.length, `${rows} rows`);
      written.push({ name: MAIN_TABLES[name] ?? name, rows: await exportTable(context, folder, name) });
    }
  } finally {
    bar.clear();
  }
  const rows = written.reduce((sum, each) => sum + each.rows, 0);
  return {
    code: EXIT.done,
    value: { tables: written, encrypted: false },
    words: `Wrote ${rows} rows of ${written.length} tables. The files are NOT encrypted.`,
  };
};

async function exportTable({ line, signal }: CommandContext, folder: string, table: string): Promise<number> {
  const name = MAIN_TABLES[table] ?? table;
  const lines = openNew(join(folder, `${name}.ndjson`));
  const cells = table in MAIN_TABLES ? openNew(join(folder, `${name}.csv`)) : undefined;
  let count = 0;
  try {
    for (let after: number | null = 0; after !== null; ) {
      signal.throwIfAborted();
      const input = { table, after, limit: MOST_EXPORT_ROWS };
      const page = answerOf(await line.call('exports.rows', { input })) as OutputOf<'exports.rows'>;
      writeSync(lines, page.rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      if (cells !== undefined) writeSync(cells, csvOf(page.rows, count === 0));
      count += page.rows.length;
      after = page.next;
    }
    fsyncSync(lines);
  } finally {
    closeSync(lines);
    if (cells !== undefined) closeSync(cells);
  }
  return count;
}

function csvOf(rows: readonly Row[], withHead: boolean): string {
  const [first] = rows;
  if (first === undefined) return '';
  const names = Object.keys(first);
  return [
    ...(withHead ? [csvLine(names)] : []),
    ...rows.map((row) => csvLine(names.map((name) => row[name] ?? null))),
  ].join('');
}

function makeEmptyFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (readdirSync(folder).length === 0) return;
  } catch {
    throw new CliProblem('cli/folder', 'This folder cannot be made or read. Choose another one.');
  }
  throw new CliProblem(
    'cli/folder-not-empty',
    'This folder is not empty. Choose a new one; nothing was written.',
  );
}

function writeAll(path: string, texts: readonly string[]): void {
  const file = openNew(path);
  try {
    for (const text of texts) writeSync(file, text);
  } finally {
    closeSync(file);
  }
}

/** Never into a file that is there already, and never through a link. */
function openNew(path: string): number {
  return openSync(path, 'wx', 0o600);
}
