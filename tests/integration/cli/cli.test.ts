import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { DEMO_RECOVERY_CODE, DEMO_STAFF } from '../../../electron/demo/practice.ts';
import { takeFolderLock } from '../../../electron/entry/folder-lock.ts';
import { openEnvelope, readEnvelope } from '../../../electron/security/key-envelope.ts';
import { openStore } from '../../../electron/store/open.ts';
import { cli, jsonOf, secretFile, startCli } from '../../support/cli.ts';
import { demoOfEachTest } from '../../support/each-test.ts';

const demo = demoOfEachTest();

/** Rows of the store, read by somebody who has the key. */
async function rows(sql: string): Promise<unknown[]> {
  const envelope = readEnvelope(join(demo.folder, 'key-envelope.json'));
  const db = openStore({
    file: join(demo.folder, 'desk.sqlite'),
    key: await openEnvelope(envelope, DEMO_RECOVERY_CODE),
    keyCheck: envelope.keyCheck,
    readonly: true,
  });
  try {
    return db.prepare(sql).all();
  } finally {
    db.close();
  }
}

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

describe('import', () => {
  const patient = (id: string, family: string) =>
    JSON.stringify({
      resourceType: 'Patient',
      id,
      name: [{ family, given: ['Ada'] }],
      gender: 'female',
      birthDate: '1980-02-03',
    });

  it('takes good lines, reports the bad with line and reason, and ends with 4; again it writes nothing', async () => {
    const secret = `--secret-file=${secretFile(demo.folder, 'administrator')}`;
    const file = join(demo.folder, 'people.ndjson');
    writeFileSync(file, `${patient('a', 'Okafor')}\n{broken\n${patient('b', 'Lindqvist')}\n`);
    const run = await cli(demo.folder, ['import', file, secret]);
    expect(run.code, run.out + run.err).toBe(4);
    expect(run.out).toContain('2 new');
    expect(run.out).toContain('line 2: The line is not whole JSON.');
    const again = jsonOf(await cli(demo.folder, ['import', file, secret, '--json']));
    expect(again.value).toMatchObject({ files: [{ run: { created: 0, unchanged: 2, bad: 1 } }] });
    writeFileSync(file, `${patient('c', 'Marsh')}\n`);
    expect((await cli(demo.folder, ['import', file, secret])).code).toBe(0);
    expect(jsonOf(await cli(demo.folder, ['verify', secret, '--json'])).value).toMatchObject({
      findings: [],
    });
  });

  it('of a folder with appointments brings them into the calendar, and says what stands nowhere in it', async () => {
    const secret = `--secret-file=${secretFile(demo.folder, 'administrator')}`;
    const folder = join(demo.folder, 'from-elsewhere');
    mkdirSync(folder);
    // The example of the specification as it is published, for a patient of that name, and one that only waits.
    const example = readFileSync('tests/fixtures/hl7/Appointment.ndjson', 'utf8');
    const waits = JSON.stringify({ ...(JSON.parse(example) as object), id: 'waits', status: 'waitlist' });
    writeFileSync(join(folder, 'Appointment.ndjson'), `${example}${waits}\n`);
    writeFileSync(join(folder, 'Patient.ndjson'), `${patient('example', 'Chalmers')}\n`);
    const run = await cli(demo.folder, ['import', folder, secret]);
    expect(run.code, run.out + run.err).toBe(0);
    expect(run.out).toContain(
      'line 2, Appointment.status: It stands nowhere in the calendar, and is kept as it came.\n',
    );
    expect(
      await rows(
        `SELECT v.day, v.minutes, v.status, v.reason, p.family FROM visit v JOIN patient p ON p.id = v.patient_id WHERE v.day = '2013-12-10'`,
      ),
    ).toEqual([
      {
        day: '2013-12-10',
        minutes: 120,
        status: 'booked',
        reason: 'Discussion on the results of your recent MRI',
        family: 'Chalmers',
      },
    ]);
    const again = jsonOf(await cli(demo.folder, ['import', folder, secret, '--json']));
    expect(again.value).toMatchObject({
      files: [{ run: { created: 0, unchanged: 1 } }, { run: { created: 0, unchanged: 2 } }],
    });
    expect(jsonOf(await cli(demo.folder, ['verify', secret, '--json'])).value).toMatchObject({
      findings: [],
    });
  });

  it('of a file that is not there, or by somebody who may not, ends with 1', async () => {
    const admin = `--secret-file=${secretFile(demo.folder, 'administrator')}`;
    expect((await cli(demo.folder, ['import', join(demo.folder, 'none.ndjson'), admin])).code).toBe(1);
    const file = join(demo.folder, 'people.ndjson');
    writeFileSync(file, `${patient('a', 'Okafor')}\n`);
    expect(
      (await cli(demo.folder, ['import', file, `--secret-file=${secretFile(demo.folder, 'lead')}`])).code,
    ).toBe(1);
  });
});
