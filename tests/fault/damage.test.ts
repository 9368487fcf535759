import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { createEngine } from '../../electron/engine/engine.ts';
import { systemRandom } from '../../electron/engine/ports.ts';
import { keyCheck } from '../../electron/security/key-envelope.ts';
import { migrate, readMigrations } from '../../electron/store/migrate.ts';
import { openStore, StoreError, storeError } from '../../electron/store/open.ts';
import {
  addExpectedPatient,
  deskId,
  deskOf,
  MORNING,
  openTestPractice,
  operationId,
  patientFields,
  silentLog,
  TEST_CHECKPOINT_KEY,
  TEST_KEY,
  testClock,
  testTimer,
} from '../support/practice.ts';

const PAGE = 4096;
const CHECK = keyCheck(TEST_KEY);

const state = { folder: '', whole: '' };
beforeEach(async () => {
  const practice = await openTestPractice();
  for (let number = 1; number <= 40; number += 1)
    addExpectedPatient(practice.db, number, { given: `Person ${number}` });
  practice.db.pragma('wal_checkpoint(TRUNCATE)');
  practice.engine.dispose();
  state.folder = practice.folder;
  state.whole = practice.file;
});
afterEach(() => rmSync(state.folder, { recursive: true, force: true }));

/** A copy of the whole store with `spoil` done to its bytes. */
function spoiled(spoil: (bytes: Buffer) => Buffer): string {
  const file = join(state.folder, 'spoiled.sqlite');
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  writeFileSync(file, spoil(readFileSync(state.whole)));
  return file;
}

function flipped(place: number, bit: number): (bytes: Buffer) => Buffer {
  return (bytes) => {
    bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
    return bytes;
  };
}

/** What a start of the program says of the file: it opens it, brings it up to date and reads all of it. */
function verdictOf(file: string, key: Buffer = TEST_KEY, check: string | undefined = CHECK): string {
  try {
    const db = openStore({ file, key, keyCheck: check });
    try {
      migrate(db, readMigrations('migrations'), MORNING);
      return db.pragma('integrity_check', { simple: true }) === 'ok' ? 'whole' : 'damaged';
    } catch (error) {
      return storeError(error, check !== undefined).problem;
    } finally {
      db.close();
    }
  } catch (error) {
    if (error instanceof StoreError) return error.problem;
    throw error;
  }
}

