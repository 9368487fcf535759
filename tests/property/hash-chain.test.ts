import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendAudit, appendChange, firstBrokenLink } from '../../electron/engine/journal.ts';
import { CHAIN_START, chainHash } from '../../electron/security/hash-chain.ts';
import { practiceOfEachTest } from '../support/each-test.ts';

const LOGS = ['change_log', 'audit'] as const;
const ROWS = 6;

const practice = practiceOfEachTest();

/** Some rows in both logs, then the triggers away: whoever has the key and a tool can do what our own code cannot. */
function withoutTriggers(): void {
  const { db } = practice;
  for (let row = 1; row <= ROWS; row += 1) {
    appendChange(db, {
      operationId: `op-${row}`,
      undoesOperationId: row === 4 ? 'op-2' : null,
      method: 'visits.move',
      recordType: 'Encounter',
      localId: `visit-${row % 2}`,
      action: 'change',
      diff: `{"status":["a${row}","b"]}`,
      staffId: 'staff',
      deskId: 'desk',
      day: '2026-03-10',
      recordedAt: row,
      hlc: `00000000${row}-00000-desk`,
    });
    appendAudit(db, {
      at: row,
      staffId: row === 3 ? null : 'staff',
      role: 'lead',
      deskId: 'desk',
      method: 'visits.move',
      action: 'U',
      outcome: 'ok',
      patientId: 'patient',
      entities: `["Encounter/${row}"]`,
      operationId: `op-${row}`,
    });
  }
  for (const name of db.prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger'`).pluck().all())
    db.exec(`DROP TRIGGER ${name as string}`);
  for (const log of LOGS) expect(firstBrokenLink(db, log)).toBeUndefined();
}

/** Tampers inside a transaction that is rolled back, so that each example begins whole. */
function brokenBy(log: (typeof LOGS)[number], tamper: () => void): number | undefined {
  practice.db.exec('BEGIN');
  try {
    tamper();
    return firstBrokenLink(practice.db, log);
  } finally {
    practice.db.exec('ROLLBACK');
  }
}

describe.each(LOGS)('%s', (log) => {
  it('shows an edit of any column of any row, at that row or the next', () => {
    withoutTriggers();
    const { db } = practice;
    const columns = (db.pragma(`table_info(${log})`) as { name: string }[])
      .map(({ name }) => name)
      .filter((name) => name !== 'sequence');
    expect(columns.length).toBeGreaterThan(10);
    const values = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.integer(),
      fc.constant(null),
      fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes)),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...columns),
        fc.integer({ min: 1, max: ROWS }),
        values,
        (column, row, value) => {
          const read = () =>
            JSON.stringify(db.prepare(`SELECT "${column}" FROM ${log} WHERE sequence = ?`).pluck().get(row));
          const old = read();
          const broken = brokenBy(log, () => {
            db.prepare(`UPDATE OR IGNORE ${log} SET "${column}" = ? WHERE sequence = ?`).run(value, row);
            // A column may refuse the value, or turn it into what was there.
            fc.pre(read() !== old);
          });
          expect([row, row + 1], `${column} of ${row}`).toContain(broken);
        },
      ),
    );
  });

  it('shows any row removed, the first and the last ones too', () => {
    withoutTriggers();
    fc.assert(
      fc.property(fc.integer({ min: 1, max: ROWS }), fc.integer({ min: 1, max: ROWS }), (from, to) => {
        fc.pre(from <= to);
        expect(
          brokenBy(log, () =>
            practice.db.prepare(`DELETE FROM ${log} WHERE sequence BETWEEN ? AND ?`).run(from, to),
          ),
        ).toBeDefined();
      }),
    );
  });

  it('shows any two rows exchanged, and a row put in anew with a hash of its own', () => {
    withoutTriggers();
    const { db } = practice;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: ROWS }), fc.integer({ min: 1, max: ROWS }), (one, other) => {
        fc.pre(one !== other);
        const exchange = db.prepare(`UPDATE ${log} SET sequence = ? WHERE sequence = ?`);
        const broken = brokenBy(log, () => {
          exchange.run(-1, one);
          exchange.run(one, other);
          exchange.run(other, -1);
        });
        expect(broken).toBe(Math.min(one, other));
      }),
    );
    const columns = (db.pragma(`table_info(${log})`) as { name: string }[])
      .map(({ name }) => name)
      .filter((name) => name !== 'sequence')
      .join(', ');
    for (let row = 1; row < ROWS; row += 1) {
      const broken = brokenBy(log, () =>
        db.exec(`INSERT INTO ${log} (${columns}) SELECT ${columns} FROM ${log} WHERE sequence = ${row}`),
      );
      expect(broken).toBe(ROWS + 1);
    }
  });

  it('cannot be edited or cut by our own code', () => {
    appendAudit(practice.db, {
      at: 1,
      staffId: null,
      role: null,
      deskId: 'desk',
      method: 'x',
      action: 'E',
      outcome: 'ok',
      patientId: null,
      entities: '[]',
      operationId: null,
    });
    appendChange(practice.db, {
      operationId: 'o',
      undoesOperationId: null,
      method: 'x',
      recordType: 'Patient',
      localId: 'p',
      action: 'create',
      diff: '{}',
      staffId: 's',
      deskId: 'd',
      day: 'd',
      recordedAt: 1,
      hlc: 'h',
    });
    expect(() => practice.db.prepare(`UPDATE ${log} SET method = 'y'`).run()).toThrow('append-only');
    expect(() => practice.db.prepare(`DELETE FROM ${log}`).run()).toThrow('append-only');
  });
});

describe('the hash of a row', () => {
  const rows = fc.array(
    fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.constantFrom('', '0', 'n0:', 'i1:1', 't0:')),
    { maxLength: 6 },
  );

  it('is another one for every other row: text moved between columns, a number for its text, empty for none', () => {
    fc.assert(
      fc.property(rows, rows, (left, right) => {
        const same = JSON.stringify(left) === JSON.stringify(right);
        expect(chainHash(CHAIN_START, left).equals(chainHash(CHAIN_START, right))).toBe(same);
      }),
    );
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(), (text, place) => {
        const cut = place % (text.length + 1);
        const moved = chainHash(CHAIN_START, [text.slice(0, cut), text.slice(cut)]);
        expect(moved.equals(chainHash(CHAIN_START, [text, '']))).toBe(cut === text.length);
        expect(moved.equals(chainHash(CHAIN_START, [text]))).toBe(false);
      }),
    );
    for (const [left, right] of [
      [1, '1'],
      [null, ''],
      [0, null],
    ] as const) {
      expect(chainHash(CHAIN_START, [left]).equals(chainHash(CHAIN_START, [right]))).toBe(false);
    }
  });

  it('depends on every bit of the one before', () => {
    fc.assert(
      fc.property(fc.nat({ max: 31 }), fc.nat({ max: 7 }), rows, (byte, bit, row) => {
        const other = Buffer.from(CHAIN_START);
        other[byte] = 1 << bit;
        expect(chainHash(other, row).equals(chainHash(CHAIN_START, row))).toBe(false);
      }),
    );
  });
});
