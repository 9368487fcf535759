import type { Database } from 'better-sqlite3';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Topic } from '../../shared/api/topics.ts';
import type { StaffId } from '../../shared/kernel/ids.ts';
import { uuidV7 } from '../../shared/kernel/ids.ts';
import { invariant } from '../../shared/kernel/result.ts';
import type { Instant, PlainDate } from '../../shared/kernel/time.ts';
import type { Role } from '../../shared/staff/permissions.ts';
import { appendChange, type ChangeEntry, queueForSync } from './journal.ts';
import { compileTable, type RecordKind, updateSql } from './records.ts';
import { prepared } from './statements.ts';

/** Who acts, where and when. */
export interface Actor {
  readonly staffId: StaffId;
  readonly displayName: string;
  readonly initials: string;
  readonly role: Role;
}

export interface UnitOfWorkContext {
  readonly db: Database;
  readonly actor: Actor;
  readonly operationId: string;
  readonly method: string;
  readonly now: Instant;
  readonly day: PlainDate;
  readonly deskId: string;
  readonly random: (bytes: number) => Uint8Array;
  readonly nextHlc: () => string;
  /** The version of the program that writes. */
  readonly version: string;
  /** Throws a Refusal where no record may be written; left out, any may. */
  readonly beforeWrite?: () => void;
}

/**
 * One command's changes. Every record goes through `create` and `change`, so that the row, its line in the change
 * log and its place in the outbox cannot be written apart; all of it lies inside one transaction.
 */
export interface UnitOfWork extends UnitOfWorkContext {
  /** Set by an undo: the operation that these changes take back. */
  undoesOperationId: string | null;
  /** JSON of what the audit says of it beside, such as why; null for nothing. */
  detail: string | null;
  /**
   * Where the changes come from. What an import brings (`ehr`) is logged like any other change, but not queued for
   * the EHR that it came from, and the audit names the import instead of each of its thousands of records.
   */
  origin: 'desk' | 'ehr';
  newId<Id extends string>(): Id;
  /** Adds a record. */
  create<Table extends SQLiteTable>(
    kind: RecordKind<Table>,
    row: Table['$inferInsert'] & { id: string },
  ): void;
  /** Changes fields of a record; fields that stay as they were are not logged. Answers whether anything changed. */
  change<Table extends SQLiteTable>(
    kind: RecordKind<Table>,
    id: string,
    patch: Partial<Table['$inferSelect']>,
  ): boolean;
  /** Names a topic touched beyond the records above. */
  touch(topic: Topic): void;
  /** Names a record, or an import, for the audit: `Type/id`. */
  names(entity: string): void;
  /** Says whose data the operation concerned, for the audit. */
  concerns(patientId: string): void;
  readonly touched: ReadonlySet<Topic>;
  readonly entities: readonly string[];
  readonly patientId: string | null;
}

/** Reads one record by id, as the table's row type. */
export function readRecord<Table extends SQLiteTable>(
  db: Database,
  kind: RecordKind<Table>,
  id: string,
): Table['$inferSelect'] | undefined {
  const table = compileTable(kind.table);
  const raw = prepared(db, table.selectSql).get(id) as Record<string, unknown> | undefined;
  if (!raw) return undefined;
  return Object.fromEntries(
    [...table.columns].map(([property, column]) => [property, column.fromDriver(raw[column.name])]),
  ) as Table['$inferSelect'];
}

/** Makes the unit of work of one command; the caller holds the transaction. */
export function beginUnitOfWork(context: UnitOfWorkContext): UnitOfWork {
  const touched = new Set<Topic>();
  const entities: string[] = [];
  const concern: { patientId: string | null } = { patientId: null };

  const log = (
    unit: UnitOfWork,
    kind: RecordKind<SQLiteTable>,
    localId: string,
    action: 'create' | 'change',
    diff: Record<string, unknown>,
    whole: Record<string, unknown> | null,
  ): void => {
    const entry: ChangeEntry = {
      operationId: context.operationId,
      undoesOperationId: unit.undoesOperationId,
      method: context.method,
      recordType: kind.type,
      localId,
      action,
      diff: JSON.stringify(diff),
      staffId: context.actor.staffId,
      deskId: context.deskId,
      day: context.day,
      recordedAt: context.now,
      hlc: context.nextHlc(),
    };
    appendChange(context.db, entry);
    if (unit.origin === 'desk') {
      queueForSync(context.db, entry, kind.rank);
      touched.add('queue');
      entities.push(`${kind.type}/${localId}`);
    }
    const changed = action === 'create' ? null : new Set(Object.keys(diff));
    if (kind.derive)
      kind.derive(
        context.db,
        whole ?? invariant(readRecord(context.db, kind, localId), `${kind.type} just written`),
        changed,
      );
    touched.add(kind.topic);
    const derived = kind.derivedTopic?.(changed);
    if (derived !== undefined) touched.add(derived);
  };

  const unit: UnitOfWork = {
    ...context,
    undoesOperationId: null,
    detail: null,
    origin: 'desk',
    touched,
    entities,
    get patientId() {
      return concern.patientId;
    },
    newId: <Id extends string>() => uuidV7<Id>(context.now, context.random(10)),
    create: (kind, row) => {
      context.beforeWrite?.();
      const table = compileTable(kind.table);
      const given = row as Record<string, unknown>;
      const whole: Record<string, unknown> = {};
      const diff: Record<string, unknown> = {};
      const bound: unknown[] = [];
      for (const [property, column] of table.columns) {
        const value = given[property] === undefined ? column.default : given[property];
        whole[property] = value;
        bound.push(column.toDriver(value));
        // Null says that nobody said anything; what the table itself says is logged with the rest.
        if (value !== null || property in given) diff[property] = [null, value];
      }
      prepared(context.db, table.insertSql).run(...bound);
      log(unit, kind, row.id, 'create', diff, whole);
    },
    change: (kind, id, patch) => {
      const before = invariant(readRecord(context.db, kind, id), `${kind.type} to change exists`) as Record<
        string,
        unknown
      >;
      const changed = Object.entries(patch).filter(
        ([property, value]) => before[property] !== (value ?? null),
      );
      if (changed.length === 0) return false;
      context.beforeWrite?.();
      const table = compileTable(kind.table);
      const bound = changed.map(([property, value]) =>
        invariant(table.columns.get(property), `${kind.type} has the column`).toDriver(value),
      );
      prepared(
        context.db,
        updateSql(
          table,
          changed.map(([property]) => property),
        ),
      ).run(...bound, id);
      log(
        unit,
        kind,
        id,
        'change',
        Object.fromEntries(
          changed.map(([property, value]) => [property, [before[property] ?? null, value ?? null]]),
        ),
        null,
      );
      return true;
    },
    touch: (topic) => void touched.add(topic),
    names: (entity) => void entities.push(entity),
    concerns: (patientId) => {
      concern.patientId = patientId;
    },
  };
  return unit;
}
