import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { verifyStore } from '../../electron/audit/verify.ts';
import type { Finding } from '../../shared/audit/contract.ts';
import { invariant } from '../../shared/kernel/result.ts';
import { addDays } from '../../shared/kernel/time.ts';
import { practiceOfEachTest } from '../support/each-test.ts';
import {
  addExpectedPatient,
  DAY,
  patientFields,
  roomId,
  TEST_CHECKPOINT_KEY,
  type TestPractice,
} from '../support/practice.ts';

const DAY_MS = 86_400_000;
/** What somebody with the key and a tool would want to change without being seen. */
const WATCHED = ['audit', 'change_log', 'audit_checkpoint', 'audit_subject', 'tender'] as const;
type Watched = (typeof WATCHED)[number];

const practice = practiceOfEachTest();
beforeEach(async () => {
  await threeDays(practice);
  for (const name of practice.db
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger'`)
    .pluck()
    .all())
    practice.db.exec(`DROP TRIGGER "${name as string}"`);
  practice.db.pragma('foreign_keys=OFF');
});

/** A search, a chart, a new patient changed, a walk-in and a check-in with its payment on each of three days. */
async function threeDays({ db, desk, clock, timer }: TestPractice): Promise<void> {
  for (let day = 1; day <= 3; day += 1) {
    await desk.signIn('front-desk');
    const someone = addExpectedPatient(db, day, { given: `Person ${day}` });
    db.prepare('UPDATE visit SET day = ? WHERE id = ?').run(addDays(DAY, day - 1), someone.visitId);
    await desk.ask('patients.search', { text: 'person', limit: 20 });
    await desk.ask('patients.chart', { patientId: someone.patientId });
    const { patientId } = await desk.tell('patients.register', {
      fields: patientFields({ family: 'Diaz', given: `Eva ${'abc'[day - 1]}` }),
    });
    await desk.tell('patients.edit', { patientId, version: 1, changes: { email: `a${day}@b.co` } });
    await desk.tell('visits.walkIn', {
      who: { known: true, patientId },
      reason: 'cough',
      providerId: null,
    });
    await desk.tell('visits.checkIn', {
      visitId: someone.visitId,
      identifiers: ['name', 'phone'],
      demographicsConfirmed: true,
      coverage: { choice: 'keep', coverageId: someone.coverageId },
      copay: {
        outcome: 'taken',
        payment: { tender: 'cash', amountCents: 3000 - day, reference: '', purpose: 'copay' },
      },
    });
    await desk.tell('visits.move', { visitId: someone.visitId, move: 'room', roomId });
    timer.fire();
    await desk.tell('staff.lock', { reason: 'asked' });
    clock.advance(DAY_MS);
  }
}

function verify(): readonly Finding[] {
  // The triggers had to go before anything could be changed; that they are gone is a finding of its own.
  return verifyStore(practice.db, TEST_CHECKPOINT_KEY).findings.filter(
    ({ code }) => code !== 'guard-missing',
  );
}

/** Tampers inside a transaction that is rolled back, so that each example begins whole. */
function foundAfter(tamper: () => void): readonly Finding[] {
  practice.db.exec('BEGIN');
  try {
    tamper();
    return verify();
  } finally {
    practice.db.exec('ROLLBACK');
  }
}

const rowids = (table: Watched): number[] =>
  practice.db.prepare(`SELECT rowid FROM ${table} ORDER BY rowid`).pluck().all() as number[];
const columnsOf = (table: Watched): string[] =>
  (practice.db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);

/** Where the change of a table's row has to show. */
const NAMED_IN: Readonly<Record<Watched, readonly string[]>> = {
  audit: ['audit', 'audit_subject', 'audit_checkpoint', 'operation'],
  change_log: ['change_log', 'audit', 'operation', 'Patient', 'Encounter', 'PaymentNotice', 'Coverage'],
  audit_checkpoint: ['audit_checkpoint', 'audit', 'change_log'],
  audit_subject: ['audit_subject'],
  tender: ['tender', 'PaymentNotice'],
};

function expectNamed(table: Watched, findings: readonly Finding[], what: string): void {
  expect(
    findings.filter((finding) => NAMED_IN[table].includes(finding.table)),
    `${what}: ${JSON.stringify(findings)}`,
  ).not.toEqual([]);
  for (const { words } of findings) expect(words).toMatch(/^.{10,200}$/);
}

it('finds nothing in a store that nobody touched, and counts what it looked at', () => {
  const { findings, checked } = verifyStore(practice.db, TEST_CHECKPOINT_KEY);
  expect(findings.filter(({ code }) => code !== 'guard-missing')).toEqual([]);
  expect(findings.filter(({ code }) => code === 'guard-missing')).toHaveLength(10);
  expect(checked).toMatchObject({ checkpoints: 3, receipts: 3 });
  expect(checked.audit).toBeGreaterThan(30);
  expect(checked.changes).toBeGreaterThan(15);
  expect(checked.records).toBeGreaterThan(8);
});

const values = fc.oneof(
  fc.string({ minLength: 1, maxLength: 20 }),
  fc.integer(),
  fc.constant(null),
  fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes)),
);

