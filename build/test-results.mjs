// Reads what the test runners report as JSON. Node 20 built-ins only.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/**
 * @typedef {{ passed: number, failed: number, skipped: number, failures: string[] }} Counts
 * `failures` holds one printable block per failure, its name in the first line.
 */

/** @returns {Counts} */
export function oneFailure(/** @type {string} */ reason) {
  return { passed: 0, failed: 1, skipped: 0, failures: [reason] };
}

/**
 * What a vitest run reported. A run that reports nothing, or no test, or breaks outside of any test, is a failure:
 * silence is no proof.
 * @param {string} path of the report @param {number} exitCode of the run @param {string} root of the project
 * @returns {Counts}
 */
export function vitestCounts(path, exitCode, root) {
  const report = readJson(path);
  if (report === undefined) return oneFailure('the run left no report');
  /** @type {Counts} */
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const file of report.testResults ?? []) {
    const name = relative(root, file.name);
    if (
      file.status === 'failed' &&
      !file.assertionResults.some((/** @type {any} */ test) => test.status === 'failed')
    ) {
      counts.failed += 1;
      counts.failures.push(block(name, file.message));
    }
    for (const test of file.assertionResults) {
      if (test.status === 'passed') counts.passed += 1;
      else if (test.status !== 'failed') counts.skipped += 1;
      else {
        counts.failed += 1;
        counts.failures.push(block(`${name} > ${test.fullName}`, (test.failureMessages ?? []).join('\n')));
      }
    }
  }
  return withSilenceAsFailure(counts, exitCode);
}

/**
 * What a Playwright run reported.
 * @param {string} path of the report @param {number} exitCode of the run
 * @returns {Counts}
 */
export function playwrightCounts(path, exitCode) {
  const report = readJson(path);
  if (report === undefined) return oneFailure('the run left no report');
  /** @type {Counts} */
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const error of report.errors ?? []) {
    counts.failed += 1;
    counts.failures.push(block('outside of any test', error.message ?? ''));
  }
  for (const suite of report.suites ?? []) countSpecs(suite, counts);
  return withSilenceAsFailure(counts, exitCode);
}

function countSpecs(/** @type {any} */ suite, /** @type {Counts} */ counts) {
  for (const inner of suite.suites ?? []) countSpecs(inner, counts);
  for (const spec of suite.specs ?? []) {
    for (const test of spec.tests) {
      if (test.status === 'expected') counts.passed += 1;
      else if (test.status === 'skipped') counts.skipped += 1;
      else {
        const errors = test.results.flatMap((/** @type {any} */ result) => result.errors ?? []);
        counts.failed += 1;
        counts.failures.push(
          block(
            `${spec.file} > ${spec.title}`,
            errors.map((/** @type {any} */ error) => error.message).join('\n'),
          ),
        );
      }
    }
  }
}

function withSilenceAsFailure(/** @type {Counts} */ counts, /** @type {number} */ exitCode) {
  if (counts.failed > 0) return counts;
  const reason = exitCode !== 0 ? `the run ended with code ${exitCode}` : 'there was no test to run';
  if (exitCode === 0 && counts.passed + counts.skipped > 0) return counts;
  return { ...counts, failed: 1, failures: [reason] };
}

/** A name and the first lines of what went wrong. */
function block(/** @type {string} */ name, /** @type {string} */ message) {
  const plain = stripColors(message);
  return [name, ...plain.split('\n').filter(Boolean).slice(0, 12)].join('\n      ');
}

/** A terminal's text without its colours. */
export function stripColors(/** @type {string} */ text) {
  const escapeCharacter = String.fromCharCode(27);
  return text.replaceAll(new RegExp(`${escapeCharacter}\\[[0-9;]*m`, 'g'), '');
}

function readJson(/** @type {string} */ path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
