import type { Database } from 'better-sqlite3';
import { getTableName } from 'drizzle-orm';
import { VERIFIED_KINDS } from '../../electron/audit/record-kinds.ts';
import { firstBrokenLink } from '../../electron/engine/journal.ts';
import type { RecordKind } from '../../electron/engine/records.ts';
import { readRecord } from '../../electron/engine/unit-of-work.ts';
import { statusAfter, VISIT_MOVES, type VisitStatus } from '../../shared/visits/state-machine.ts';

type Fields = Record<string, unknown>;
type Diff = Record<string, [before: unknown, after: unknown]>;

interface LoggedChange {
  readonly operationId: string;
  readonly undoes: string | null;
  readonly method: string;
  readonly type: string;
  readonly localId: string;
  readonly action: 'create' | 'change';
  readonly diff: string;
}

/** Every row of the store as it stands, tables in the order of their names. */
export type StoreContent = Readonly<Record<string, readonly unknown[]>>;

const RECORD_KINDS = [...VERIFIED_KINDS.values()];

/** Everything in the store but the tables named, to be compared before and after. */
export function storeContent(db: Database, without: readonly string[] = []): StoreContent {
  const names = db
    .prepare(
      `SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .pluck()
    .all() as string[];
  const wanted = names.filter((name) => !without.includes(name));
  return Object.fromEntries(wanted.map((name) => [name, db.prepare(`SELECT * FROM "${name}"`).all()]));
}

/** Every record as the store has it, as the start of a replay: `Type/id` → fields. */
export function recordsOf(db: Database): ReadonlyMap<string, Fields> {
  return new Map(
    RECORD_KINDS.flatMap((kind) =>
      idsOf(db, kind).map((id) => [`${kind.type}/${id}`, readRecord(db, kind, id) as Fields] as const),
    ),
  );
}

/**
 * What is wrong with a store in which commands ran since `start`, in words; empty when every law of the
 * journal, the queue, the ledger and the visits holds. No wording carries a person's data.
 */
export function storeProblems(db: Database, start: ReadonlyMap<string, Fields>): string[] {
  return [
    ...(['change_log', 'audit'] as const).flatMap((log) => {
      const broken = firstBrokenLink(db, log);
      return broken === undefined ? [] : [`${log}: the chain breaks at ${broken}`];
    }),
    ...wholenessProblems(db),
    ...replayProblems(db, start),
    ...queueProblems(db),
    ...ledgerProblems(db),
    ...statusProblems(db),
  ];
}

/** An operation is there whole, with its number, its answer and its audit line, or not at all. */
function wholenessProblems(db: Database): string[] {
  const count = (what: string, sql: string) => {
    const found = db.prepare(sql).pluck().all() as (string | number)[];
    return found.map((each) => `${what}: ${each}`);
  };
  return [
    ...count(
      'changes without their operation',
      'SELECT DISTINCT operation_id FROM change_log WHERE operation_id NOT IN (SELECT id FROM operation)',
    ),
    ...count(
      'operation without exactly one audit line',
      `SELECT o.id FROM operation o WHERE (SELECT count(*) FROM audit a WHERE a.operation_id = o.id AND a.outcome = 'ok' AND a.method = o.method) <> 1`,
    ),
    ...count(
      'audit line without its operation',
      'SELECT sequence FROM audit WHERE operation_id IS NOT NULL AND operation_id NOT IN (SELECT id FROM operation)',
    ),
    ...count('broken reference', 'SELECT "table" || rowid FROM pragma_foreign_key_check'),
  ];
}

/** The log's differences, laid one on the other from the start, give every record as it is now. */
function replayProblems(db: Database, start: ReadonlyMap<string, Fields>): string[] {
  const problems: string[] = [];
  const replayed = new Map([...start].map(([key, fields]) => [key, { ...fields }]));
  for (const change of changesOf(db)) {
    const key = `${change.type}/${change.localId}`;
    const known = replayed.get(key);
    if ((change.action === 'create') === (known !== undefined))
      problems.push(`${key}: ${change.action} out of turn`);
    const fields = known ?? {};
    for (const [field, [before, after]] of Object.entries(JSON.parse(change.diff) as Diff)) {
      if ((fields[field] ?? null) !== before)
        problems.push(`${key}.${field}: the log does not follow from itself`);
      fields[field] = after;
    }
    replayed.set(key, fields);
  }
  const now = recordsOf(db);
  for (const key of new Set([...now.keys(), ...replayed.keys()])) {
    const row = now.get(key);
    const fields = replayed.get(key);
    if (!row || !fields) problems.push(`${key}: ${row ? 'never logged' : 'logged and not there'}`);
    else {
      const names = Object.keys(row).filter((name) => (row[name] ?? null) !== (fields[name] ?? null));
      for (const name of names) problems.push(`${key}.${name}: not what the log says`);
    }
  }
  return problems;
}

/** Each changed record waits once for the EHR, told of every change, under the newest operation. */
function queueProblems(db: Database): string[] {
  const expected = new Map<string, { generation: number; operationId: string }>();
  for (const { type, localId, operationId } of changesOf(db)) {
    const key = `${type}/${localId}`;
    expected.set(key, { generation: (expected.get(key)?.generation ?? 0) + 1, operationId });
  }
  const rows = db
    .prepare(
      `SELECT record_type || '/' || local_id AS key, generation, operation_id AS operationId FROM outbox`,
    )
    .all() as { key: string; generation: number; operationId: string }[];
  const problems = rows.flatMap(({ key, generation, operationId }) => {
    const wanted = expected.get(key);
    return wanted?.generation === generation && wanted.operationId === operationId
      ? []
      : [`${key}: queued wrongly`];
  });
  return rows.length === expected.size
    ? problems
    : [...problems, 'the queue holds another number of records'];
}

/** Receipts of a desk count up without a gap; a void is the opposite of what it voids, once. */
function ledgerProblems(db: Database): string[] {
  const tenders = db
    .prepare(
      `SELECT id, desk_id AS deskId, receipt_sequence AS receipt, visit_id AS visitId, purpose, kind,
         amount_cents AS cents, voids_id AS voids FROM tender ORDER BY desk_id, receipt_sequence`,
    )
    .all() as {
    id: string;
    deskId: string;
    receipt: number;
    visitId: string;
    purpose: string;
    kind: string;
    cents: number;
    voids: string | null;
  }[];
  const byId = new Map(tenders.map((tender) => [tender.id, tender]));
  const lastReceipt = new Map<string, number>();
  const voided = new Set<string>();
  return tenders.flatMap((tender) => {
    const problems: string[] = [];
    const expected = (lastReceipt.get(tender.deskId) ?? 0) + 1;
    if (tender.receipt !== expected) problems.push(`receipt ${tender.receipt} where ${expected} was next`);
    lastReceipt.set(tender.deskId, tender.receipt);
    const original = tender.voids === null ? undefined : byId.get(tender.voids);
    if (tender.voids === null && tender.cents <= 0) problems.push(`receipt ${tender.receipt}: no amount`);
    if (tender.voids !== null) {
      const opposes =
        original?.cents === -tender.cents &&
        original.visitId === tender.visitId &&
        original.purpose === tender.purpose &&
        original.kind === tender.kind &&
        original.voids === null;
      if (!opposes || voided.has(tender.voids))
        problems.push(`receipt ${tender.receipt}: voids what it may not`);
      voided.add(tender.voids);
    }
    return problems;
  });
}

/** A visit's status moves only as the state machine says; an undo leads back exactly where its operation came from. */
function statusProblems(db: Database): string[] {
  const changes = changesOf(db);
  const statusDiff = (change: LoggedChange) =>
    (JSON.parse(change.diff) as Diff)['status'] as [VisitStatus, VisitStatus] | undefined;
  return changes
    .filter((change) => change.type === 'Encounter')
    .flatMap((change) => {
      const diff = statusDiff(change);
      if (!diff) return [];
      const [before, after] = diff;
      const undone = changes.find(
        (other) => other.operationId === change.undoes && other.localId === change.localId,
      );
      const undoneDiff = undone && statusDiff(undone);
      const isLawful =
        change.undoes !== null
          ? undone?.action === 'create'
            ? after === 'cancelled'
            : undoneDiff?.[0] === after && undoneDiff[1] === before
          : change.action === 'create'
            ? after === (change.method.startsWith('calendar.book') ? 'booked' : 'arrived')
            : change.method === 'calendar.move'
              ? before === 'confirmed' && after === 'booked'
              : lawfulMoves(change.method).some((move) => statusAfter(before, move) === after);
      return isLawful ? [] : [`Encounter/${change.localId}: ${before} to ${after} by ${change.method}`];
    });
}

function lawfulMoves(method: string) {
  const byCommand = {
    'visits.checkIn': 'check-in',
    'visits.checkOut': 'check-out',
    'calendar.cancelRest': 'cancel',
    'worklists.logCall': 'confirm',
  } as const;
  if (Object.hasOwn(byCommand, method)) return [byCommand[method as keyof typeof byCommand]];
  return method === 'visits.move'
    ? VISIT_MOVES.filter((move) => move !== 'check-in' && move !== 'check-out')
    : [];
}

function changesOf(db: Database): LoggedChange[] {
  return db
    .prepare(
      `SELECT operation_id AS operationId, undoes_operation_id AS undoes, method, record_type AS type, local_id AS localId, action, diff FROM change_log ORDER BY sequence`,
    )
    .all() as LoggedChange[];
}

function idsOf(db: Database, kind: RecordKind): string[] {
  const table = getTableName(kind.table);
  return db.prepare(`SELECT id FROM "${table}"`).pluck().all() as string[];
}
