import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, jsonOf, secretFile, storeRows } from '../../support/cli.ts';
import { demoOfEachTest } from '../../support/each-test.ts';

const demo = demoOfEachTest();

/** Rows of the store, read by somebody who has the key. */
const rows = (sql: string) => storeRows(demo.folder, sql);

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
