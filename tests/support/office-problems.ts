import { verifyStore } from '../../electron/audit/verify.ts';
import { compileTable } from '../../electron/engine/records.ts';
import { readRecord } from '../../electron/engine/unit-of-work.ts';
import { CARRIED_SYSTEM, RECORD_SYSTEM } from '../../electron/fhir/desk-part.ts';
import { syncedKinds } from '../../electron/sync/mapped.ts';
import { overlapTaskId } from '../../electron/tasks/overlaps.ts';
import { clashPairs } from '../../electron/worklists/clash-pairs.ts';
import type { TaskId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { Ehr } from './ehr/ehr.ts';
import { TEST_CHECKPOINT_KEY } from './practice.ts';
import type { SyncDesk } from './sync-desks.ts';

/** Desks of one practice and their server. */
export interface Office {
  readonly ehr: Ehr;
  readonly desks: readonly { readonly number: number; readonly practice: Pick<SyncDesk['practice'], 'db'> }[];
}

const AT_ANY_TIME = ['2000-01-01', '2100-01-01'] as [PlainDate, PlainDate];

/** What must not be once every desk has met the server, in words; empty when everything came together. */
export function officeProblems(office: Office): string[] {
  return [
    ...waitingProblems(office),
    ...differences(office),
    ...doubled(office),
    ...overlapProblems(office),
    ...brokenChains(office),
  ];
}

/** No journal has a break, and no record is other than its journal says. */
export function brokenChains({ desks }: Pick<Office, 'desks'>): string[] {
  return desks.flatMap(({ number, practice }) =>
    verifyStore(practice.db, TEST_CHECKPOINT_KEY).findings.map(
      (finding) => `desk ${number}: ${JSON.stringify(finding)}`,
    ),
  );
}

function waitingProblems({ desks }: Office): string[] {
  return desks.flatMap(({ number, practice }) => {
    const left = practice.db.prepare('SELECT record_type, state, problem FROM outbox').all();
    const waiting = count(practice.db, 'SELECT count(*) FROM sync_waiting');
    const frozen = count(practice.db, 'SELECT count(*) FROM sync_send');
    return [
      ...(left.length > 0
        ? [`desk ${number}: ${left.length} records never went out, ${JSON.stringify(left[0])}`]
        : []),
      ...(waiting > 0 ? [`desk ${number}: ${waiting} resources wait for ever`] : []),
      ...(frozen > 0 ? [`desk ${number}: ${frozen} writes are frozen for ever`] : []),
    ];
  });
}

/** Every desk has the same records, and they say the same. */
function differences({ desks }: Office): string[] {
  const problems: string[] = [];
  const [first, ...others] = desks.map(({ practice }) => travellingRows(practice.db));
  for (const [index, other] of others.entries()) {
    for (const [name, row] of first ?? []) {
      const there = other.get(name);
      if (there === undefined) problems.push(`desk ${index + 2} lacks ${name}`);
      else if (there !== row) problems.push(`desk ${index + 2} differs in ${name}: ${row} and ${there}`);
    }
    for (const name of other.keys()) if (!first?.has(name)) problems.push(`desk 1 lacks ${name}`);
  }
  return problems;
}

function travellingRows(db: SyncDesk['practice']['db']): ReadonlyMap<string, string> {
  return new Map(
    syncedKinds().flatMap(({ kind, mapping }) => {
      const ids = db
        .prepare(`SELECT id FROM "${compileTable(kind.table).name}" ORDER BY id`)
        .pluck()
        .all() as string[];
      return ids.map((id) => {
        const row = readRecord(db, kind, id) as Record<string, unknown>;
        const fields = Object.keys(mapping.fields.shape).map((field) => [field, row[field] ?? null]);
        return [`${kind.type}/${id}`, JSON.stringify(Object.fromEntries(fields))] as const;
      });
    }),
  );
}

/** Each two visits that stand on each other are one open task, and no other task says that any do. */
function overlapProblems({ desks }: Office): string[] {
  return desks.flatMap(({ number, practice: { db } }) => {
    // What an EHR booked twice by itself is nobody's task here.
    const wasBookedHere = db.prepare('SELECT 1 FROM visit WHERE id IN (?, ?) AND booked_by IS NOT NULL');
    const overlaps = clashPairs(db, ...AT_ANY_TIME)
      .filter(({ visitIds }) => wasBookedHere.get(...visitIds) !== undefined)
      .map(({ visitIds }) => overlapTaskId(visitIds));
    const open = db
      .prepare(`SELECT id FROM task WHERE source = 'overlap' AND status = 'open'`)
      .pluck()
      .all() as TaskId[];
    const closed = db
      .prepare(`SELECT id FROM task WHERE source = 'overlap' AND status IN ('done', 'cancelled')`)
      .pluck()
      .all() as TaskId[];
    return [
      ...overlaps
        .filter((id) => !open.includes(id) && !closed.includes(id))
        .map((id) => `desk ${number}: two visits stand on each other, and nobody was told: ${id}`),
      ...open
        .filter((id) => !overlaps.includes(id))
        .map((id) => `desk ${number}: a task tells of two visits that do not stand on each other: ${id}`),
    ];
  });
}

/** The server has each record once. */
function doubled({ ehr }: Office): string[] {
  const types = new Set(syncedKinds().map(({ mapping }) => mapping.resourceType));
  return [...types].flatMap((type) => {
    const seen = new Set<string>();
    return ehr.resources(type).flatMap((resource) => {
      const identifiers =
        (resource as { identifier?: { system?: string; value?: string }[] }).identifier ?? [];
      const systems = [RECORD_SYSTEM, CARRIED_SYSTEM];
      const own = identifiers.find(({ system = '' }) => systems.includes(system))?.value ?? '';
      if (own === '' || !seen.has(own)) {
        seen.add(own);
        return [];
      }
      return [`the server has ${type} ${own} more than once`];
    });
  });
}

function count(db: SyncDesk['practice']['db'], sql: string): number {
  return db.prepare(sql).pluck().get() as number;
}

export interface ConflictRow {
  readonly localId: string;
  readonly mine: string;
  readonly theirs: string;
}

/** What two sides said of the same fields, and what stands meanwhile. */
export function conflictsOf(db: SyncDesk['practice']['db']): readonly ConflictRow[] {
  return db.prepare('SELECT local_id AS localId, mine, theirs FROM sync_conflict').all() as ConflictRow[];
}
