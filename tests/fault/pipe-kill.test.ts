import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { cli, demoTemplate, jsonOf, secretFile, startCli, startDesk } from '../support/cli.ts';

let template: Awaited<ReturnType<typeof demoTemplate>>;
let folder: string;
const desks: { kill(): Promise<void> }[] = [];
beforeAll(async () => {
  template = await demoTemplate();
});
afterAll(() => template.dispose());
beforeEach(() => {
  folder = template.copy();
});
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.kill();
});

it('a desk that dies in the middle of a call ends the command with 1 and says that it is not known; the next one goes by itself', async () => {
  desks.push(await startDesk(folder, 'audit.verify'));
  const secret = `--secret-file=${secretFile(folder, 'auditor')}`;
  const run = await cli(folder, ['verify', '--json', secret]);
  expect([run.code, jsonOf(run).error?.code]).toEqual([1, 'pipe/gone']);
  // Its place is still written down, and nobody listens there any more.
  const again = await cli(folder, ['verify', '--json', secret]);
  expect(again.code, again.out).toBe(0);
});

it('a command line killed in the middle of an export leaves a whole store, a free lock and a desk that serves', async () => {
  const secret = `--secret-file=${secretFile(folder, 'administrator')}`;
  for (const withDesk of [false, true]) {
    if (withDesk) desks.push(await startDesk(folder));
    const { child, ended } = startCli(folder, ['export', join(folder, `out-${withDesk}`), secret]);
    child.stderr?.once('data', () => child.kill('SIGKILL'));
    expect((await ended).code).toBe(null);
    const run = await cli(folder, ['verify', '--json', secret]);
    expect(run.code, run.out).toBe(0);
  }
});
