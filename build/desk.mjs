/**
 * `npm run desk -- <command>`: the command line of the desk, from the tree. Installs and builds what is missing, and
 * runs the app's own `--cli` mode on plain Node; an installed desk has the same commands in its own program.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { continueOnPackagedNode, ensureInstalled, root } from './setup.mjs';

ensureInstalled();
await continueOnPackagedNode();
const { build } = await import('./build.mjs');
await build({ only: ['main', 'migrations'] });

const given = process.argv.slice(2);
const hasData = given.some((word) => word.startsWith('--data='));
const child = spawn(
  process.execPath,
  [
    '--disable-warning=ExperimentalWarning',
    join(root, 'build', 'command-line-host', 'run.ts'),
    ...(hasData ? [] : [`--data=${join(root, 'out', 'data', 'demo')}`]),
    '--cli',
    ...given,
  ],
  { stdio: 'inherit' },
);
// Ctrl+C reaches the command itself, which ends after the step that is under way.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
child.once('exit', (code) => process.exit(code ?? 1));
