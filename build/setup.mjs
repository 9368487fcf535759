/**
 * What start, test, demo and bench share before anything of ours can run: installing the packages, getting on
 * the Node that they bring, and finding something to show a window with. Runs on Node 20's built-ins alone.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const memory = join(modules, '.cache', 'anteroom');
const ELECTRON_WAIT_MS = 20_000;

/** Installs the packages of the lock file when they are not there; the network is touched only then. */
export function ensureInstalled() {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const wanted = createHash('sha256').update(lockText).digest('hex');
  const stamp = join(memory, 'packages');
  if (readOr(stamp, '') === wanted) return;
  if (!holdsPackagesOf(lockText)) {
    process.stdout.write('Installing the packages (once) ...\n');
    // Not `npm ci`: it refuses a lock file that lacks the optional packages of other platforms, which npm leaves
    // out where they cannot be had. This takes the lock's versions too, and writes neither file.
    const done = npm(['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
    if (done.status !== 0)
      fail('The packages could not be installed. Connect to the network and run: npm install');
  }
  remember('packages', wanted);
}

/** True when npm's own record of node_modules has every package of the lock file, at its version. */
function holdsPackagesOf(lockText) {
  const installed = JSON.parse(readOr(join(modules, '.package-lock.json'), '{}')).packages ?? {};
  return Object.entries(JSON.parse(lockText).packages).every(
    ([path, entry]) => path === '' || entry.optional === true || installed[path]?.version === entry.version,
  );
}

function npm(args) {
  const env = { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1', PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' };
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js'))
    return spawnSync(process.execPath, [script, ...args], { cwd: root, env, stdio: 'inherit' });
  return spawnSync('npm', args, { cwd: root, env, stdio: 'inherit', shell: process.platform === 'win32' });
}

/** The Node that the packages bring: the one that strips types and that the store's native module needs. */
export function nodePath() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  return join(modules, 'node', 'bin', name);
}

/** Runs this very command again on the packaged Node, unless it already runs there, and ends with its code. */
export async function continueOnPackagedNode() {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major >= 24) return;
  if (!existsSync(nodePath())) fail('The packaged Node is missing. Run: npm rebuild node');
  const child = spawn(nodePath(), process.argv.slice(1), { stdio: 'inherit' });
  process.exit(await ended(child));
}

/** Waits for a child, handing it the signals meant for us; its exit code. */
export function ended(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((settle) =>
    child.once('exit', (code, signal) => settle(code ?? (signal === 'SIGINT' ? 0 : 1))),
  );
}

/** True where a window can be seen. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * What opens the window here, and why, in words for the person who started it:
 * `{ kind: 'electron' | 'chromium', name, path, args, headless, reason }`, or undefined when there is nothing.
 * `headless` asks for no window, `chromium` for not even looking for Electron.
 */
export async function chooseHost({ headless = false, chromium = false } = {}) {
  const shown = hasDisplay() && !headless;
  if (shown && !chromium) {
    const path = findElectron() ?? (await fetchElectron());
    if (path !== undefined)
      return {
        kind: 'electron',
        name: 'Electron',
        path,
        args: [],
        headless: false,
        reason: 'its binary is here',
      };
  }
  const why =
    headless || chromium
      ? 'that was asked for'
      : shown
        ? "Electron's binary could not be fetched"
        : 'there is no display';
  const browser = await findBrowser();
  if (browser === undefined) return undefined;
  const name = browser.packaged ? 'the packaged Chromium' : basename(browser.path);
  const reason = browser.packaged ? `${why} and no browser is installed` : why;
  return {
    kind: 'chromium',
    name,
    path: browser.path,
    args: browser.args,
    headless: !shown || browser.packaged,
    reason,
  };
}

/** The Electron binary of node_modules, when it has been fetched. */
export function findElectron() {
  const folder = join(modules, 'electron');
  const name = readOr(join(folder, 'path.txt'), '').trim();
  const path = join(folder, 'dist', name);
  return name !== '' && existsSync(path) ? path : undefined;
}

