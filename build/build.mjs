/** Builds out/app: main.js, preload.cjs, renderer/ and migrations/. What has not changed is not built again. */
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { continueOnPackagedNode, ensureInstalled, root } from './setup.mjs';

const out = join(root, 'out');
export const appFolder = join(out, 'app');

/** The parts of the app: what each is made from, and what it leaves in out/app. */
const parts = {
  main: { inputs: ['electron', 'shared'], output: 'main.js', build: buildMain },
  preload: {
    inputs: ['electron/preload.ts', 'electron/shell/channels.ts', 'shared'],
    output: 'preload.cjs',
    build: buildPreload,
  },
  decoder: {
    inputs: ['electron/decode'],
    output: 'decode-worker.js',
    build: buildDecoder,
  },
  renderer: { inputs: ['renderer', 'shared'], output: 'renderer', build: buildRenderer },
  migrations: { inputs: ['migrations'], output: 'migrations', build: copyMigrations },
};

/** Builds what changed; the names of the parts that were built. Needs the packaged Node. */
export async function build({ only = Object.keys(parts) } = {}) {
  mkdirSync(appFolder, { recursive: true });
  const built = [];
  for (const name of only) {
    const part = parts[name];
    const stampFile = join(out, 'stamps', name);
    const stamp = hashOf([...part.inputs, 'build/build.mjs', 'build/vite.config.ts', 'package-lock.json']);
    if (
      existsSync(join(appFolder, part.output)) &&
      existsSync(stampFile) &&
      readFileSync(stampFile, 'utf8') === stamp
    )
      continue;
    await part.build();
    mkdirSync(join(out, 'stamps'), { recursive: true });
    writeFileSync(stampFile, stamp);
    built.push(name);
  }
  return built;
}

async function buildMain() {
  const [{ build: viteBuild }, { mainConfig }] = await tools();
  await intoPlace(['main.js', 'main.js.map'], (folder) => viteBuild(mainConfig(root, folder)));
}

async function buildDecoder() {
  const [{ build: viteBuild }, { decoderConfig }] = await tools();
  await intoPlace(['decode-worker.js', 'zxing_reader.wasm'], async (folder) => {
    await viteBuild(decoderConfig(root, folder));
    // The reader's WebAssembly lies beside it: nothing is ever fetched.
    const wasm = join(root, 'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm');
    cpSync(wasm, join(folder, 'zxing_reader.wasm'));
  });
}

async function buildPreload() {
  const [{ build: viteBuild }, { preloadConfig }] = await tools();
  const { methodNames } = await import('../shared/api/index.ts');
  const { entryMethodNames } = await import('../shared/entry/contract.ts');
  const names = [...methodNames, ...entryMethodNames];
  await intoPlace(['preload.cjs'], (folder) => viteBuild(preloadConfig(root, folder, names)));
}

async function buildRenderer() {
  const [{ build: viteBuild }, { rendererConfig }] = await tools();
  await intoPlace(['renderer'], (folder) => viteBuild(rendererConfig(root, join(folder, 'renderer'))));
}

async function copyMigrations() {
  await intoPlace(['migrations'], (folder) =>
    cpSync(join(root, 'migrations'), join(folder, 'migrations'), { recursive: true }),
  );
}

const tools = () => Promise.all([import('vite'), import('./vite.config.ts')]);

/** Builds beside the app and moves the result in, so that a desk or a test that runs never sees half of it. */
async function intoPlace(names, make) {
  const folder = join(out, `building-${process.pid}`);
  try {
    await make(folder);
    for (const name of names) {
      const target = join(appFolder, name);
      const old = join(folder, `old-${name}`);
      if (existsSync(target)) renameSync(target, old);
      renameSync(join(folder, name), target);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One hash over the names and contents of files and folders. */
function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((given) => filesIn(join(root, given)))) {
    hash.update(relative(root, path)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

function filesIn(path) {
  if (!existsSync(path)) return [];
  const entries = (() => {
    try {
      return readdirSync(path, { withFileTypes: true });
    } catch {
      return undefined;
    }
  })();
  if (entries === undefined) return [path];
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(path, entry.name)) : [join(path, entry.name)]));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensureInstalled();
  await continueOnPackagedNode();
  const built = await build();
  process.stdout.write(
    built.length === 0 ? 'Nothing has changed since the last build.\n' : `Built ${built.join(', ')}.\n`,
  );
}
