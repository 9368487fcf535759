import type { Database } from 'better-sqlite3';
import { prepared } from '../engine/statements.ts';

type Value = string | number | boolean | null;

/**
 * Inserts rows as they are named in the schema, `addressLine` into `address_line`. Straight into the tables: the seed
 * is the practice's past, which nobody typed at this desk, so it has no change log and nothing waits for the EHR.
 */
export function insertAll<Row extends { readonly [Key in keyof Row]: Value }>(
  db: Database,
  table: string,
  rows: readonly Row[],
): void {
  for (const row of rows) {
    const entries = Object.entries<Value>(row);
    const columns = entries.map(
      ([property]) => `"${property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"`,
    );
    const sql = `INSERT INTO "${table}" (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
    prepared(db, sql).run(
      ...entries.map(([, value]) => (typeof value === 'boolean' ? Number(value) : value)),
    );
  }
}
