import type { Database } from 'better-sqlite3';
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Topic } from '../../shared/api/topics.ts';

/** How a record that a person takes back is compensated. */
export type UndoRule<Row> =
  /** The fields go back to what they were; a record made by the operation gets a patch instead of a delete, or none. */
  | {
      readonly kind: 'reverse';
      whenCreated(row: Row): Partial<Row> | undefined;
      /** True where what goes back would now contradict another record; then the record stays as it is. */
      isOutlived?(db: Database, row: Row, patch: Partial<Row>): boolean;
    }
  /** The row can never change; the room posts a reversing one. */
  | { readonly kind: 'reversing-entry' };

/** A kind of thing that the practice shares: each change to one is logged and queued for the EHR. */
export interface RecordKind<Table extends SQLiteTable = SQLiteTable> {
  /** The FHIR type it becomes at the sync edge. */
  readonly type: string;
  readonly table: Table;
  readonly topic: Topic;
  /** Drain order: lower first, so that what others refer to is there before them (sync design 4.6). */
  readonly rank: number;
  readonly undo: UndoRule<Table['$inferSelect']>;
  /** Keeps what is derived from the row (a search index) in step, inside the same transaction. */
  /** `changed` names the properties that changed; null for a new record. */
  derive?(db: Database, row: Table['$inferSelect'], changed: ReadonlySet<string> | null): void;
  /** The topic of what is derived, where it is another one than the record's own. */
  derivedTopic?(changed: ReadonlySet<string> | null): Topic | undefined;
}

/** A whole row of a kind. */
export type RowOf<Kind> = Kind extends RecordKind<infer Table> ? Table['$inferSelect'] : never;

interface CompiledTable {
  readonly name: string;
  readonly insertSql: string;
  readonly selectSql: string;
  /** Property name → column name and its way into SQLite. */
  readonly columns: ReadonlyMap<
    string,
    {
      readonly name: string;
      /** What a row that leaves the column out gets, as from any INSERT. */
      readonly default: unknown;
      toDriver(value: unknown): unknown;
      fromDriver(value: unknown): unknown;
    }
  >;
}

const compiled = new WeakMap<SQLiteTable, CompiledTable>();

/** The SQL of a table's whole-row insert and read, made once: a command writes eight rows and must not build SQL for each. */
export function compileTable(table: SQLiteTable): CompiledTable {
  const known = compiled.get(table);
  if (known) return known;
  const columns = new Map(
    Object.entries(getTableColumns(table)).map(([property, column]) => {
      const leftOut = typeof column.default === 'object' ? null : (column.default ?? null);
      return [
        property,
        {
          name: column.name,
          default: leftOut,
          toDriver: (value: unknown) => {
            const given = value === undefined ? leftOut : value;
            return given === null ? null : column.mapToDriverValue(given);
          },
          fromDriver: (value: unknown) => (value === null ? null : column.mapFromDriverValue(value)),
        },
      ] as const;
    }),
  );
  const name = getTableName(table);
  const names = [...columns.values()].map((column) => `"${column.name}"`);
  const made: CompiledTable = {
    name,
    insertSql: `INSERT INTO "${name}" (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    selectSql: `SELECT * FROM "${name}" WHERE "id" = ?`,
    columns,
  };
  compiled.set(table, made);
  return made;
}

/** `UPDATE` of just these properties by id. */
export function updateSql(table: CompiledTable, properties: readonly string[]): string {
  const assignments = properties.map((property) => `"${table.columns.get(property)?.name}" = ?`);
  return `UPDATE "${table.name}" SET ${assignments.join(', ')} WHERE "id" = ?`;
}
