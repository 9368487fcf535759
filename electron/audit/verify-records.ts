import type { Database } from 'better-sqlite3';
import { prepared } from '../engine/statements.ts';
import { readRecord } from '../engine/unit-of-work.ts';
import { VERIFIED_KINDS } from './record-kinds.ts';
import type { Report } from './verify-chains.ts';

/** What stops a row of these from being changed, by name; without them our own code could. */
const GUARDS = ['tender', 'change_log', 'audit', 'audit_checkpoint', 'audit_subject'].flatMap((table) => [
  { table, name: `${table}_no_update` },
  { table, name: `${table}_no_delete` },
]);

/** The triggers that keep the journals append-only are in the file. */
export function verifyGuards(db: Database, report: Report): void {
  const there = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger'`).pluck().all();
  for (const { table, name } of GUARDS) {
    if (!there.includes(name))
      report('guard-missing', table, null, `${table}: the guard ${name} was taken out of the file.`);
  }
}

/** Every operation has its change and its one line in the audit, and the other way round. */
export function verifyOperations(db: Database, report: Report): void {
  const each = (table: string, words: string, sql: string): void => {
    for (const row of db.prepare(sql).pluck().all() as number[])
      report('operation-incomplete', table, row, `${table}: row ${row} ${words}`);
  };
  each(
    'change_log',
    'belongs to an operation that is not there.',
    'SELECT min(sequence) FROM change_log WHERE operation_id NOT IN (SELECT id FROM operation) GROUP BY operation_id',
  );
  each(
    'audit',
    'belongs to an operation that is not there.',
    'SELECT sequence FROM audit WHERE operation_id IS NOT NULL AND operation_id NOT IN (SELECT id FROM operation)',
  );
  each(
    'operation',
    'has no line of its own in the audit, or more than one.',
    `SELECT rowid FROM operation WHERE 1 <> coalesce((SELECT lines FROM (SELECT operation_id, count(*) AS lines FROM audit
       WHERE operation_id IS NOT NULL AND outcome = 'ok' GROUP BY operation_id) AS counted WHERE counted.operation_id = operation.id), 0)`,
  );
  // What was printed names whose visits were on the paper, and changes none of them.
  // With the end of the change log cut off and its counter set back, the audit still knows what was changed.
  each(
    'audit',
    'names a record whose change is not in the change log.',
    `SELECT DISTINCT a.sequence FROM audit a, json_each(iif(json_valid(a.entities), a.entities, '[]')) AS entity
     WHERE a.operation_id IS NOT NULL AND a.outcome = 'ok' AND entity.value NOT LIKE 'ImportRun/%' AND a.method <> 'print.noteDay' AND NOT EXISTS (
       SELECT 1 FROM change_log c WHERE c.operation_id = a.operation_id AND c.record_type || '/' || c.local_id = entity.value)`,
  );
}

/** How many records are looked at before others have their turn. */
const RECORDS_AT_ONCE = 200;

/**
 * Every record that the change log knows is as the log left it. Answers how many were looked at. A record and its lines
 * are read in one go, so that nobody changes it in between.
 */
export function* verifyRecords(db: Database, report: Report): Generator<void, number> {
  const next = prepared(
    db,
    `SELECT DISTINCT record_type AS type, local_id AS id FROM change_log
     WHERE (record_type, local_id) > (?, ?) ORDER BY record_type, local_id LIMIT ?`,
  );
  const lines = prepared(
    db,
    'SELECT diff FROM change_log WHERE record_type = ? AND local_id = ? ORDER BY sequence',
  ).pluck();
  let count = 0;
  let last: { readonly type: string; readonly id: string } = { type: '', id: '' };
  for (;;) {
    const page = next.all(last.type, last.id, RECORDS_AT_ONCE) as { type: string; id: string }[];
    for (const { type, id } of page) {
      if (!VERIFIED_KINDS.has(type)) continue;
      const diffs = lines.all(type, id) as string[];
      compare(db, type, id, new Map(diffs.flatMap(differences)), report);
      count += 1;
    }
    last = page.at(-1) ?? last;
    if (page.length < RECORDS_AT_ONCE) return count;
    yield;
  }
}

/** A line of the log that somebody edited may hold anything; that it was edited is found by its hash. */
function differences(diff: string): readonly (readonly [string, unknown])[] {
  try {
    const fields = JSON.parse(diff) as Record<string, unknown>;
    return Object.entries(fields).map(([field, both]) => [field, Array.isArray(both) ? both[1] : undefined]);
  } catch {
    return [];
  }
}

function compare(
  db: Database,
  type: string,
  id: string,
  fields: ReadonlyMap<string, unknown>,
  report: Report,
): void {
  const kind = VERIFIED_KINDS.get(type);
  if (kind === undefined) return;
  const row = readRecord(db, kind, id) as Record<string, unknown> | undefined;
  const name = `${type} ${/^[0-9a-f-]{36}$/.test(id) ? id : 'of a changed id'}`;
  if (row === undefined) {
    report('record-differs', type, null, `${name}: the change log has it, and it is not there.`);
    return;
  }
  for (const [field, logged] of fields) {
    if (JSON.stringify(row[field] ?? null) === JSON.stringify(logged ?? null)) continue;
    const which = /^\w{1,40}$/.test(field) ? field : 'of a changed name';
    report('record-differs', type, null, `${name}: the field ${which} was changed past the change log.`);
  }
}

/** Receipts of each desk count up from 1 without a gap. Answers how many there are. */
export function verifyReceipts(db: Database, report: Report): number {
  const rows = db
    .prepare(
      `SELECT d.receipt_prefix AS desk, t.receipt_sequence AS receipt FROM tender t LEFT JOIN desk d ON d.id = t.desk_id
       ORDER BY t.desk_id, t.receipt_sequence`,
    )
    .all() as { desk: string | null; receipt: number }[];
  let desk: string | null | undefined;
  let last = 0;
  for (const row of rows) {
    if (row.desk !== desk) last = 0;
    desk = row.desk;
    // Given twice is no gap: that is a task of its own.
    const isAgain = row.receipt === last && last > 0;
    if (row.receipt !== last + 1 && !isAgain)
      report(
        'receipt-missing',
        'tender',
        row.receipt,
        `tender: receipt ${row.desk ?? '?'}-${row.receipt} comes where ${last + 1} was next.`,
      );
    last = row.receipt;
  }
  return rows.length;
}

/** SQLite's own checks, table by table: every reference leads somewhere, and the file is whole. */
export function* verifyFile(db: Database, report: Report): Generator<void> {
  const tables = db
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
    .pluck()
    .all() as string[];
  for (const name of tables.filter((each) => /^\w+$/.test(each))) {
    const references = db.pragma(`foreign_key_check('${name}')`) as BrokenReference[];
    for (const { table, rowid, parent } of references)
      report(
        'reference-broken',
        table,
        rowid,
        `${table}: row ${rowid ?? '?'} refers to a row of ${parent} that is not there.`,
      );
    const lines = db.pragma(`integrity_check('${name}')`) as { integrity_check: string }[];
    if (lines.some((line) => line.integrity_check !== 'ok'))
      report('file-damaged', name, null, `${name}: the file is damaged here; SQLite finds it not whole.`);
    yield;
  }
}

interface BrokenReference {
  readonly table: string;
  readonly rowid: number | null;
  readonly parent: string;
}