function fingerprint(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

describe('a damaged store', () => {
  it('is called damaged whichever bit of whichever page flipped, and is left as it is', () => {
    const pages = statSync(state.whole).size / PAGE;
    expect(pages).toBeGreaterThan(50);
    fc.assert(
      fc.property(
        fc.nat({ max: pages - 1 }),
        fc.nat({ max: PAGE - 1 }),
        fc.nat({ max: 7 }),
        (page, place, bit) => {
          const file = spoiled(flipped(page * PAGE + place, bit));
          const before = fingerprint(file);
          expect(verdictOf(file), `page ${page} byte ${place}`).toBe('damaged');
          expect(fingerprint(file)).toBe(before);
        },
      ),
      { numRuns: inject('isDeep') ? 2_000 : 60 },
    );
  });

  it('with a damaged first page is damaged by the right key, and of a wrong key by the wrong one', () => {
    fc.assert(
      fc.property(fc.nat({ max: PAGE - 1 }), fc.nat({ max: 7 }), (place, bit) => {
        const file = spoiled(flipped(place, bit));
        expect(verdictOf(file)).toBe('damaged');
        expect(verdictOf(file, Buffer.alloc(32, 1))).toBe('wrong-key');
      }),
      { numRuns: inject('isDeep') ? 500 : 20 },
    );
    const file = spoiled((bytes) => bytes);
    expect(verdictOf(file, Buffer.alloc(32, 1), undefined)).toBe('wrong-key');
    expect(verdictOf(file, Buffer.alloc(32, 1))).toBe('wrong-key');
    expect(verdictOf(file)).toBe('whole');
  });

  it('cut short anywhere, down to nothing, is never taken for whole and never filled up', () => {
    const { size } = statSync(state.whole);
    const lengths = [
      0,
      1,
      15,
      16,
      100,
      512,
      PAGE - 1,
      PAGE,
      PAGE + 1,
      2 * PAGE,
      size / 2,
      size / 2 + 7,
      size - PAGE,
      size - 1,
    ];
    for (const length of lengths) {
      const file = spoiled((bytes) => bytes.subarray(0, length));
      const before = fingerprint(file);
      expect(verdictOf(file), `${length} of ${size} bytes`).toBe('damaged');
      expect(fingerprint(file), `${length} of ${size} bytes`).toBe(before);
    }
  });

  it('overwritten by zeros, noise or another program’s file is damaged, and left there', () => {
    const noise = createHash('sha512').update('noise').digest();
    const fills = [
      Buffer.alloc(8 * PAGE),
      Buffer.concat(Array.from({ length: 512 }, () => noise)),
      Buffer.from('%PDF-1.7\n'.repeat(2_000)),
      Buffer.from('SQLite format 3\0'.padEnd(PAGE, '\0')),
    ];
    for (const fill of fills) {
      const file = spoiled(() => fill);
      const before = fingerprint(file);
      expect(['damaged', 'not-encrypted']).toContain(verdictOf(file));
      expect(fingerprint(file)).toBe(before);
    }
  });

  it('is refused read-only too, leaves no file beside it, and no error tells the key, the path or a row', () => {
    const file = spoiled(flipped(20, 3));
    for (const readonly of [true, false]) {
      try {
        openStore({ file, key: TEST_KEY, keyCheck: CHECK, readonly });
        expect.unreachable();
      } catch (error) {
        const text = `${String(error)} ${JSON.stringify(error)}`;
        expect(text).toContain('damaged');
        for (const secret of [TEST_KEY.toString('hex'), state.folder, 'Smith'])
          expect(text).not.toContain(secret);
      }
    }
    expect(readdirSync(state.folder).filter((name) => name.startsWith('spoiled'))).toEqual([
      'spoiled.sqlite',
    ]);
  });
});

it('damage met in the middle of the morning is told, nothing is written on top, and the rest still answers', async () => {
  const file = join(state.folder, 'morning.sqlite');
  copyFileSync(state.whole, file);
  const probe = openStore({ file, key: TEST_KEY, keyCheck: CHECK });
  const patients = probe
    .prepare(`SELECT rootpage FROM sqlite_master WHERE name = 'patient'`)
    .pluck()
    .get() as number;
  probe.close();
  writeFileSync(file, flipped((patients - 1) * PAGE + 700, 2)(readFileSync(file)));

  const db = openStore({ file, key: TEST_KEY, keyCheck: CHECK });
  const engine = createEngine(db, deskId, {
    clock: testClock(),
    log: silentLog,
    random: systemRandom,
    checkpointKey: TEST_CHECKPOINT_KEY,
    timer: testTimer(),
  });
  const desk = deskOf(engine);
  await desk.signIn('front-desk');
  const rows = () =>
    db
      .prepare(
        'SELECT (SELECT count(*) FROM change_log) + (SELECT count(*) FROM operation) + (SELECT count(*) FROM outbox)',
      )
      .pluck()
      .get();
  for (const [method, input] of [
    ['visits.board', {}],
    ['patients.search', { text: 'smith', limit: 20 }],
    ['patients.register', { fields: patientFields({ family: 'Chen' }) }],
  ] as const) {
    const error = await desk.refused(method, input, operationId());
    expect(error).toMatchObject({ code: 'store/damaged', retryable: false });
    expect(error.message).toMatch(/damaged.*nothing was deleted/);
  }
  expect(rows()).toBe(0);
  expect((await desk.ask('staff.session', {})).session?.role).toBe('front-desk');
  engine.dispose();
  expect(existsSync(file)).toBe(true);
  expect(verdictOf(file)).toBe('damaged');
});

it('a store whose last changes are in a torn log opens with everything before the tear', async () => {
  const practice = await openTestPractice();
  try {
    practice.db.pragma('wal_checkpoint(TRUNCATE)');
    practice.db.pragma('wal_autocheckpoint=0');
    await practice.desk.signIn('front-desk');
    const mrns: string[] = [];
    for (let number = 0; number < 5; number += 1)
      mrns.push(
        (
          await practice.desk.tell('patients.register', {
            fields: patientFields({ given: `Torn ${number}` }),
          })
        ).mrn,
      );
    const { size } = statSync(`${practice.file}-wal`);
    for (const length of [0, 32, size / 3, size / 2, size - PAGE, size - 1, size]) {
      const file = join(practice.folder, 'torn.sqlite');
      for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
      for (const end of ['', '-wal']) copyFileSync(`${practice.file}${end}`, `${file}${end}`);
      truncateSync(`${file}-wal`, Math.floor(length));
      expect(verdictOf(file), `${length} of ${size} bytes`).toBe('whole');
      const db = openStore({ file, key: TEST_KEY, keyCheck: CHECK });
      const kept = db
        .prepare(`SELECT mrn FROM patient WHERE given LIKE 'Torn%' ORDER BY mrn`)
        .pluck()
        .all() as string[];
      const logged = db.prepare(`SELECT count(*) FROM change_log`).pluck().get();
      db.close();
      expect(kept).toEqual(mrns.slice(0, kept.length));
      expect([kept.length, kept.length === 5]).toEqual([logged, length === size]);
    }
  } finally {
    practice.dispose();
  }
});
