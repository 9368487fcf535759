import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { openDemoPractice } from '../../../electron/demo/open-demo.ts';
import { DEMO_RECOVERY_CODE, DEMO_STAFF } from '../../../electron/demo/practice.ts';
import type { Engine } from '../../../electron/engine/engine.ts';
import { openEnvelope, readEnvelope } from '../../../electron/security/key-envelope.ts';
import { openStore, StoreError } from '../../../electron/store/open.ts';
import { registry } from '../../../shared/api/index.ts';
import type { OperationId } from '../../../shared/kernel/ids.ts';
import { addDays, instantOf } from '../../../shared/kernel/time.ts';
import { ROLES } from '../../../shared/staff/permissions.ts';
import { VISIT_STATUSES } from '../../../shared/visits/state-machine.ts';
import { DAY, deskOf, MORNING, operationId, silentLog, type TestDesk, ZONE } from '../../support/practice.ts';

const folders: string[] = [];
const engines: Engine[] = [];

afterEach(() => {
  for (const engine of engines.splice(0)) engine.dispose();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-demo-'));
  folders.push(folder);
  return folder;
}

async function openDemo(folder: string, now: number = MORNING): Promise<TestDesk> {
  const engine = await openDemoPractice({
    folder,
    migrationsFolder: 'migrations',
    clock: { now: () => now },
    log: silentLog,
  });
  engines.push(engine);
  return deskOf(engine);
}

/** Opens, signs in as Ana Ruiz and answers her desk. */
async function openSignedIn(folder: string, now: number = MORNING): Promise<TestDesk> {
  const desk = await openDemo(folder, now);
  const { staff } = await desk.ask('staff.roster', {});
  await desk.tell('staff.signIn', { staffId: staff[0]!.staffId, pin: DEMO_STAFF[0]!.pin });
  return desk;
}

function closeAll(): void {
  for (const engine of engines.splice(0)) engine.dispose();
}

/** Opens the closed store beside the engine, to look at its rows. */
async function readStore<Value>(folder: string, read: (db: Database) => Value): Promise<Value> {
  const envelope = readEnvelope(join(folder, 'key-envelope.json'));
  const key = await openEnvelope(envelope, DEMO_RECOVERY_CODE);
  const db = openStore({
    file: join(folder, 'desk.sqlite'),
    key,
    keyCheck: envelope.keyCheck,
    readonly: true,
  });
  try {
    return read(db);
  } finally {
    db.close();
  }
}

/** Every row of the practice; PIN hashes are salted anew each time, what tells a store from its copies is chance, and both are left out. */
function everyRow(db: Database): Record<string, unknown[]> {
  const tables = db
    .prepare(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('staff_pin', 'desk_life') ORDER BY name`,
    )
    .pluck()
    .all();
  return Object.fromEntries(
    (tables as string[]).map((table) => [table, db.prepare(`SELECT * FROM "${table}" ORDER BY 1, 2`).all()]),
  );
}

const count = (db: Database, sql: string): number =>
  db.prepare(`SELECT count(*) FROM ${sql}`).pluck().get() as number;

async function seededRows(now: number): Promise<Record<string, unknown[]>> {
  const folder = emptyFolder();
  await openDemo(folder, now);
  closeAll();
  return readStore(folder, everyRow);
}

describe('the demo practice', () => {
  it('is the same for the same moment, row by row, and another on another day', async () => {
    const [first, second, other] = [
      await seededRows(MORNING),
      await seededRows(MORNING),
      await seededRows(MORNING + 86_400_000),
    ];
    expect(second).toEqual(first);
    expect(other['visit']).not.toEqual(first['visit']);
    expect(other['patient']).not.toEqual(first['patient']);
  });

  it('has the size of a practice, three weeks of visits and no history that nobody made', async () => {
    const folder = emptyFolder();
    await openDemo(folder);
    closeAll();
    await readStore(folder, (db) => {
      expect(count(db, 'patient')).toBeGreaterThan(380);
      expect(count(db, 'patient')).toBeLessThan(520);
      expect(count(db, `(SELECT DISTINCT postal_code, address_line FROM patient)`)).toBeGreaterThan(140);
      expect(count(db, 'provider')).toBe(6);
      expect(count(db, 'room')).toBe(4);
      const days = db
        .prepare('SELECT day, count(*) AS visits FROM visit GROUP BY day ORDER BY day')
        .all() as { day: string; visits: number }[];
      expect(days[0]?.day).toBe(addDays(DAY, -8));
      expect(days.at(-1)?.day).toBe(addDays(DAY, 10));
      expect(days.length).toBe(15);
      for (const { visits } of days) expect(visits).toBeGreaterThanOrEqual(25);
      expect(count(db, 'change_log') + count(db, 'outbox') + count(db, 'audit')).toBe(0);
      expect(count(db, '(SELECT day, patient_id FROM visit GROUP BY 1, 2 HAVING count(*) > 1)')).toBe(0);
      expect(db.pragma('foreign_key_check')).toEqual([]);
    });
  });

  it('knows people of many ways of naming', async () => {
    const desk = await openSignedIn(emptyFolder());
    const found = async (text: string) =>
      (await desk.ask('patients.search', { text, limit: 5 })).matches.map(({ mrn }) => mrn);
    expect(await found('chi okafor')).toContain('20418');
    expect(await found('pena alvarez jose')).toContain('20422');
    expect(await found('alvarez')).toContain('20422');
    expect(await found('odowd')).toContain('20432');
    expect(await found('dowd patrick')).toContain('20432');
    expect(await found('johansson bjorn')).toEqual(['20435']);
    expect(await found('03/04/1988')).toContain('20418');
    expect(await found('970 555 0148')).toContain('20418');
    expect((await found('margaret smith')).length).toBeGreaterThanOrEqual(2);
  });

  it('takes its receipt numbers without a gap and its money from the cards', async () => {
    const folder = emptyFolder();
    await openDemo(folder);
    closeAll();
    await readStore(folder, (db) => {
      const tenders = db
        .prepare(
          `SELECT t.receipt_sequence AS sequence, t.taken_at AS takenAt, t.day, t.purpose, t.amount_cents AS cents, v.day AS visitDay,
             v.status, v.copay_outcome AS outcome, c.copay_cents AS copay FROM tender t JOIN visit v ON v.id = t.visit_id
           LEFT JOIN coverage c ON c.id = v.coverage_id ORDER BY t.receipt_sequence`,
        )
        .all() as {
        sequence: number;
        takenAt: number;
        day: string;
        purpose: string;
        cents: number;
        visitDay: string;
        status: string;
        outcome: string;
        copay: number;
      }[];
      expect(tenders.length).toBeGreaterThan(100);
      expect(tenders.map(({ sequence }) => sequence)).toEqual(tenders.map((_tender, index) => index + 1));
      for (const [index, tender] of tenders.entries()) {
        expect(tender.takenAt).toBeGreaterThanOrEqual(tenders[index - 1]?.takenAt ?? 0);
        expect(tender.takenAt).toBeLessThanOrEqual(MORNING);
        expect(tender.day).toBe(tender.visitDay);
        if (tender.purpose === 'copay')
          expect([tender.cents, tender.outcome]).toEqual([tender.copay, 'taken']);
      }
      const overpaid = `(SELECT t.patient_id FROM tender t JOIN prior_balance b ON b.patient_id = t.patient_id WHERE t.purpose = 'balance'
        GROUP BY t.patient_id HAVING sum(t.amount_cents) > min(b.amount_cents))`;
      expect(count(db, overpaid)).toBe(0);
      expect(
        count(
          db,
          `visit v WHERE copay_outcome = 'taken' AND NOT EXISTS (SELECT 1 FROM tender t WHERE t.visit_id = v.id AND t.purpose = 'copay')`,
        ),
      ).toBe(0);
      expect(
        count(
          db,
          `visit WHERE checked_in_at IS NOT NULL AND NOT (arrived_at <= checked_in_at AND checked_in_at <= status_since)`,
        ),
      ).toBe(0);
    });
  });

  it.each([
    ['in the morning of the picture', MORNING],
    ['on a Sunday evening', instantOf(addDays(DAY, 5), 20, 17, ZONE)],
    ['two minutes before midnight', instantOf(DAY, 23, 58, ZONE)],
    ['six minutes after midnight', instantOf(DAY, 0, 6, ZONE)],
    ['when the clocks go forward', instantOf(addDays(DAY, -2), 3, 5, ZONE)],
  ])('is half-way %s, with every status', async (_name, now) => {
    const desk = await openSignedIn(emptyFolder(), now);
    const board = await desk.ask('visits.board', {});
    expect(registry['visits.board'].output.parse(board)).toEqual(board);
    expect(new Set(board.rows.map(({ status }) => status))).toEqual(new Set(VISIT_STATUSES));
    expect(board.rows.length).toBe(35);
    expect(
      new Set(board.rows.filter(({ status }) => status === 'with-clinician').map(({ roomId }) => roomId))
        .size,
    ).toBe(4);
    expect(
      board.rows.filter(
        ({ status, scheduledAt }) => status === 'booked' && (scheduledAt ?? now) < now - 5 * 60_000,
      ),
    ).toHaveLength(1);
    for (const row of board.rows) {
      expect(row.statusSince).toBeLessThanOrEqual(now);
      const panel = await desk.ask('visits.panel', { visitId: row.id });
      expect(registry['visits.panel'].output.parse(panel)).toEqual(panel);
    }
    const smiths = board.rows.filter(
      ({ patient }) => patient.family === 'Smith' && patient.given === 'Margaret',
    );
    expect(smiths.map(({ namesakesToday }) => namesakesToday)).toEqual([2, 2]);
    const walkIn = board.rows.find((row) => row.walkIn);
    expect([walkIn?.patient.family, walkIn?.patient.provisional, walkIn?.missing]).toEqual([
      'Baker',
      true,
      ['register'],
    ]);
  });

  it('lets one person of every role in with the PIN of the table, and nobody with another', async () => {
    const desk = await openDemo(emptyFolder());
    const { staff } = await desk.ask('staff.roster', {});
    expect(staff.map(({ displayName }) => displayName)).toEqual(
      DEMO_STAFF.map(({ displayName }) => displayName),
    );
    expect(new Set(staff.map(({ role }) => role))).toEqual(new Set(ROLES));
    for (const [index, { staffId, role }] of staff.entries()) {
      const { session } = await desk.tell('staff.signIn', { staffId, pin: DEMO_STAFF[index]!.pin });
      expect(session.role).toBe(role);
    }
    expect((await desk.refused('staff.signIn', { staffId: staff[0]!.staffId, pin: '0000' })).code).toBe(
      'staff/wrong-pin',
    );
  });

  it('is one practice from there on: checked in, receipt after the last one, taken back', async () => {
    const desk = await openSignedIn(emptyFolder());
    const rows = (await desk.ask('visits.board', {})).rows;
    const chi = rows.find(({ patient }) => patient.mrn === '20418')!;
    expect([chi.status, chi.dueCents, chi.missing, chi.alerts]).toEqual([
      'arrived',
      3000,
      ['copay'],
      [{ kind: 'allergy', text: 'Latex' }],
    ]);
    const panel = await desk.ask('visits.panel', { visitId: chi.id });
    const payment = {
      tender: 'card' as const,
      amountCents: 3000,
      reference: '4471',
      purpose: 'copay' as const,
    };
    const { receipt } = await desk.tell('visits.checkIn', {
      visitId: chi.id,
      identifiers: ['name', 'birth-date'],
      coverage: { choice: 'keep', coverageId: panel.coverages[0]!.id },
      demographicsConfirmed: true,
      copay: { outcome: 'taken', payment },
    });
    const printed = await desk.ask('cash.receipt', { tenderId: receipt!.tenderId });
    expect([printed.patientName, printed.practiceName, printed.tender.receiptNumber]).toEqual([
      'Chidinma Okafor-Lindqvist',
      'Riverside Family Medicine',
      receipt!.receiptNumber,
    ]);
    expect(receipt!.receiptNumber).toMatch(/^D1-\d{6}$/);
    const { undoable } = await desk.ask('visits.panel', { visitId: chi.id });
    const undone = await desk.tell(
      'visits.undo',
      { visitId: chi.id, operationId: undoable!.operationId as OperationId },
      operationId(),
    );
    expect(undone).toEqual({
      status: 'arrived',
      voidedReceipts: [receipt!.receiptNumber],
      staysVoidCents: 0,
    });
  });
});

describe('a demo folder', () => {
  it('opens again as it was', async () => {
    const folder = emptyFolder();
    await openDemo(folder);
    closeAll();
    const before = await readStore(folder, everyRow);
    await openDemo(folder, MORNING + 3 * 3_600_000);
    closeAll();
    expect(await readStore(folder, everyRow)).toEqual(before);
  });

  it('is half-way again on a later day, with the same people, and keeps what was done here', async () => {
    const folder = emptyFolder();
    const today = await openSignedIn(folder);
    const late = (await today.ask('visits.board', {})).rows.find(
      ({ status, patient }) => status === 'confirmed' && patient.mrn === '20426',
    )!;
    await today.tell('visits.move', { visitId: late.id, move: 'arrive' });
    closeAll();
    const before = await readStore(folder, (db) => ({
      patients: db.prepare('SELECT id, mrn FROM patient ORDER BY id').all(),
      tenders: count(db, 'tender'),
    }));
    const thirdDay = MORNING + 3 * 86_400_000;
    const later = await openSignedIn(folder, thirdDay);
    const rows = (await later.ask('visits.board', {})).rows;
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(VISIT_STATUSES));
    expect(rows.length).toBe(35);
    closeAll();
    await readStore(folder, (db) => {
      expect(db.prepare('SELECT id, mrn FROM patient ORDER BY id').all()).toEqual(before.patients);
      expect(db.prepare('SELECT status FROM visit WHERE id = ?').pluck().get(late.id)).toBe('arrived');
      const sequences = db
        .prepare('SELECT receipt_sequence FROM tender ORDER BY receipt_sequence')
        .pluck()
        .all() as number[];
      expect(sequences.length).toBeGreaterThan(before.tenders);
      expect(sequences).toEqual(sequences.map((_sequence, index) => index + 1));
      // The days in between are over, as if somebody had been here.
      expect(count(db, `visit WHERE day = '${addDays(DAY, 1)}' AND status IN ('booked', 'confirmed')`)).toBe(
        0,
      );
      expect(db.pragma('foreign_key_check')).toEqual([]);
    });
  });

  it('holds no name, number or SQLite header that could be read', async () => {
    const folder = emptyFolder();
    const desk = await openSignedIn(folder);
    await desk.tell('visits.walkIn', {
      who: { known: false, family: 'Zzyzxova', given: 'Quilla', birthDate: '1990-01-01', phone: '' },
      reason: 'Rash',
      providerId: null,
    });
    const files = readdirSync(folder);
    expect(files).toContain('desk.sqlite');
    expect(files).toContain('desk.sqlite-wal');
    const text = files.map((name) => readFileSync(join(folder, name)).toString('latin1')).join('\n');
    for (const secret of ['Okafor', 'Zzyzxova', 'Blue Ridge', '555-01', 'SQLite format 3', 'CREATE TABLE'])
      expect(text.includes(secret)).toBe(false);
    expect(JSON.parse(readFileSync(join(folder, 'practice.json'), 'utf8'))).toEqual({ kind: 'demo' });
  });

  it('finishes a first start that was cut short, before and after its key was kept', async () => {
    const before = emptyFolder();
    writeFileSync(join(before, 'practice.json'), '{"kind":"demo"}');
    writeFileSync(join(before, 'desk.sqlite.part'), 'half a store');
    await openSignedIn(before);
    closeAll();
    const after = emptyFolder();
    for (const name of ['practice.json', 'key-envelope.json', 'desk.sqlite'])
      copyFileSync(join(before, name), join(after, name));
    renameSync(join(after, 'desk.sqlite'), join(after, 'desk.sqlite.part'));
    expect((await (await openSignedIn(after)).ask('visits.board', {})).rows.length).toBe(35);
  });

  it('is never made anew when its store or its key is gone', async () => {
    const folder = emptyFolder();
    await openDemo(folder);
    closeAll();
    renameSync(join(folder, 'desk.sqlite'), join(folder, 'elsewhere'));
    await expect(openDemo(folder)).rejects.toThrow(new StoreError('missing'));
    expect(existsSync(join(folder, 'desk.sqlite'))).toBe(false);
    renameSync(join(folder, 'elsewhere'), join(folder, 'desk.sqlite'));
    rmSync(join(folder, 'key-envelope.json'));
    await expect(openDemo(folder)).rejects.toThrow('key envelope: envelope-missing');
  });

  it('is not made in the folder of a real practice', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'practice.json'), '{"kind":"practice"}');
    await expect(openDemo(folder)).rejects.toThrow('This folder holds a real practice.');
    expect(readdirSync(folder)).toEqual(['practice.json']);
  });
});
