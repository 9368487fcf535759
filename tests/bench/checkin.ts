import { readFileSync, statfsSync, statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import type { AuditEntry, ChangeEntry } from '../../electron/engine/journal.ts';
import { systemRandom } from '../../electron/engine/ports.ts';
import { CHAIN_START, chainHash } from '../../electron/security/hash-chain.ts';
import type { StaffId, TenderId } from '../../shared/kernel/ids.ts';
import { uuidV7 } from '../../shared/kernel/ids.ts';
import {
  addExpectedPatient,
  DAY,
  deskId,
  MORNING,
  openTestPractice,
  operationId,
  staffIdOf,
  type TestPractice,
} from '../support/practice.ts';

const COUNT = 400;
/** Runs of both ways in turn, so that a busy moment of the machine hits both. */
const WARM_UP = 40;

type Expected = ReturnType<typeof addExpectedPatient>;

/**
 * The whole durable check-in command against prepared statements that write the identical rows, indexes and hashes
 * in one transaction: what the engine's order costs over the least that the same result can cost.
 */
export async function run(): Promise<Record<string, number>> {
  const [engine, hand] = [await prepare(), await prepare()];
  const byHand = handWritten(hand.practice.db);
  const times: { engine: number[]; hand: number[] } = { engine: [], hand: [] };
  for (let index = 0; index < COUNT; index += 1) {
    const [someone, other] = [engine.people[index], hand.people[index]];
    if (!someone || !other) throw new Error('fewer people than check-ins');
    const first = performance.now();
    await engine.practice.desk.tell('visits.checkIn', checkInOf(someone));
    const second = performance.now();
    byHand(other, operationId());
    const third = performance.now();
    if (index < WARM_UP) continue;
    times.engine.push(second - first);
    times.hand.push(third - second);
  }
  assertSameRows(engine.practice.db, hand.practice.db);

  const { practice } = engine;
  const extra = addExpectedPatient(practice.db, COUNT + 1);
  practice.db.pragma('wal_checkpoint(TRUNCATE)');
  const before = rowCounts(practice.db);
  await practice.desk.tell('visits.checkIn', checkInOf(extra));
  const wal = walOf(practice.file);
  const rows = Object.entries(rowCounts(practice.db))
    .map(([table, count]) => [table, count - (before[table] ?? 0)] as const)
    .filter(([, count]) => count > 0);
  const figures = {
    'checkin.ratio_handwritten': median(times.engine) / median(times.hand),
    'checkin.engine_median_ms': median(times.engine),
    'checkin.handwritten_median_ms': median(times.hand),
    'checkin.commits': wal.commits,
    'checkin.wal_bytes': wal.bytes,
    'checkin.rows_written': rows.reduce((sum, [, count]) => sum + count, 0) + UPDATED_ROWS,
  };
  console.log(
    `file system type 0x${statfsSync(practice.folder).type.toString(16)}, synchronous=FULL, WAL, SQLCipher 4`,
  );
  console.log(
    `rows added: ${rows.map(([table, count]) => `${table} ${count}`).join(', ')}; changed: visit 1, patient 1, coverage 1`,
  );
  engine.practice.dispose();
  hand.practice.dispose();
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name.replace('checkin.', ''), value]),
  );
}

/** Visit, patient and coverage are changed in place. */
const UPDATED_ROWS = 3;

async function prepare(): Promise<{ practice: TestPractice; people: Expected[] }> {
  const practice = await openTestPractice();
  await practice.desk.signIn('front-desk');
  const people = practice.db.transaction(() =>
    Array.from({ length: COUNT }, (_, index) => addExpectedPatient(practice.db, index + 1)),
  )();
  practice.db.pragma('wal_checkpoint(TRUNCATE)');
  return { practice, people };
}

function checkInOf(someone: Expected) {
  return {
    visitId: someone.visitId,
    identifiers: ['name' as const, 'birth-date' as const],
    demographicsConfirmed: true as const,
    coverage: { choice: 'keep' as const, coverageId: someone.coverageId },
    copay: {
      outcome: 'taken' as const,
      payment: { tender: 'cash' as const, amountCents: 3000, reference: '', purpose: 'copay' as const },
    },
  };
}

