import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { playwrightCounts, vitestCounts } from '../../../build/test-results.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anteroom-test-results-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function reportOf(content: unknown): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const test = (status: string) => ({ status, fullName: `a ${status} test`, failureMessages: ['it was 2'] });
const vitestFile = (...statuses: string[]) => ({
  name: '/project/tests/unit/money.test.ts',
  status: statuses.includes('failed') ? 'failed' : 'passed',
  message: '',
  assertionResults: statuses.map(test),
});

describe('what a vitest run counts for', () => {
  it('counts what passed, failed and was left out, and names what failed', () => {
    const path = reportOf({ testResults: [vitestFile('passed', 'failed', 'pending', 'todo')] });
    const counts = vitestCounts(path, 1, '/project');
    expect(counts).toMatchObject({ passed: 1, failed: 1, skipped: 2 });
    expect(counts.failures[0]).toContain('tests/unit/money.test.ts > a failed test');
  });

  it('fails when a file breaks before its first test', () => {
    const broken = { ...vitestFile(), status: 'failed', message: 'Cannot find module' };
    expect(
      vitestCounts(reportOf({ testResults: [broken, vitestFile('passed')] }), 1, '/project'),
    ).toMatchObject({
      passed: 1,
      failed: 1,
    });
  });

  it('fails when all tests passed but the run did not', () => {
    expect(vitestCounts(reportOf({ testResults: [vitestFile('passed')] }), 1, '/project').failed).toBe(1);
  });

  it('fails when there was no test, and when there is no report', () => {
    expect(vitestCounts(reportOf({ testResults: [] }), 0, '/project').failed).toBe(1);
    expect(vitestCounts(join(folder, 'absent.json'), 0, '/project').failed).toBe(1);
  });

  it('passes when everything did', () => {
    const counts = vitestCounts(reportOf({ testResults: [vitestFile('passed', 'passed')] }), 0, '/project');
    expect(counts).toEqual({ passed: 2, failed: 0, skipped: 0, failures: [] });
  });
});

const spec = (status: string) => ({
  file: 'board.spec.ts',
  title: `a ${status} story`,
  tests: [{ status, results: [{ errors: [{ message: 'no such row' }] }] }],
});

describe('what a Playwright run counts for', () => {
  it('counts the stories of nested suites, and names what failed', () => {
    const inner = { specs: [spec('unexpected'), spec('flaky'), spec('skipped')] };
    const counts = playwrightCounts(
      reportOf({ suites: [{ specs: [spec('expected')], suites: [inner] }] }),
      1,
    );
    expect(counts).toMatchObject({ passed: 1, failed: 2, skipped: 1 });
    expect(counts.failures[0]).toContain('board.spec.ts > a unexpected story');
  });

  it('fails when it breaks outside of any story', () => {
    expect(playwrightCounts(reportOf({ suites: [], errors: [{ message: 'no config' }] }), 1).failed).toBe(1);
  });

  it('fails when there was no story', () => {
    expect(playwrightCounts(reportOf({ suites: [] }), 0).failed).toBe(1);
  });
});
