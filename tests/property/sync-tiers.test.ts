import { expect, inject, it } from 'vitest';
import { type ConvergenceOptions, liveThrough } from '../support/convergence.ts';
import { TIERS } from '../support/ehr/rules.ts';
import { LINE_FAULTS } from '../support/faulty-line.ts';

const RUNS = inject('isDeep') ? 200 : 5;

const SERVERS: readonly (readonly [string, Pick<ConvergenceOptions, 'rules' | 'faults'>])[] = [
  ['of tier B', { rules: TIERS.B }],
  ['of tier C', { rules: TIERS.C }],
  // What is delivered twice is made twice by a server that knows nothing again; no desk can keep it from that.
  ['of tier D', { rules: TIERS.D, faults: LINE_FAULTS.filter((fault) => fault !== 'twice') }],
  [
    'that takes no visits and only shows money',
    { rules: { types: { Appointment: 'absent', PaymentNotice: 'read-only' } } },
  ],
];

it.each(SERVERS)(
  'on a server %s nothing is lost and nothing is doubled, however line, server and clocks fail',
  async (what, server) => {
    const failing: unknown[] = [];
    for (let run = 1; run <= RUNS; run += 1) {
      const report = await liveThrough({
        label: `${what} ${run}`,
        desks: 3,
        steps: 50,
        faultPercent: 25 + (run % 21),
        mostLag: 1_500,
        ...server,
      });
      if (report.violations.length > 0) failing.push({ run, ...report });
    }
    expect(failing).toEqual([]);
  },
);
