import type { Database } from 'better-sqlite3';
import type { Finding, FindingCode } from '../../shared/audit/contract.ts';
import {
  type ChainedLog,
  type ChainedRow,
  chainedPage,
  countedRows,
  hashOfRow,
  isHash,
  subjectsOf,
} from '../engine/journal.ts';
import { prepared } from '../engine/statements.ts';
import { CHAIN_START } from '../security/hash-chain.ts';
import { type Checkpoint, signatureOf } from './checkpoints.ts';

/** The longest sentence about a finding, in characters. */
const LONGEST_WORDS = 200;

/** How many rows are looked at before others have their turn. */
const ROWS_AT_ONCE = 500;

/** Hears of one thing that is wrong. */
export type Report = (code: FindingCode, table: string, row: number | null, words: string) => void;

/** Gathers findings; of one kind in one table only the first many are kept. */
export function findingList(most: number): { readonly findings: Finding[]; readonly report: Report } {
  const findings: Finding[] = [];
  const counts = new Map<string, number>();
  return {
    findings,
    report: (code, table, row, words) => {
      const count = (counts.get(`${code} ${table}`) ?? 0) + 1;
      counts.set(`${code} ${table}`, count);
      if (count > most) return;
      // Whoever edited the file may have put anything where a number or a name was.
      const safeRow = Number.isSafeInteger(row) ? row : null;
      findings.push({
        code,
        table,
        row: safeRow,
        words: words.replaceAll(/[^ -~]/g, '?').slice(0, LONGEST_WORDS),
      });
    },
  };
}

/**
 * Walks a journal from its first row to its last and says of each row that is not as it was written. Answers how many
 * there are. Stops now and then, so that the desk can serve; rows that come meanwhile are walked too.
 */
export function* verifyChain(
  db: Database,
  log: ChainedLog,
  report: Report,
  each: (row: ChainedRow) => void = () => undefined,
): Generator<void, number> {
  const walk: ChainWalk = { previous: CHAIN_START, last: 0 };
  let count = 0;
  let cursor = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const page = chainedPage(db, log, cursor, ROWS_AT_ONCE);
    for (const row of page) {
      verifyLink(log, row, walk, report);
      each(row);
    }
    count += page.length;
    cursor = page.at(-1)?.sequence ?? cursor;
    if (page.length < ROWS_AT_ONCE) break;
    yield;
  }
  verifyEnd(db, log, walk.last, report);
  return count;
}

interface ChainWalk {
  previous: Buffer;
  last: number;
}

function verifyLink(log: ChainedLog, row: ChainedRow, walk: ChainWalk, report: Report): void {
  const { sequence } = row;
  const before = row['previous_hash'];
  const hash = row['hash'];
  const isNext = sequence === walk.last + 1;
  if (!isNext) reportGap(log, walk.last, sequence, report);
  if (!Buffer.isBuffer(before) || !isHash(hash, hashOfRow(log, row, before)))
    report('row-edited', log, sequence, `${log}: row ${sequence} was edited after it was written.`);
  else if (!before.equals(walk.previous) && isNext)
    report(
      'row-out-of-order',
      log,
      sequence,
      `${log}: row ${sequence} does not follow from the row before it; a row was exchanged, replaced or rewritten here.`,
    );
  walk.previous = Buffer.isBuffer(hash) ? hash : CHAIN_START;
  walk.last = sequence;
}

function reportGap(table: string, last: number, sequence: number, report: Report): void {
  if (sequence <= last)
    report('row-out-of-order', table, sequence, `${table}: row ${sequence} stands out of order.`);
  else if (sequence === last + 2)
    report('row-missing', table, last + 1, `${table}: row ${last + 1} was removed.`);
  else
    report('row-missing', table, last + 1, `${table}: the rows ${last + 1} to ${sequence - 1} were removed.`);
}

/** A journal cut off at its end is a whole, shorter one; SQLite's own counter still knows how long it was. */
function verifyEnd(db: Database, table: string, last: number, report: Report): void {
  const counted = countedRows(db, table);
  if (counted > last)
    report(
      'cut-off',
      table,
      last + 1,
      `${table}: everything after row ${last} was cut off; there were ${counted}.`,
    );
  if (counted < last)
    report('counter-changed', table, null, `${table}: the counter of its rows was changed.`);
}

interface CheckpointRow {
  readonly sequence: number;
  readonly at: number;
  readonly day: string;
  readonly reason: string;
  readonly audit_sequence: number;
  readonly audit_hash: unknown;
  readonly change_sequence: number;
  readonly change_hash: unknown;
  readonly previous_signature: unknown;
  readonly signature: unknown;
}

const CHECKPOINTS = 'audit_checkpoint';

