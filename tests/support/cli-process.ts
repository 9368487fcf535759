// The command line in a process of its own, as `--cli` starts it, on the sources: data folder first, then its words.
import { join } from 'node:path';
import { runCli } from '../../electron/cli/run-cli.ts';
import { processTerminal } from '../../electron/cli/terminal.ts';
import { systemRandom } from '../../electron/engine/ports.ts';

const [, , folder = '', ...words] = process.argv;
const now = Number(process.env['ANTEROOM_CLI_NOW']);
process.exitCode = await runCli({
  words,
  folder,
  shellFolder: join(folder, 'shell'),
  migrationsFolder: 'migrations',
  clock: { now: () => now },
  random: systemRandom,
  log: { info: () => undefined, error: () => undefined },
  terminal: processTerminal(process),
  versions: process.versions,
  appVersion: '0.0.0',
  refusal: () => undefined,
  signal: new AbortController().signal,
});
