import type { Database, Statement } from 'better-sqlite3';

const caches = new WeakMap<Database, Map<string, Statement>>();

/** The prepared statement for a text, prepared once per connection. */
export function prepared(db: Database, sql: string): Statement {
  const cache = caches.get(db) ?? new Map<string, Statement>();
  caches.set(db, cache);
  const known = cache.get(sql);
  if (known) return known;
  const statement = db.prepare(sql);
  cache.set(sql, statement);
  return statement;
}