it.each(WATCHED)('finds and names any edit of any column of any row of %s', (table) => {
  const { db } = practice;
  const rows = rowids(table);
  expect(rows.length).toBeGreaterThan(2);
  fc.assert(
    fc.property(
      fc.constantFrom(...columnsOf(table)),
      fc.constantFrom(...rows),
      values,
      (column, row, value) => {
        const read = () =>
          JSON.stringify(
            db.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all(),
            (_key, cell: unknown) => cell,
          );
        const old = read();
        const findings = foundAfter(() => {
          try {
            db.prepare(`UPDATE OR IGNORE ${table} SET "${column}" = ? WHERE rowid = ?`).run(value, row);
          } catch {
            // The column takes no such value.
          }
          fc.pre(read() !== old);
        });
        expectNamed(table, findings, `${table}.${column} of ${row}`);
      },
    ),
  );
});

it.each(WATCHED)(
  'finds and names any rows removed from %s, the last ones too, the counter set back or not',
  (table) => {
    const { db } = practice;
    const rows = rowids(table);
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 3 }), fc.boolean(), (start, more, withCounter) => {
        const from = start % rows.length;
        const gone = rows.slice(from, from + 1 + more);
        const findings = foundAfter(() => {
          for (const row of gone) db.prepare(`DELETE FROM ${table} WHERE rowid = ?`).run(row);
          if (withCounter)
            db.prepare(
              `UPDATE sqlite_sequence SET seq = (SELECT coalesce(max(rowid), 0) FROM ${table}) WHERE name = ?`,
            ).run(table);
        });
        // What only the end of the day's audit knew is gone with it: a lock after the last signed change leaves no other trace.
        const isTail = gone.includes(invariant(rows.at(-1), 'the last row'));
        if (table === 'audit' && withCounter && isTail && gone.length <= rows.length - lastTraced(rows))
          return;
        expectNamed(table, findings, `${gone.join()} of ${table}${withCounter ? ', counter set back' : ''}`);
      }),
      // The whole of the last check-in cut off without a trace in the log itself: the audit still names what it changed.
      { examples: [[rows.length - 4, 3, true]] },
    );
  },
);

/** How many rows of the audit there are up to the last that something else in the store still knows of. */
function lastTraced(rows: readonly number[]): number {
  const last = practice.db
    .prepare(
      `SELECT max(sequence) FROM audit WHERE operation_id IS NOT NULL OR method = 'audit.checkpoint' OR sequence IN (SELECT audit_sequence FROM audit_subject)`,
    )
    .pluck()
    .get() as number;
  return rows.indexOf(last) + 1;
}

it.each(['audit', 'change_log', 'audit_checkpoint'] as const)(
  'finds and names any two rows of %s exchanged',
  (table) => {
    const { db } = practice;
    const rows = rowids(table);
    fc.assert(
      fc.property(fc.constantFrom(...rows), fc.constantFrom(...rows), (one, other) => {
        fc.pre(one !== other);
        const move = db.prepare(`UPDATE ${table} SET sequence = ? WHERE sequence = ?`);
        const findings = foundAfter(() => {
          move.run(-1, one);
          move.run(one, other);
          move.run(other, -1);
        });
        expectNamed(table, findings, `${one} and ${other} of ${table}`);
      }),
    );
  },
);

it('finds an audit rewritten from some row on with hashes that fit, because a checkpoint signed the old ones', async () => {
  const { hashOfRow, chainedRows } = await import('../../electron/engine/journal.ts');
  const { db } = practice;
  const signed = db.prepare('SELECT max(audit_sequence) FROM audit_checkpoint').pluck().get() as number;
  const findings = foundAfter(() => {
    db.prepare(`UPDATE audit SET outcome = 'nothing' WHERE sequence = ?`).run(signed - 3);
    const set = db.prepare('UPDATE audit SET previous_hash = ?, hash = ? WHERE sequence = ?');
    let previous: Buffer = Buffer.alloc(32);
    for (const row of [...chainedRows(db, 'audit')]) {
      const hash = hashOfRow('audit', row, previous);
      set.run(previous, hash, row.sequence);
      previous = hash;
    }
  });
  expect(findings).toContainEqual(
    expect.objectContaining({ code: 'checkpoint-disagrees', table: 'audit', row: signed }),
  );
});

it.each([
  ['a patient renamed', `UPDATE patient SET family = 'Nobody' WHERE email LIKE 'a2%'`, 'Patient'],
  ['a visit moved back', `UPDATE visit SET status = 'booked' WHERE walk_in = 0`, 'Encounter'],
  [
    'a payment made smaller',
    'UPDATE tender SET amount_cents = 1 WHERE receipt_sequence = 2',
    'PaymentNotice',
  ],
  ['a visit taken away', 'DELETE FROM visit WHERE walk_in = 1', 'Encounter'],
  ['an operation taken away', 'DELETE FROM operation WHERE rowid = 4', 'change_log'],
])('finds and names %s', (_what, sql, table) => {
  const findings = foundAfter(() => practice.db.exec(sql));
  expect(findings.map((finding) => finding.table)).toContain(table);
});
