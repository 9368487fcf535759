import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Database, Statement } from 'better-sqlite3';
import { migrate, readMigrations } from '../../../electron/store/migrate.ts';
import { openStore } from '../../../electron/store/open.ts';
import { entriesOf, isNameRole, readFacts } from '../../../shared/patients/search-rank.ts';
import { soundOf } from '../../../shared/patients/sounds.ts';

/** The tables that an import of patients writes, and by what their new rows are told. */
const TABLES: readonly (readonly [table: string, key: string])[] = [
  ['patient', 'rowid'],
  ['change_log', 'sequence'],
  ['patient_search', 'number'],
  ['identifier', 'rowid'],
  ['foreign_content', 'number'],
  ['operation', 'rowid'],
  ['audit', 'sequence'],
];

interface NewRows {
  readonly statement: Statement;
  readonly rows: readonly unknown[][];
}

export interface ByHand {
  /** Takes the rows that the import has just written into the first store; nothing of it counts. */
  take(): void;
  /** Parses the same lines and inserts the same rows into the second store, in one transaction. */
  insert(fromByte: number, toByte: number): void;
  close(): void;
}

/**
 * The other side of the comparison: a second store, encrypted and set up in the same way, into which hand-written
 * statements put the rows that the import made. All values are ready: nothing is mapped, folded or hashed.
 */
export function byHand(ours: Database, file: string, key: Buffer, patientFile: string): ByHand {
  const db = openStore({ file, key, create: true });
  migrate(db, readMigrations(join(import.meta.dirname, '..', '..', '..', 'migrations')), 0);
  db.exec('INSERT INTO mrn_counter (id, last) VALUES (1, 0)');
  const source = openSync(patientFile, 'r');
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const addToken = db.prepare(
    'INSERT INTO patient_search_token (role, token, sort_key, number, facts) VALUES (?, ?, ?, ?, ?)',
  );
  const addSound = db.prepare('INSERT INTO patient_search_sound (sound, word) VALUES (?, ?)');
  const heard = new Set<string>();
  const progress = db.prepare('UPDATE mrn_counter SET last = last + 1');
  const tables = TABLES.map(([table, key]) => {
    const columns = ours.pragma(`table_info(${table})`) as { name: string }[];
    const names = columns.map(({ name }) => `"${name}"`).join(', ');
    const marks = columns.map(() => '?').join(', ');
    return {
      select: ours.prepare(`SELECT ${names} FROM ${table} WHERE ${key} > ? ORDER BY ${key}`).raw(),
      last: ours.prepare(`SELECT coalesce(max(${key}), 0) FROM ${table}`).pluck(),
      insert: db.prepare(`INSERT INTO ${table} (${names}) VALUES (${marks})`),
      seen: { last: ours.prepare(`SELECT coalesce(max(${key}), 0) FROM ${table}`).pluck().get() as number },
    };
  });
  const newSearches = ours.prepare(
    'SELECT number, sort_key, facts FROM patient_search WHERE number > ? ORDER BY number',
  );
  const seenSearch = { last: 0 };
  let ready: NewRows[] = [];
  return {
    take: () => {
      ready = tables.map(({ select, last, insert, seen }) => {
        const rows = select.all(seen.last) as unknown[][];
        seen.last = last.get() as number;
        return { statement: insert, rows };
      });
      const searches = newSearches.all(seenSearch.last) as {
        number: number;
        sort_key: string;
        facts: string;
      }[];
      seenSearch.last = searches.at(-1)?.number ?? seenSearch.last;
      const tokens = searches.flatMap(({ number, sort_key, facts }) =>
        entriesOf(readFacts(facts)).map(({ role, token }) => [
          role,
          token,
          sort_key,
          number,
          isNameRole(role) ? facts : '',
        ]),
      );
      ready.push({ statement: addToken, rows: tokens });
      const words = searches.flatMap(({ facts }) => {
        const { family, joined, given } = readFacts(facts);
        return [...family, ...joined, ...given];
      });
      const isNew = (word: string) =>
        soundOf(word) !== '' && !heard.has(word) && heard.add(word) !== undefined;
      ready.push({ statement: addSound, rows: words.filter(isNew).map((word) => [soundOf(word), word]) });
    },
    insert: (fromByte, toByte) => {
      const bytes = Buffer.allocUnsafe(toByte - fromByte);
      readSync(source, bytes, 0, bytes.length, fromByte);
      for (const line of bytes.toString('utf8').split('\n')) if (line !== '') JSON.parse(line);
      begin.run();
      for (const { statement, rows } of ready) for (const row of rows) statement.run(...row);
      progress.run();
      commit.run();
      ready = [];
    },
    close: () => {
      db.close();
      closeSync(source);
    },
  };
}
