import { expect, inject, it } from 'vitest';
import { liveThrough } from '../support/convergence.ts';

const RUNS = inject('isDeep') ? 1_000 : 20;

it('however the line, the server and the clocks fail, afterwards nothing is lost and nothing is doubled', async () => {
  const failing: unknown[] = [];
  for (let run = 1; run <= RUNS; run += 1) {
    const report = await liveThrough({
      label: `run ${run}`,
      desks: 3 + (run % 3),
      steps: 60,
      faultPercent: 25 + (run % 21),
      mostLag: 1_500,
    });
    if (report.violations.length > 0) failing.push({ run, ...report });
  }
  expect(failing).toEqual([]);
});
