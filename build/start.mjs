/**
 * `npm start`: installs and builds what is missing, and opens the desk on the demo practice.
 * Options: --dev (hot reload), --once (leave when the desk has shown itself), --data=<folder>, --headless,
 * --host=chromium (do not look for Electron), --new (the first run of a practice, with made-up data only),
 * --desk=2 (a further desk of the demo practice beside the first), --no-ehr (without the demo EHR to sync with).
 */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import {
  browserAdvice,
  chooseHost,
  continueOnPackagedNode,
  ended,
  ensureInstalled,
  fail,
  root,
} from './setup.mjs';

const EHR_PORT = 8090;
const { values } = parseArgs({
  options: {
    dev: { type: 'boolean', default: false },
    once: { type: 'boolean', default: false },
    headless: { type: 'boolean', default: false },
    host: { type: 'string' },
    new: { type: 'boolean', default: false },
    data: { type: 'string' },
    desk: { type: 'string', default: '1' },
    'no-ehr': { type: 'boolean', default: false },
  },
});
if (!/^[1-9]$/.test(values.desk)) fail('--desk needs a number from 1 to 9.');

ensureInstalled();
await continueOnPackagedNode();
const { build, appFolder } = await import('./build.mjs');
await build(values.dev ? { only: ['main', 'preload', 'migrations'] } : {});

const host = await chooseHost({ headless: values.headless, chromium: values.host === 'chromium' });
if (host === undefined)
  fail(`No browser was found to open the desk in. Install one with: ${browserAdvice()}`);
const server = values.dev ? await startDevelopmentServer() : undefined;
if (host.headless) {
  process.stdout.write(`Opening the desk without a window in ${host.name}, because ${host.reason}.\n`);
} else {
  process.stdout.write(`Opening the desk in ${host.name}, because ${host.reason}.\n`);
}

const beside = values.desk === '1' ? 'demo' : `demo-desk-${values.desk}`;
const folder = values.data ?? join(root, 'out', 'data', values.new ? 'new' : beside);
const ehr = values.new || values['no-ehr'] ? undefined : await startEhr();
/** What the app itself is told. */
const told = [
  `--data=${resolve(folder)}`,
  ...(values.new ? ['--kind=test', '--first-run'] : []),
  ...(ehr === undefined ? [] : [`--ehr=${ehr.address}`]),
  ...(values.desk === '1' ? [] : ['--join']),
];
const env = {
  ...process.env,
  ...(server === undefined ? {} : { ANTEROOM_DEVELOPMENT_SERVER: server.address }),
};
const isRoot = process.getuid?.() === 0;
const child =
  host.kind === 'electron'
    ? spawn(host.path, [appFolder, ...told, ...(isRoot ? ['--no-sandbox'] : [])], { stdio: 'inherit', env })
    : spawn(
        process.execPath,
        [
          join(root, 'build', 'chromium-host', 'run.ts'),
          ...told,
          `--browser=${host.path}`,
          ...host.args.map((argument) => `--browser-argument=${argument}`),
          ...(host.headless ? ['--headless'] : []),
          ...(host.headless || values.once
            ? [`--picture=${join(root, 'out', 'start', values.new ? 'first-run.png' : 'today.png')}`]
            : []),
          ...(values.once ? ['--once'] : []),
        ],
        { stdio: 'inherit', env },
      );
const code = await ended(child);
await server?.close();
ehr?.stop();
process.exit(code);

/**
 * The demo EHR, in a process of its own that ends with this one; where one answers already, as for the first desk, that one.
 */
async function startEhr() {
  const address = `http://127.0.0.1:${EHR_PORT}/fhir`;
  if (await answers(address)) return { address, stop: () => undefined };
  const program = spawn(process.execPath, [join(root, 'build', 'ehr.mjs'), `--port=${EHR_PORT}`], {
    stdio: 'ignore',
  });
  for (let tries = 0; tries < 100 && program.exitCode === null; tries += 1) {
    if (await answers(address)) return { address, stop: () => void program.kill() };
    await sleep(100);
  }
  process.stdout.write(`The demo EHR did not start, so the desk opens without it. Try: npm run ehr\n`);
  program.kill();
  return undefined;
}

/** @param {string} address */
async function answers(address) {
  try {
    return (await fetch(`${address}/metadata`)).ok;
  } catch {
    return false;
  }
}

/** The screens with hot reload; the window asks for them through the app's own scheme. */
async function startDevelopmentServer() {
  const [{ createServer }, { rendererConfig }] = await Promise.all([
    import('vite'),
    import('./vite.config.ts'),
  ]);
  const port = 5173;
  const server = await createServer({
    ...rendererConfig(root, join(appFolder, 'renderer')),
    server: {
      host: '127.0.0.1',
      port,
      strictPort: true,
      hmr: { protocol: 'ws', host: '127.0.0.1', clientPort: port },
    },
  });
  await server.listen();
  return { address: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
