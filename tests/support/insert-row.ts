import type { Database } from 'better-sqlite3';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { compileTable } from '../../electron/engine/records.ts';

/** Puts a row straight into the store, past the engine: what was there before the test begins. */
export function insertRow<Table extends SQLiteTable>(
  db: Database,
  table: Table,
  row: Table['$inferInsert'],
): void {
  const compiled = compileTable(table);
  const values = row as Record<string, unknown>;
  db.prepare(compiled.insertSql).run(
    ...[...compiled.columns].map(([property, column]) => column.toDriver(values[property])),
  );
}