/** The same rows with nothing between: statements prepared once, values known, hashes chained in memory-free fashion. */
function handWritten(db: Database): (someone: Expected, operation: string) => void {
  const staffId: StaffId = staffIdOf('front-desk');
  const by = 'Person front-desk';
  const sql = {
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    lastChange: db.prepare('SELECT hash FROM change_log ORDER BY sequence DESC LIMIT 1').pluck(),
    lastAudit: db.prepare('SELECT hash FROM audit ORDER BY sequence DESC LIMIT 1').pluck(),
    change: db.prepare(
      'INSERT INTO change_log (operation_id, undoes_operation_id, method, record_type, local_id, action, diff, staff_id, desk_id, day, recorded_at, hlc, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    outbox:
      db.prepare(`INSERT INTO outbox (operation_id, record_type, local_id, action, state, rank, generation, staff_id, queued_at) VALUES (?, ?, ?, ?, 'pending', ?, 1, ?, ?)
      ON CONFLICT (record_type, local_id) DO UPDATE SET operation_id = excluded.operation_id, staff_id = excluded.staff_id, generation = generation + 1`),
    audit: db.prepare(
      'INSERT INTO audit (at, staff_id, role, desk_id, method, action, outcome, patient_id, entities, operation_id, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    operation: db.prepare('INSERT INTO operation (id, method, staff_id, output, at) VALUES (?, ?, ?, ?, ?)'),
    coverage: db.prepare('UPDATE coverage SET confirmed_at = ? WHERE id = ?'),
    receipt: db
      .prepare('SELECT coalesce(max(receipt_sequence), 0) + 1 FROM tender WHERE desk_id = ?')
      .pluck(),
    tender: db.prepare(
      'INSERT INTO tender (id, desk_id, receipt_sequence, visit_id, patient_id, day, kind, purpose, amount_cents, reference, taken_at, taken_by, voids_id, void_reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)',
    ),
    patient: db.prepare(
      'UPDATE patient SET demographics_confirmed_at = ?, demographics_confirmed_by = ? WHERE id = ?',
    ),
    visit: db.prepare(
      'UPDATE visit SET status = ?, status_since = ?, checked_in_at = ?, arrived_at = ?, identifiers = ?, identified_at = ?, identified_by = ?, demographics_confirmed_at = ?, coverage_choice = ?, coverage_id = ?, copay_outcome = ? WHERE id = ?',
    ),
  };
  const count = { hlc: 0 };
  const log = (
    operation: string,
    recordType: string,
    localId: string,
    action: ChangeEntry['action'],
    rank: number,
    diff: string,
  ): void => {
    const previous = (sql.lastChange.get() as Buffer | undefined) ?? CHAIN_START;
    count.hlc += 1;
    const hlc = `${MORNING.toString(36).padStart(9, '0')}-${count.hlc.toString(36).padStart(5, '0')}-${deskId}`;
    const values = [
      operation,
      null,
      'visits.checkIn',
      recordType,
      localId,
      action,
      diff,
      staffId,
      deskId,
      DAY,
      MORNING,
      hlc,
    ];
    sql.change.run(...values, previous, chainHash(previous, values));
    sql.outbox.run(operation, recordType, localId, action, rank, staffId, MORNING);
  };
  return (someone, operation) => {
    sql.begin.run();
    sql.receipt.get(deskId);
    sql.coverage.run(MORNING, someone.coverageId);
    log(operation, 'Coverage', someone.coverageId, 'change', 20, `{"confirmedAt":[null,${MORNING}]}`);
    const tenderId: TenderId = uuidV7(MORNING, systemRandom(10));
    const sequence = sql.receipt.get(deskId) as number;
    sql.tender.run(
      tenderId,
      deskId,
      sequence,
      someone.visitId,
      someone.patientId,
      DAY,
      'cash',
      'copay',
      3000,
      '',
      MORNING,
      by,
    );
    log(
      operation,
      'PaymentNotice',
      tenderId,
      'create',
      60,
      `{"id":[null,"${tenderId}"],"deskId":[null,"${deskId}"],"receiptSequence":[null,${sequence}],"day":[null,"${DAY}"],"takenAt":[null,${MORNING}],"takenBy":[null,"${by}"],"visitId":[null,"${someone.visitId}"],"patientId":[null,"${someone.patientId}"],"kind":[null,"cash"],"purpose":[null,"copay"],"amountCents":[null,3000],"reference":[null,""],"voidsId":[null,null],"voidReason":[null,null]}`,
    );
    sql.patient.run(MORNING, by, someone.patientId);
    log(
      operation,
      'Patient',
      someone.patientId,
      'change',
      10,
      `{"demographicsConfirmedAt":[${MORNING - 10 * 86_400_000},${MORNING}]}`,
    );
    sql.visit.run(
      'checked-in',
      MORNING,
      MORNING,
      MORNING,
      'name,birth-date',
      MORNING,
      by,
      MORNING,
      'keep',
      someone.coverageId,
      'taken',
      someone.visitId,
    );
    log(
      operation,
      'Encounter',
      someone.visitId,
      'change',
      40,
      `{"status":["booked","checked-in"],"statusSince":[${MORNING - 86_400_000},${MORNING}],"checkedInAt":[null,${MORNING}],"arrivedAt":[null,${MORNING}],"identifiers":[null,"name,birth-date"],"identifiedAt":[null,${MORNING}],"identifiedBy":[null,"${by}"],"demographicsConfirmedAt":[null,${MORNING}],"coverageChoice":[null,"keep"],"coverageId":[null,"${someone.coverageId}"],"copayOutcome":[null,"taken"]}`,
    );
    const output = `{"receipt":{"tenderId":"${tenderId}","receiptNumber":"D1-${String(sequence).padStart(6, '0')}"}}`;
    sql.operation.run(operation, 'visits.checkIn', staffId, output, MORNING);
    const previous = (sql.lastAudit.get() as Buffer | undefined) ?? CHAIN_START;
    const entities = `["Coverage/${someone.coverageId}","PaymentNotice/${tenderId}","Patient/${someone.patientId}","Encounter/${someone.visitId}"]`;
    const audit: [...(string | number | null)[]] = [
      MORNING,
      staffId,
      'front-desk',
      deskId,
      'visits.checkIn',
      'U' satisfies AuditEntry['action'],
      'ok',
      someone.patientId,
      entities,
      operation,
    ];
    sql.audit.run(...audit, previous, chainHash(previous, audit));
    sql.commit.run();
  };
}

/** The two stores may differ in random ids and hashes, in nothing else; otherwise the ratio compares unlike things. */
function assertSameRows(engine: Database, hand: Database): void {
  const shape = (db: Database) => {
    const rows = (text: string) => db.prepare(text).all();
    return JSON.stringify([
      rows('SELECT * FROM visit ORDER BY id'),
      rows('SELECT * FROM patient ORDER BY id'),
      rows('SELECT * FROM coverage ORDER BY id'),
      rows('SELECT receipt_sequence, visit_id, amount_cents, kind FROM tender ORDER BY receipt_sequence'),
      rows(
        `SELECT record_type, action, recorded_at, day, CASE record_type WHEN 'PaymentNotice' THEN length(diff) ELSE diff END FROM change_log ORDER BY sequence`,
      ),
      rows('SELECT record_type, state, rank, generation FROM outbox ORDER BY sequence'),
      rows(
        `SELECT method, action, outcome, patient_id, length(entities) FROM audit WHERE method = 'visits.checkIn' ORDER BY sequence`,
      ),
      rows('SELECT method, staff_id, length(output) FROM operation ORDER BY id').length,
    ]);
  };
  if (shape(engine) !== shape(hand)) throw new Error('the hand-written rows are not those of the command');
}

function rowCounts(db: Database): Record<string, number> {
  const tables = db
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .pluck()
    .all() as string[];
  return Object.fromEntries(
    tables.map((table) => [table, db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number]),
  );
}

/** The WAL's frame headers are plain: a frame that tells the size of the database ends a commit (SQLite file format 4.1). */
function walOf(file: string): { commits: number; bytes: number } {
  const bytes = readFileSync(`${file}-wal`);
  const frame = bytes.readUInt32BE(8) + 24;
  const salt = bytes.subarray(16, 24);
  const frames = Array.from({ length: Math.floor((bytes.length - 32) / frame) }, (_, index) =>
    bytes.subarray(32 + index * frame),
  ).filter((each) => each.subarray(8, 16).equals(salt));
  return {
    commits: frames.filter((each) => each.readUInt32BE(4) > 0).length,
    bytes: Math.min(statSync(`${file}-wal`).size, 32 + frames.length * frame),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
