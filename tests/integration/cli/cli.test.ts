import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { cli, jsonOf, secretFile, storeRows } from '../../support/cli.ts';
import { demoOfEachTest } from '../../support/each-test.ts';

const demo = demoOfEachTest();

/** Rows of the store, read by somebody who has the key. */
const rows = (sql: string) => storeRows(demo.folder, sql);

describe.each(['the desk open', 'the desk not open'])('with %s', (state) => {
  beforeEach(async () => {
    if (state === 'the desk open') await demo.openDesk();
  });

  it('a query answers JSON, and is in the audit as somebody’s from the command line', async () => {
    const secret = secretFile(demo.folder, 'lead');
    const run = await cli(
      demo.folder,
      ['call', 'patients.search', '--json', `--secret-file=${secret}`],
      '{"text":"a","limit":3}',
    );
    expect(run.code, run.err).toBe(0);
    expect(jsonOf(run)).toMatchObject({ ok: true, code: 0, value: { matches: [{}, {}, {}] } });
    expect(run.err).toBe('');
    const audit = await rows(
      `SELECT a.method, a.via, m.role, a.outcome FROM audit a JOIN staff_member m ON m.id = a.staff_id ORDER BY sequence`,
    );
    expect(audit).toEqual([
      { method: 'staff.session', via: 'cli', role: 'lead', outcome: 'sign-in tried' },
      { method: 'staff.session', via: 'cli', role: 'lead', outcome: 'signed in' },
      { method: 'patients.search', via: 'cli', role: 'lead', outcome: 'list shown' },
      { method: 'staff.session', via: 'cli', role: 'lead', outcome: 'locked, asked' },
    ]);
  });

  it('a command is done once however often it is sent under its number', async () => {
    const secret = secretFile(demo.folder, 'lead');
    const [visit] = (await rows(
      `SELECT id FROM visit WHERE status = 'booked' ORDER BY scheduled_at LIMIT 1`,
    )) as { id: string }[];
    const id = '00000000-0000-7000-8000-000000000077';
    const words = ['call', 'visits.move', '--json', `--secret-file=${secret}`, `--operation-id=${id}`];
    for (let time = 0; time < 2; time += 1) {
      const run = await cli(demo.folder, words, JSON.stringify({ visitId: visit?.id, move: 'arrive' }));
      expect(run.code, run.out).toBe(0);
    }
    expect(await rows(`SELECT method, via FROM audit WHERE operation_id = '${id}'`)).toEqual([
      { method: 'visits.move', via: 'cli' },
    ]);
  });

  it('verify proves the store in words and ends with 0', async () => {
    const run = await cli(demo.folder, ['verify', `--secret-file=${secretFile(demo.folder, 'auditor')}`]);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toContain('Everything is as it was written.');
    expect(run.out).toMatch(/Head of the audit: row \d+, hash [0-9a-f]{64}/);
  });

  it('export writes a folder that only its owner reads, says that it is not encrypted, and takes no folder with something in it', async () => {
    const secret = `--secret-file=${secretFile(demo.folder, 'administrator')}`;
    const target = join(demo.folder, 'taken-out');
    const run = await cli(demo.folder, ['export', target, secret, '--json']);
    expect(run.code, run.out).toBe(0);
    expect(run.err).toContain('NOT encrypted');
    expect(statSync(target).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(target))
      expect(statSync(join(target, name)).mode & 0o777, name).toBe(0o600);
    const lines = (name: string) => readFileSync(join(target, name), 'utf8').trimEnd().split(/\r?\n/);
    const [patients] = (await rows('SELECT count(*) AS n FROM patient')) as { n: number }[];
    expect(lines('patients.ndjson')).toHaveLength(patients?.n ?? 0);
    expect(lines('patients.csv').length).toBeGreaterThan(patients?.n ?? 0);
    expect(JSON.parse(lines('patients.ndjson')[0] ?? '')).toHaveProperty('birth_date');
    for (const name of ['coverages', 'visits', 'payments', 'audit'])
      expect(
        existsSync(join(target, `${name}.csv`)) && existsSync(join(target, `${name}.ndjson`)),
        name,
      ).toBe(true);
    const all = readdirSync(target)
      .map((name) => readFileSync(join(target, name), 'utf8'))
      .join('');
    expect(all).not.toContain('$argon2id$');
    expect(
      await rows(
        `SELECT count(*) AS n FROM audit WHERE method = 'exports.rows' AND detail = '{"table":"patient"}'`,
      ),
    ).toEqual([{ n: 1 }]);
    const again = await cli(demo.folder, ['export', target, secret]);
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('not empty') });
  });

  it('what a role may not do is refused, and nothing is written', async () => {
    const secret = `--secret-file=${secretFile(demo.folder, 'front-desk')}`;
    const target = join(demo.folder, 'taken-out');
    const run = await cli(demo.folder, ['export', target, secret, '--json']);
    expect(run.code).toBe(1);
    expect(jsonOf(run).error?.code).toBe('staff/not-allowed');
    expect(existsSync(target)).toBe(false);
    expect((await cli(demo.folder, ['verify', secret])).code).toBe(1);
    expect(
      await rows(`SELECT DISTINCT via, method FROM audit WHERE outcome = 'denied' ORDER BY method`),
    ).toEqual([
      { via: 'cli', method: 'audit.verify' },
      { via: 'cli', method: 'exports.tables' },
    ]);
  });

  it('doctor needs no sign-in and shows no patient', async () => {
    const run = await cli(demo.folder, ['doctor', '--json']);
    expect(run.code, run.out).toBe(0);
    expect(run.out).toContain(
      state === 'the desk open' ? 'through the open desk' : 'by the command line itself',
    );
    for (const { family } of (await rows('SELECT DISTINCT family FROM patient WHERE length(family) > 4')) as {
      family: string;
    }[])
      expect(run.out).not.toContain(family);
  });

  it('doctor counts in words that read well', async () => {
    const { out } = await cli(demo.folder, ['doctor']);
    expect(out).toContain('1 recovery code,');
    expect(out).toMatch(/head of the audit: (none yet|row \d+, hash [0-9a-f]{64})\n/);
  });

  it('a wrong PIN is refused in the desk’s words and counted', async () => {
    const file = join(demo.folder, 'wrong');
    writeFileSync(file, 'GA\n0001\n', { mode: 0o600 });
    const run = await cli(demo.folder, ['verify', `--secret-file=${file}`]);
    expect(run).toMatchObject({
      code: 1,
      err: expect.stringContaining('That PIN is not right. 4 tries left.'),
    });
    expect(await rows('SELECT max(failed_attempts) AS n FROM staff_pin')).toEqual([{ n: 1 }]);
  });

  it('what is no JSON, no method or of no form is refused with 1', async () => {
    const secret = `--secret-file=${secretFile(demo.folder, 'lead')}`;
    for (const [method, input, code] of [
      ['patients.search', '{', 'cli/not-json'],
      ['nobody.knows', '{}', 'desk/unknown-method'],
      ['patients.search', '{"text":1}', 'input/invalid'],
      ['patients.search', '[]', 'input/invalid'],
    ] as const) {
      const run = await cli(demo.folder, ['call', method, '--json', secret], input);
      expect([run.code, jsonOf(run).error?.code]).toEqual([1, code]);
    }
  });
});