/** Tries once, for a bounded time, to fetch Electron's binary; a failure is remembered for this version. */
async function fetchElectron() {
  const { version } = JSON.parse(readOr(join(modules, 'electron', 'package.json'), '{"version":""}'));
  if (
    process.env.ELECTRON_SKIP_BINARY_DOWNLOAD ||
    readOr(join(memory, 'electron-unavailable'), '') === version
  )
    return undefined;
  process.stdout.write('Fetching Electron (once, at most 20 seconds) ...\n');
  const child = spawn(process.execPath, [join(modules, 'electron', 'install.js')], { stdio: 'ignore' });
  const timer = setTimeout(() => child.kill('SIGKILL'), ELECTRON_WAIT_MS);
  await new Promise((settle) => child.once('exit', settle).once('error', settle));
  clearTimeout(timer);
  const found = findElectron();
  if (found === undefined) remember('electron-unavailable', version);
  return found;
}

/**
 * An installed Chrome, Chromium or Edge, else the headless Chromium that comes with the packages:
 * `{ path, args, packaged }`. ANTEROOM_BROWSER names one by hand; `packaged` asks for the packaged one.
 */
export async function findBrowser() {
  const named = process.env.ANTEROOM_BROWSER;
  if (named !== 'packaged') {
    const path = named ?? browserCandidates().find((candidate) => existsSync(candidate));
    if (path !== undefined) return { path, args: [], packaged: false };
  }
  if (process.platform !== 'linux') return undefined;
  const path = await unpackChromium();
  return path === undefined ? undefined : { path, args: [], packaged: true };
}

/**
 * Unpacks the Chromium of the packages, with the libraries it brings, into a folder of our own: the package
 * would unpack into, and run from, the folder for temporary files, which other users can write to.
 */
async function unpackChromium() {
  const { TMPDIR } = process.env;
  const folder = join(memory, 'chromium');
  mkdirSync(folder, { recursive: true });
  process.env.TMPDIR = folder;
  // Asks the package for its libraries and fonts too, which it gives to those who look like its usual home.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x';
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    const path = await packaged.executablePath();
    // Its own list of font folders names only the places of its usual home.
    const places = [join(folder, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts'].map(
      (place) => `<dir>${place}</dir>`,
    );
    const list = `<?xml version="1.0"?><fontconfig>${places.join('')}<cachedir>${join(folder, 'font-cache')}</cachedir></fontconfig>`;
    writeFileSync(join(folder, 'fonts', 'fonts.conf'), list);
    return path;
  } catch {
    return undefined;
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}

/** The one command that gets a browser, for the message when there is none. */
export function browserAdvice() {
  if (process.platform === 'darwin') return 'brew install --cask chromium';
  if (process.platform === 'win32') return 'winget install Google.Chrome';
  return 'sudo apt-get install chromium';
}

function browserCandidates() {
  if (process.platform === 'darwin') {
    const names = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    const folders = ['/Applications', join(process.env.HOME ?? '', 'Applications')];
    return names.flatMap((name) =>
      folders.map((folder) => join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
    );
  }
  if (process.platform === 'win32') {
    const names = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Chromium\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ];
    const { LOCALAPPDATA, ProgramFiles, 'ProgramFiles(x86)': older } = process.env;
    return [LOCALAPPDATA, ProgramFiles, older]
      .filter(Boolean)
      .flatMap((folder) => names.map((name) => join(folder, name)));
  }
  const names = [
    'google-chrome',
    'google-chrome-stable',
    'chromium',
    'chromium-browser',
    'microsoft-edge',
    'microsoft-edge-stable',
  ];
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    '/usr/bin',
    '/usr/local/bin',
    '/snap/bin',
    '/opt/google/chrome',
  ];
  return names.flatMap((name) => folders.filter(Boolean).map((folder) => join(folder, name)));
}

function remember(name, text) {
  mkdirSync(memory, { recursive: true });
  writeFileSync(join(memory, name), text);
}

function readOr(path, otherwise) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return otherwise;
  }
}

/** Says what is missing and the command that helps, and ends. */
export function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
