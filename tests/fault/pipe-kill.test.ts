import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cli, jsonOf, secretFile, startCli } from '../support/cli.ts';
import { demoOfEachTest } from '../support/each-test.ts';

const demo = demoOfEachTest();

it('a desk that dies in the middle of a call ends the command with 1 and says that it is not known; the next one goes by itself', async () => {
  await demo.openDesk('audit.verify');
  const secret = `--secret-file=${secretFile(demo.folder, 'auditor')}`;
  const run = await cli(demo.folder, ['verify', '--json', secret]);
  expect([run.code, jsonOf(run).error?.code]).toEqual([1, 'pipe/gone']);
  // Its place is still written down, and nobody listens there any more.
  const again = await cli(demo.folder, ['verify', '--json', secret]);
  expect(again.code, again.out).toBe(0);
});

it('a command line killed in the middle of an export leaves a whole store, a free lock and a desk that serves', async () => {
  const secret = `--secret-file=${secretFile(demo.folder, 'administrator')}`;
  for (const withDesk of [false, true]) {
    if (withDesk) await demo.openDesk();
    const { child, ended } = startCli(demo.folder, ['export', join(demo.folder, `out-${withDesk}`), secret]);
    child.stderr?.once('data', () => child.kill('SIGKILL'));
    expect((await ended).code).toBe(null);
    const run = await cli(demo.folder, ['verify', '--json', secret]);
    expect(run.code, run.out).toBe(0);
  }
});
