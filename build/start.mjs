/**
 * `npm start`: installs and builds what is missing, and opens the desk on the demo practice.
 * Options: --dev (hot reload), --once (leave when the desk has shown itself), --data=<folder>, --headless,
 * --host=chromium (do not look for Electron), --new (the first run of a practice, with made-up data only).
 */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
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

const { values } = parseArgs({
  options: {
    dev: { type: 'boolean', default: false },
    once: { type: 'boolean', default: false },
    headless: { type: 'boolean', default: false },
    host: { type: 'string' },
    new: { type: 'boolean', default: false },
    data: { type: 'string' },
  },
});

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

const folder = values.data ?? join(root, 'out', 'data', values.new ? 'new' : 'demo');
/** What the app itself is told. */
const told = [`--data=${resolve(folder)}`, ...(values.new ? ['--kind=test', '--first-run'] : [])];
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
process.exit(code);

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
