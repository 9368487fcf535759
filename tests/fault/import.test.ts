import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { expect, inject, it } from 'vitest';
import { firstBrokenLink } from '../../electron/engine/journal.ts';
import type { Failpoint } from '../../electron/engine/ports.ts';
import { keyCheck } from '../../electron/security/key-envelope.ts';
import { openStore } from '../../electron/store/open.ts';
import type { ApiError } from '../../shared/api/reply.ts';
import { importFolderOfEachTest } from '../support/each-test.ts';
import { fhirCoverage, fhirPatient, importInto, recordsBySaying } from '../support/imports.ts';
import { chanceFrom } from '../support/morning.ts';
import { openTestPractice, TEST_KEY } from '../support/practice.ts';
import { storeContent } from '../support/store-facts.ts';

const ROUNDS = inject('isDeep') ? 20 : 1;
const PATIENTS = 2_600;
const FAILPOINTS: readonly Failpoint[] = ['after-begin', 'before-commit', 'after-commit'];

const files = importFolderOfEachTest();

/** Coverages come before their patients, so that the killed import has something waiting. */
function exportFile(): string {
  return files.write('export.ndjson', [
    ...Array.from({ length: 40 }, (_, index) => fhirCoverage(`c${index}`, `p${index * 50}`)),
    ...Array.from({ length: PATIENTS }, (_, index) => fhirPatient(`p${index}`)),
  ]);
}

/** Runs the import in its own process; answers the signal that ended it, or null when it came to its end. */
function runImport(store: string, path: string, death: { at?: Failpoint; count?: number; afterMs?: number }) {
  const script = 'tests/support/import-process.ts';
  const child = spawn(process.execPath, [script, store, path, death.at ?? '', String(death.count ?? 0)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.once('data', () => {
    if (death.afterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), death.afterMs);
  });
  return new Promise<string | null>((resolve, reject) => {
    child.on('exit', (code, signal) =>
      code === 0 || signal ? resolve(signal) : reject(new Error(`code ${code}`)),
    );
  });
}

it('an import killed again and again, and gone on with, ends as one that was never interrupted', async () => {
  const path = exportFile();
  const whole = await openTestPractice();
  await whole.desk.signIn('administrator');
  await importInto(whole.desk, path);
  const expected = recordsBySaying(whole.db);
  whole.dispose();
  const chance = chanceFrom(inject('seed'));
  for (let round = 1; round <= ROUNDS; round += 1) {
    const practice = await openTestPractice();
    const { file, folder } = practice;
    practice.db.close();
    const deaths = [
      ...FAILPOINTS.map((at) => ({ at, count: 1 + chance.below(2) })),
      { afterMs: chance.below(150) },
      { afterMs: chance.below(400) },
    ];
    let killed = 0;
    for (const death of deaths) {
      const signal = await runImport(file, path, death);
      if (signal === 'SIGKILL') killed += 1;
      if ('at' in death) expect(signal, death.at).toBe('SIGKILL');
    }
    expect(killed).toBeGreaterThanOrEqual(3);
    expect(await runImport(file, path, {})).toBeNull();
    const db = openStore({ file, key: TEST_KEY, keyCheck: keyCheck(TEST_KEY) });
    try {
      expect(recordsBySaying(db)).toEqual(expected);
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(firstBrokenLink(db, 'change_log')).toBeUndefined();
      expect(db.prepare('SELECT count(*) FROM import_run WHERE finished_at IS NULL').pluck().get()).toBe(0);
      const counted = db
        .prepare('SELECT sum(created) AS created, sum(bad) AS bad, sum(waiting) AS waiting FROM import_run')
        .get();
      expect(counted).toEqual({ created: PATIENTS + 40, bad: 0, waiting: 0 });
    } finally {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }
});

it('on a full disk an import stops with nothing half, and goes on when there is room', async () => {
  const practice = await openTestPractice();
  const { db, desk } = practice;
  try {
    await desk.signIn('administrator');
    const path = exportFile();
    let stops = 0;
    for (;;) {
      const pages = db.pragma('page_count', { simple: true }) as number;
      db.pragma(`max_page_count=${pages + 1_000}`);
      const error = await importInto(desk, path).then(
        () => undefined,
        (thrown: unknown) => (thrown as { failure: ApiError }).failure,
      );
      if (error === undefined) break;
      expect(error).toMatchObject({ code: 'store/disk-full', retryable: true });
      expect(firstBrokenLink(db, 'change_log')).toBeUndefined();
      const { next, taken } = db
        .prepare('SELECT next_line - 1 AS next, created AS taken FROM import_run')
        .get() as { next: number; taken: number };
      expect(taken, 'what is counted is what is there').toBe(next);
      expect(db.prepare('SELECT count(*) FROM foreign_content').pluck().get()).toBe(taken);
      const before = storeContent(db);
      expect((await importInto(desk, path).catch(() => 'full')) === 'full').toBe(true);
      expect(storeContent(db, ['operation', 'audit', 'audit_subject'])).toEqual(
        Object.fromEntries(
          Object.entries(before).filter(([name]) => !['operation', 'audit', 'audit_subject'].includes(name)),
        ),
      );
      stops += 1;
      expect(stops).toBeLessThan(60);
    }
    expect(stops).toBeGreaterThan(1);
    db.pragma('max_page_count=1000000');
    expect(db.prepare('SELECT count(*) FROM patient').pluck().get()).toBe(PATIENTS);
    expect(db.prepare('SELECT count(*) FROM coverage').pluck().get()).toBe(40);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  } finally {
    practice.dispose();
  }
});
