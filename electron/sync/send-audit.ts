import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { prepared } from '../engine/statements.ts';
import { AUDIT_SYSTEM, type AuditLine, auditEventOf, auditTag } from '../fhir/audit-event.ts';
import { policyOf } from '../practice/policy.ts';
import { type Answer, answerOf, answersOf } from './answer.ts';
import { accessTo, withoutType } from './capabilities.ts';
import { WRITE_HEADERS } from './requests.ts';
import type { SyncContext } from './sync-context.ts';
import { type FhirRequest, TransportError } from './transport.ts';

const TYPE = 'AuditEvent';
const MOST_AT_ONCE = 25;
const TIMEOUT_MS = 30_000;
/** The server has it, or had it already; a condition that finds several found it, too. */
const THERE: ReadonlySet<Answer['kind']> = new Set(['done', 'stale']);
/** The line stays here alone; it holds up no other one. */
const NEVER: ReadonlySet<Answer['kind']> = new Set(['refused', 'too-large']);
const NOT_KEPT: ReadonlySet<Answer['kind']> = new Set(['unsupported', 'gone', 'forbidden']);

/**
 * Tells the server what was written into this desk's audit since the practice asked for that, behind everything else. A line is
 * the same bytes each time and is made by a condition on its tag, so that one that was answered by nobody is sent again and is
 * there once; to a server without such conditions nothing is sent.
 */
export async function sendAudit(context: SyncContext, signal?: AbortSignal): Promise<void> {
  const { core, server } = context;
  const { db } = core;
  const isAsked = policyOf(db).sendsAudit;
  const begun = sentUntil(db);
  if (!isAsked && begun !== undefined) core.refetchable(() => prepared(db, 'DELETE FROM audit_sent').run());
  if (!isAsked) return;
  if (begun === undefined) core.refetchable(() => moveSent(db, lastLine(db)));
  const { conditionalCreate, types } = server.capabilities;
  if (!conditionalCreate || accessTo(types, TYPE) !== 'write') return;
  for (;;) {
    const lines = linesAfter(db, sentUntil(db) ?? lastLine(db));
    if (lines.length === 0 || signal?.aborted) return;
    const answers = await told(context, lines);
    if (answers.some(({ kind }) => NOT_KEPT.has(kind))) {
      learnNotKept(context);
      return;
    }
    const open = answers.findIndex(({ kind }) => !THERE.has(kind) && !NEVER.has(kind));
    const settled = open === -1 ? lines : lines.slice(0, open);
    const last = settled.at(-1);
    if (last) core.refetchable(() => moveSent(db, last.sequence));
    const refused = answers.slice(0, settled.length).filter(({ kind }) => NEVER.has(kind)).length;
    if (refused > 0) core.ports.log.error('sync.audit-refused', { lines: refused });
    if (open !== -1) return;
    await setImmediate();
  }
}

/** One answer for each line; all of them unknown where nobody answered. */
async function told(
  { transport, server }: SyncContext,
  lines: readonly AuditLine[],
): Promise<readonly Answer[]> {
  const unknown = lines.map((): Answer => ({ kind: 'unknown', status: undefined }));
  const { batch } = server.capabilities;
  const [first] = lines;
  if (!first) return [];
  try {
    if (batch && lines.length > 1) {
      const response = await transport.send(batchOf(lines), TIMEOUT_MS);
      return answersOf(response, lines.length) ?? lines.map(() => answerOf(response));
    }
    const response = await transport.send(createOf(first), TIMEOUT_MS);
    return [answerOf(response), ...unknown.slice(1)];
  } catch (error) {
    if (error instanceof TransportError) return unknown;
    throw error;
  }
}

function conditionOf(line: AuditLine): string {
  return `_tag=${AUDIT_SYSTEM}|${auditTag(line)}`;
}

function createOf(line: AuditLine): FhirRequest {
  const headers = { ...WRITE_HEADERS, prefer: 'return=minimal', 'if-none-exist': conditionOf(line) };
  return { method: 'POST', path: TYPE, headers, body: JSON.stringify(auditEventOf(line)) };
}

function batchOf(lines: readonly AuditLine[]): FhirRequest {
  const entry = lines.map((line) => ({
    resource: auditEventOf(line),
    request: { method: 'POST', url: TYPE, ifNoneExist: conditionOf(line) },
  }));
  const body = JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry });
  return { method: 'POST', path: '', headers: WRITE_HEADERS, body };
}

function learnNotKept({ core, server }: SyncContext): void {
  server.capabilities = withoutType(server.capabilities, TYPE);
  core.immediate(() => server.learnt(server.capabilities));
}

function sentUntil(db: Database): number | undefined {
  return prepared(db, 'SELECT sequence FROM audit_sent').pluck().get() as number | undefined;
}

function moveSent(db: Database, sequence: number): void {
  prepared(
    db,
    'INSERT INTO audit_sent (id, sequence) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence',
  ).run(sequence);
}

function lastLine(db: Database): number {
  return prepared(db, 'SELECT coalesce(max(sequence), 0) FROM audit').pluck().get() as number;
}

function linesAfter(db: Database, sequence: number): readonly AuditLine[] {
  const rows = prepared(
    db,
    `SELECT sequence, at, staff_id AS staffId, role, desk_id AS deskId, method, action, outcome, patient_id AS patientId, entities
     FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ${MOST_AT_ONCE}`,
  ).all(sequence) as (Omit<AuditLine, 'entities'> & { entities: string })[];
  return rows.map((row) => ({ ...row, entities: JSON.parse(row.entities) as string[] }));
}
