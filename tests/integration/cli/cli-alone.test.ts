import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEMO_RECOVERY_CODE, DEMO_STAFF } from '../../../electron/demo/practice.ts';
import { takeFolderLock } from '../../../electron/entry/folder-lock.ts';
import { openEnvelope, readEnvelope } from '../../../electron/security/key-envelope.ts';
import { openStore } from '../../../electron/store/open.ts';
import { cli, jsonOf, secretFile, startCli, storeRows } from '../../support/cli.ts';
import { demoOfEachTest } from '../../support/each-test.ts';

const demo = demoOfEachTest();

/** Rows of the store, read by somebody who has the key. */
const rows = (sql: string) => storeRows(demo.folder, sql);

describe('a secret file', () => {
  it.each([0o644, 0o640])('that others can read (%o) is not used', async (mode) => {
    const run = await cli(demo.folder, [
      'verify',
      '--json',
      `--secret-file=${secretFile(demo.folder, 'auditor', mode)}`,
    ]);
    expect([run.code, jsonOf(run).error?.code]).toEqual([1, 'cli/secret-file-open']);
    expect(await rows('SELECT count(*) AS n FROM audit WHERE staff_id IS NOT NULL')).toEqual([{ n: 0 }]);
  });

  it('that is not there, a folder, or of one line is said to be so', async () => {
    const one = join(demo.folder, 'one-line');
    writeFileSync(one, 'GA\n', { mode: 0o600 });
    for (const file of [join(demo.folder, 'none'), demo.folder, one])
      expect(jsonOf(await cli(demo.folder, ['verify', '--json', `--secret-file=${file}`])).error?.code).toBe(
        'cli/secret-file',
      );
  });
});

it('no option takes a secret, and no PIN stands in the arguments of a process', async () => {
  for (const word of ['--pin=9517']) {
    const run = await cli(demo.folder, ['verify', word]);
    expect(run.code).toBe(2);
    expect(run.err + run.out).not.toContain('9517');
  }
  if (process.platform !== 'linux') return;
  const { child, ended } = startCli(demo.folder, [
    'verify',
    `--secret-file=${secretFile(demo.folder, 'auditor')}`,
  ]);
  const line = readFileSync(`/proc/${child.pid}/cmdline`, 'utf8');
  for (const { pin } of DEMO_STAFF) expect(line).not.toContain(pin);
  expect((await ended).code).toBe(0);
});

it.each([
  [['export'], 2],
  [['help'], 0],
])('%j ends with %i', async (words, code) => {
  const run = await cli(demo.folder, words);
  expect(run.code).toBe(code);
  expect(code === 0 ? run.out : run.err).not.toBe('');
});

it('where nobody can be asked, it says so instead of waiting', async () => {
  const run = await cli(demo.folder, ['verify']);
  expect(run).toMatchObject({ code: 1, err: expect.stringContaining('--secret-file') });
});

it('a folder without a practice stays as it was', async () => {
  const empty = join(demo.folder, 'empty');
  mkdirSync(empty);
  const run = await cli(empty, ['verify', '--json', `--secret-file=${secretFile(demo.folder, 'auditor')}`]);
  expect([run.code, jsonOf(run).error?.code]).toEqual([1, 'entry/not-made']);
  expect(readdirSync(empty)).toEqual([]);
});

it('never writes beside another program that has the practice open: it says who has it', async () => {
  const attempt = takeFolderLock(demo.folder, { account: 'reception-2', since: 0 });
  if (!attempt.taken) throw new Error('the lock was free');
  try {
    const run = await cli(demo.folder, ['verify', `--secret-file=${secretFile(demo.folder, 'auditor')}`]);
    expect(run).toMatchObject({ code: 1, err: expect.stringContaining('reception-2') });
    expect((await cli(demo.folder, ['doctor'])).code).toBe(1);
  } finally {
    attempt.lock.release();
  }
});

it('verify ends with 3 and names what somebody changed past the desk', async () => {
  const secret = `--secret-file=${secretFile(demo.folder, 'auditor')}`;
  expect((await cli(demo.folder, ['verify', secret])).code).toBe(0);
  const envelope = readEnvelope(join(demo.folder, 'key-envelope.json'));
  const key = await openEnvelope(envelope, DEMO_RECOVERY_CODE);
  const db = openStore({ file: join(demo.folder, 'desk.sqlite'), key, keyCheck: envelope.keyCheck });
  db.exec(`DROP TRIGGER audit_no_update; UPDATE audit SET outcome = 'nothing' WHERE sequence = 2`);
  db.close();
  const run = await cli(demo.folder, ['verify', secret, '--json']);
  expect(run.code).toBe(3);
  const { findings } = jsonOf(run).value as { findings: { code: string; row: number | null }[] };
  expect(findings).toContainEqual(expect.objectContaining({ code: 'row-edited', row: 2 }));
  expect(findings).toContainEqual(expect.objectContaining({ code: 'guard-missing' }));
});
