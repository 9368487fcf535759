import type { Database } from 'better-sqlite3';
import { Refusal } from '../../shared/kernel/result.ts';
import type { QueryHandlers, RoomHandlers } from '../engine/handler.ts';
import { prepared } from '../engine/statements.ts';
import { calendarFile } from './calendar.ts';

/** Secrets, and what is only derived from other tables. */
const LEFT_OUT = /^(?:staff_pin|operation|audit_subject|patient_search(?:_.*)?)$/;

/** About how much one answer may hold, in characters; a row is never cut. */
const MOST_CHARACTERS = 2_000_000;

type Cell = string | number | null;

export const exportQueries: RoomHandlers<
  QueryHandlers,
  'exports.tables' | 'exports.rows' | 'exports.calendar'
> = {
  'exports.calendar': calendarFile,
  'exports.tables': ({ db }) => ({
    tables: exportedTables(db).map((name) => ({
      name,
      rows: prepared(db, `SELECT count(*) FROM "${name}"`).pluck().get() as number,
    })),
  }),
  'exports.rows': ({ db, records }, { table, after, limit }) => {
    if (!exportedTables(db).includes(table))
      throw new Refusal('exports/no-table', 'There is no such table to export. Ask for the list first.');
    records(JSON.stringify({ table }));
    const found = prepared(
      db,
      `SELECT rowid AS "row number", * FROM "${table}" WHERE rowid > ? ORDER BY rowid LIMIT ?`,
    ).iterate(after, limit) as IterableIterator<Record<string, Cell | Buffer>>;
    const rows: Record<string, Cell>[] = [];
    let size = 0;
    let last = after;
    for (const { 'row number': number, ...columns } of found) {
      const row = Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, plain(value)]));
      rows.push(row);
      last = Number(number);
      size += JSON.stringify(row).length;
      if (size > MOST_CHARACTERS) break;
    }
    const isLast = rows.length < limit && size <= MOST_CHARACTERS;
    return { rows, next: isLast ? null : last };
  },
};

/** Named by the file itself, never by a caller. */
function exportedTables(db: Database): string[] {
  const names = prepared(
    db,
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  )
    .pluck()
    .all() as string[];
  return names.filter((name) => !LEFT_OUT.test(name));
}

function plain(value: Cell | Buffer): Cell {
  return Buffer.isBuffer(value) ? value.toString('base64') : value;
}
