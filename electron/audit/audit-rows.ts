import type { Database } from 'better-sqlite3';
import type { OutputOf, ParsedInputOf } from '../../shared/api/index.ts';
import type { AuditKind, AuditPatient, AuditRow } from '../../shared/audit/contract.ts';
import type { PatientId } from '../../shared/kernel/ids.ts';
import { addDays, type Instant, instantOf } from '../../shared/kernel/time.ts';
import type { Role } from '../../shared/staff/permissions.ts';
import { subjectsOf } from '../engine/journal.ts';
import { prepared } from '../engine/statements.ts';

/** How many names a line of the list shows; the rest is a count. */
const NAMES_SHOWN = 3;
/** A changed value is shown up to here, in characters. */
const LONGEST_VALUE = 200;

/** The order matters: what was refused is that first, whatever it would have been. */
const KIND_SQL = `CASE WHEN a.outcome = 'denied' THEN 'refused'
  WHEN a.method LIKE 'audit.%' OR a.method LIKE 'exports.%' THEN 'outside'
  WHEN a.method = 'staff.session' THEN 'session'
  WHEN a.outcome = 'list shown' THEN 'list'
  WHEN a.action = 'R' THEN 'chart'
  ELSE 'change' END`;

const COLUMNS = `a.sequence, a.at, ${KIND_SQL} AS kind, coalesce(m.display_name, '') AS staffName, a.role, coalesce(d.name, '') AS deskName,
  a.via, a.method, a.outcome, a.patient_id AS patientId, a.entities, a.detail, a.operation_id AS operationId, a.hash`;
const JOINS = 'LEFT JOIN staff_member m ON m.id = a.staff_id LEFT JOIN desk d ON d.id = a.desk_id';

interface StoredRow {
  readonly sequence: number;
  readonly at: Instant;
  readonly kind: AuditKind;
  readonly staffName: string;
  readonly role: Role | null;
  readonly deskName: string;
  readonly via: 'cli' | null;
  readonly method: string;
  readonly outcome: string;
  readonly patientId: string | null;
  readonly entities: string;
  readonly detail: string | null;
  readonly operationId: string | null;
  readonly hash: Buffer;
}

/** A page of the audit, newest first. Days are the practice's, in `zone`. */
export function listAudit(
  db: Database,
  zone: string,
  asked: ParsedInputOf<'audit.list'>,
): OutputOf<'audit.list'> {
  const { patientId, staffId, from, to, kind, before, limit } = asked;
  const conditions: readonly (readonly [sql: string, value: string | number | null])[] = [
    ['s.patient_id = ?', patientId],
    ['a.staff_id = ?', staffId],
    ['a.at >= ?', from === null ? null : instantOf(from, 0, 0, zone)],
    ['a.at < ?', to === null ? null : instantOf(addDays(to, 1), 0, 0, zone)],
    [`${KIND_SQL} = ?`, kind],
    [patientId === null ? 'a.sequence < ?' : 's.audit_sequence < ?', before],
  ];
  const given = conditions.filter(([, value]) => value !== null);
  const source =
    patientId === null ? 'audit a' : 'audit_subject s JOIN audit a ON a.sequence = s.audit_sequence';
  const where = given.length === 0 ? '' : `WHERE ${given.map(([sql]) => sql).join(' AND ')}`;
  const order = patientId === null ? 'a.sequence' : 's.audit_sequence';
  const found = prepared(
    db,
    `SELECT ${COLUMNS} FROM ${source} ${JOINS} ${where} ORDER BY ${order} DESC LIMIT ?`,
  ).all(...given.map(([, value]) => value), limit + 1) as StoredRow[];
  const rows = found.slice(0, limit).map((row) => shownRow(db, row, patientId));
  return { rows, next: found.length > limit ? (rows.at(-1)?.sequence ?? null) : null };
}

/** One row with what only its own view needs. */
export function auditRow(
  db: Database,
  sequence: number,
):
  | {
      readonly row: AuditRow;
      readonly subjects: ReadonlySet<string>;
      readonly operationId: string | null;
      readonly hash: Buffer;
    }
  | undefined {
  const found = prepared(db, `SELECT ${COLUMNS} FROM audit a ${JOINS} WHERE a.sequence = ?`).get(sequence) as
    | StoredRow
    | undefined;
  if (found === undefined) return undefined;
  const { operationId, hash } = found;
  return { row: shownRow(db, found, null), subjects: subjectsOf(found), operationId, hash };
}

/** Names and numbers of patients, those that are still there. */
export function patientsOf(db: Database, ids: Iterable<string>): AuditPatient[] {
  const find = prepared(db, 'SELECT family, given, middle, suffix, mrn FROM patient WHERE id = ?');
  return [...ids].flatMap((id) => {
    const found = find.get(id) as (Parameters<typeof patientName>[0] & { mrn: string }) | undefined;
    return found === undefined
      ? []
      : [{ patientId: id as PatientId, name: patientName(found), mrn: found.mrn }];
  });
}

/** `Okafor, Chidinma A.`: family name first, as lists have it. */
export function patientName(person: {
  readonly family: string;
  readonly given: string;
  readonly middle: string;
  readonly suffix: string;
}): string {
  const family = [person.family, person.suffix].filter((part) => part !== '').join(' ');
  return [family, [person.given, person.middle].filter((part) => part !== '').join(' ')].join(', ');
}

/** What an operation changed, field by field, as the change log has it. */
export function changesOfOperation(
  db: Database,
  operationId: string | null,
): OutputOf<'audit.entry'>['changes'] {
  if (operationId === null) return [];
  const changes = prepared(
    db,
    'SELECT record_type AS record, diff FROM change_log WHERE operation_id = ? ORDER BY sequence LIMIT 100',
  ).all(operationId) as { record: string; diff: string }[];
  return changes.flatMap(({ record, diff }) =>
    Object.entries(JSON.parse(diff) as Record<string, [unknown, unknown]>)
      .map(([field, [before, after]]) => ({ record, field, before: spoken(before), after: spoken(after) }))
      .filter(({ before, after }) => before !== after),
  );
}

function shownRow(db: Database, stored: StoredRow, first: string | null): AuditRow {
  const {
    patientId: _patient,
    entities: _entities,
    detail,
    operationId: _operation,
    hash: _hash,
    ...row
  } = stored;
  const subjects = subjectsOf(stored);
  const ordered = first === null ? [...subjects] : [first, ...[...subjects].filter((id) => id !== first)];
  return {
    ...row,
    patients: patientsOf(db, ordered.slice(0, NAMES_SHOWN)),
    patientCount: subjects.size,
    asked: askedIn(detail),
  };
}

/** What was typed to get the list; nothing where it was not typed. */
function askedIn(detail: string | null): string {
  // A row of the chain can never be mended: one whose detail is no such list is shown without it.
  if (detail === null || !detail.startsWith('{')) return '';
  const { text, cut, family, given, table } = JSON.parse(detail) as Record<string, unknown>;
  const parts = [text ?? cut ?? table ?? given, text === undefined ? family : undefined];
  return parts.filter((part): part is string => typeof part === 'string' && part !== '').join(' ');
}

function spoken(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.slice(0, LONGEST_VALUE);
}
