// `npm test`: runs every suite in order and ends in one line, `N passed, N failed, N skipped`.
//   node build/test.mjs [check] [--deep] [suite ...]
// `check` runs what needs no built app; names of suites run only those. Starts on Node 20's built-ins alone.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { browserAdvice, continueOnPackagedNode, ensureInstalled, findBrowser, root } from './setup.mjs';
import { oneFailure, playwrightCounts, stripColors, vitestCounts } from './test-results.mjs';

/** @typedef {import('./test-results.mjs').Counts} Counts */
/** @typedef {{ name: string, isStatic?: boolean, run: () => Promise<Counts> }} Suite */

ensureInstalled();
await continueOnPackagedNode();

const isDeep = process.argv.includes('--deep');
const words = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const MINUTE_MS = 60_000;
const longestRun = (isDeep ? 120 : 20) * MINUTE_MS;
const reports = join(root, 'out', 'test');
const modules = join(root, 'node_modules');
const cli = {
  typescript: join(modules, 'typescript', 'bin', 'tsc'),
  biome: join(modules, '@biomejs', 'biome', 'bin', 'biome'),
  knip: join(modules, 'knip', 'bin', 'knip.js'),
  vitest: join(modules, 'vitest', 'vitest.mjs'),
  playwright: join(modules, '@playwright', 'test', 'cli.js'),
};

/** @type {Suite[]} */
const suites = [
  { name: 'types', isStatic: true, run: () => check([cli.typescript, '-b', '--pretty', 'false']) },
  {
    name: 'lint',
    isStatic: true,
    run: () => check([cli.biome, 'ci', '--colors=off', '--reporter=concise', '.']),
  },
  { name: 'laws', isStatic: true, run: () => check([join('build', 'laws', 'main.ts')]) },
  { name: 'knip', isStatic: true, run: () => check([cli.knip, '--no-progress', '--config', 'knip.json']) },
  { name: 'schema', run: () => check([join('build', 'schema-drift.ts')]) },
  { name: 'build', run: () => check([join('build', 'build.mjs')]) },
  ...['unit', 'integration', 'migration', 'property', 'fault'].map((name) => ({
    name,
    run: () => runVitest(name),
  })),
  { name: 'e2e', run: runPlaywright },
];

/**
 * Runs a script on this Node and gathers what it says; one that hangs is ended with everything it started.
 * @param {readonly string[]} command @returns {Promise<{ code: number, output: string }>}
 */
function run(command) {
  const inGroup = process.platform !== 'win32';
  const child = spawn(process.execPath, [...command], {
    cwd: root,
    env: {
      ...process.env,
      ...(isDeep ? { ANTEROOM_DEEP: '1' } : {}),
      // Hundreds of tests start a desk in a process of its own: each reads the same program.
      NODE_COMPILE_CACHE: join(root, 'out', 'test', 'compiled'),
      FORCE_COLOR: '0',
      NO_COLOR: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: inGroup,
  });
  let output = '';
  const keep = (/** @type {Buffer} */ chunk) => {
    output = `${output}${chunk}`.slice(-200_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const end = () => {
    if (child.pid === undefined) return;
    try {
      process.kill(inGroup ? -child.pid : child.pid, 'SIGKILL');
    } catch {
      // It ended by itself in the meantime.
    }
  };
  const timer = setTimeout(() => {
    output += `\nended after ${longestRun / MINUTE_MS} minutes`;
    end();
  }, longestRun);
  const interrupt = () => {
    end();
    process.exit(130);
  };
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  return new Promise((settle) => {
    const finish = (/** @type {number} */ code) => {
      clearTimeout(timer);
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
      settle({ code, output });
    };
    child.once('error', () => finish(1));
    child.once('close', (code) => finish(code ?? 1));
  });
}

/** A check is one test: it holds, or says what does not. @param {readonly string[]} command @returns {Promise<Counts>} */
async function check(command) {
  const { code, output } = await run(command);
  if (code === 0) return { passed: 1, failed: 0, skipped: 0, failures: [] };
  return oneFailure(shortened(output));
}

/** The first and the last lines of an output: some tools name the cause first, some sum up last. @param {string} output */
function shortened(output) {
  const lines = stripColors(output).trim().split('\n');
  const shown = lines.length <= 100 ? lines : [...lines.slice(0, 60), '...', ...lines.slice(-40)];
  return shown.join('\n      ');
}

async function runVitest(/** @type {string} */ name) {
  const report = join(reports, `${name}.json`);
  const reporter = ['--reporter=json', `--outputFile=${report}`];
  const { code, output } = await run([cli.vitest, 'run', '--project', name, ...reporter]);
  const counts = vitestCounts(report, code, root);
  // What broke outside of any test is only in the output.
  if (counts.failed === 1 && counts.passed + counts.skipped === 0) counts.failures.push(shortened(output));
  return counts;
}

async function runPlaywright() {
  if ((await findBrowser()) === undefined) {
    process.stdout.write(`  skipped: no Chrome, Chromium or Edge; this helps: ${browserAdvice()}\n`);
    return { passed: 0, failed: 0, skipped: 1, failures: [] };
  }
  const { code, output } = await run([cli.playwright, 'test']);
  const counts = playwrightCounts(join(reports, 'e2e.json'), code);
  if (counts.failed === 1 && counts.passed === 0) counts.failures.push(shortened(output));
  return counts;
}

/** The suites asked for: by name, `check` for the static ones, all when none is named. */
function chosenSuites() {
  const unknown = words.filter((word) => word !== 'check' && !suites.some((suite) => suite.name === word));
  if (unknown.length > 0) {
    process.stderr.write(
      `No suite is called ${unknown.join(', ')}. There are: ${suites.map((suite) => suite.name).join(', ')}\n`,
    );
    process.exit(1);
  }
  if (words.length === 0) return suites;
  // Stories told of an app that was built before the last change would prove nothing.
  const wanted = words.includes('e2e') ? [...words, 'build'] : words;
  return suites.filter(
    (suite) => wanted.includes(suite.name) || (wanted.includes('check') && suite.isStatic === true),
  );
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
let buildFailed = false;
const total = { passed: 0, failed: 0, skipped: 0 };
for (const suite of chosenSuites()) {
  const started = performance.now();
  const isStale = suite.name === 'e2e' && buildFailed;
  const counts = isStale ? oneFailure('the app did not build') : await suite.run();
  if (suite.name === 'build') buildFailed = counts.failed > 0;
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const said = `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`;
  process.stdout.write(
    `${counts.failed > 0 ? '✗' : '✓'} ${suite.name.padEnd(12)} ${said.padEnd(34)} ${seconds.padStart(6)} s\n`,
  );
  for (const failure of counts.failures) process.stdout.write(`    - ${failure}\n`);
}
process.exitCode = total.failed > 0 || (process.env.REQUIRE_ALL === '1' && total.skipped > 0) ? 1 : 0;
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