/** Holds the signed checkpoints against each other, against the journals and against the rows that name them. */
export function verifyCheckpoints(
  db: Database,
  key: Uint8Array,
  named: ReadonlySet<number>,
  report: Report,
): number {
  let previous: Buffer = CHAIN_START;
  let last = 0;
  const rows = db.prepare(`SELECT * FROM ${CHECKPOINTS} ORDER BY sequence`).all() as CheckpointRow[];
  for (const row of rows) {
    const { sequence } = row;
    if (sequence !== last + 1) reportGap(CHECKPOINTS, last, sequence, report);
    const isSigned =
      Buffer.isBuffer(row.audit_hash) &&
      Buffer.isBuffer(row.change_hash) &&
      isHash(row.previous_signature, previous) &&
      isHash(row.signature, signatureOf(key, previous, checkpointOf(row, row.audit_hash, row.change_hash)));
    if (!isSigned)
      report(
        'checkpoint-broken',
        CHECKPOINTS,
        sequence,
        `${CHECKPOINTS}: checkpoint ${sequence} was edited, or does not follow from the one before.`,
      );
    agrees(db, 'audit', sequence, row.audit_sequence, row.audit_hash, report);
    agrees(db, 'change_log', sequence, row.change_sequence, row.change_hash, report);
    if (!named.has(sequence))
      report(
        'checkpoint-missing',
        'audit',
        null,
        `audit: the row that names checkpoint ${sequence} is not there.`,
      );
    previous = Buffer.isBuffer(row.signature) ? row.signature : CHAIN_START;
    last = sequence;
  }
  for (const sequence of named) {
    if (sequence > last)
      report(
        'checkpoint-missing',
        CHECKPOINTS,
        sequence,
        `${CHECKPOINTS}: checkpoint ${sequence} was removed; the audit still names it.`,
      );
  }
  verifyEnd(db, CHECKPOINTS, last, report);
  return rows.length;
}

function checkpointOf(row: CheckpointRow, auditHash: Buffer, changeHash: Buffer): Checkpoint {
  return {
    at: row.at,
    day: row.day as Checkpoint['day'],
    reason: row.reason as Checkpoint['reason'],
    audit: { sequence: row.audit_sequence, hash: auditHash },
    changes: { sequence: row.change_sequence, hash: changeHash },
  };
}

/** The journal still holds the row that was its last when the checkpoint was signed. */
function agrees(
  db: Database,
  log: ChainedLog,
  checkpoint: number,
  sequence: number,
  hash: unknown,
  report: Report,
): void {
  // A number that is none is not what was signed, and is said already.
  if (sequence === 0 || !Number.isSafeInteger(sequence)) return;
  const found = db.prepare(`SELECT hash FROM ${log} WHERE sequence = ?`).pluck().get(sequence);
  if (found === undefined)
    report(
      'cut-off',
      log,
      sequence,
      `${log}: row ${sequence} is not there, and checkpoint ${checkpoint} saw it.`,
    );
  else if (!Buffer.isBuffer(hash) || !isHash(found, hash))
    report(
      'checkpoint-disagrees',
      log,
      sequence,
      `${log}: row ${sequence} is not the one that checkpoint ${checkpoint} signed; rows up to it were rewritten.`,
    );
}

/** What the walk over the audit gathers for the other checks. */
export interface AuditWalk {
  readonly each: (row: ChainedRow) => void;
  /** The checkpoints that the audit names. */
  readonly checkpoints: Set<number>;
  readonly finish: () => void;
}

/** Holds the index of whom the audit concerns against the rows of the audit as they are walked. */
export function walkAudit(db: Database, report: Report): AuditWalk {
  const checkpoints = new Set<number>();
  const filed = prepared(db, 'SELECT 1 FROM audit_subject WHERE patient_id = ? AND audit_sequence = ?');
  let wanted = 0;
  const differs = (sequence: number): void =>
    report(
      'index-differs',
      'audit_subject',
      sequence,
      `audit_subject: row ${sequence} of the audit is not filed under exactly the patients it names.`,
    );
  return {
    checkpoints,
    each: (row) => {
      const subjects = subjectsIn(row);
      wanted += subjects.size;
      if ([...subjects].some((id) => filed.get(id, row.sequence) === undefined)) differs(row.sequence);
      const number = row['method'] === 'audit.checkpoint' ? checkpointIn(row['detail']) : undefined;
      if (number !== undefined) checkpoints.add(number);
    },
    finish: () => {
      const count = prepared(db, 'SELECT count(*) FROM audit_subject').pluck().get() as number;
      if (count !== wanted) for (const sequence of filedInExcess(db)) differs(sequence);
    },
  };
}

function subjectsIn(row: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  return subjectsOf({ patientId: row['patient_id'] as string | null, entities: String(row['entities']) });
}

/** Entries of the index that no row of the audit asks for; looked for only where the counts say that there are some. */
function filedInExcess(db: Database): number[] {
  const filed = db
    .prepare(
      `SELECT s.patient_id AS patientId, s.audit_sequence AS sequence, a.patient_id, a.entities
       FROM audit_subject s LEFT JOIN audit a ON a.sequence = s.audit_sequence`,
    )
    .all() as { patientId: string; sequence: number; entities: string | null }[];
  return filed
    .filter((row) => row.entities === null || !subjectsIn(row).has(row.patientId))
    .map(({ sequence }) => sequence);
}

function checkpointIn(detail: unknown): number | undefined {
  try {
    const { checkpoint } = JSON.parse(String(detail)) as { checkpoint?: unknown };
    return typeof checkpoint === 'number' ? checkpoint : undefined;
  } catch {
    return undefined;
  }
}
