// `npm run bench -- converge`: several desks, one server and everything that can go wrong between them, run after run. What
// must not be is counted; whoever wants to know more about a failing run has its label.
import { liveThrough } from '../support/convergence.ts';

/** `--runs=1000` for as many as wanted. */
const RUNS = Number(process.argv.find((word) => word.startsWith('--runs='))?.slice('--runs='.length) ?? 300);

export const bounds = { failing: 0 };

export async function run(): Promise<Record<string, number>> {
  const sum = { operations: 0, requests: 0, crashes: 0, conflicts: 0, failing: 0, heal_rounds: 0 };
  const faults: Record<string, number> = {};
  for (let number = 1; number <= RUNS; number += 1) {
    const label = `bench ${number}`;
    const report = await liveThrough({
      label,
      desks: 3 + (number % 3),
      steps: 60,
      faultPercent: 25 + (number % 21),
      mostLag: 1_500,
    });
    sum.operations += report.operations;
    sum.requests += report.requests;
    sum.crashes += report.crashes;
    sum.conflicts += report.conflicts;
    sum.heal_rounds = Math.max(sum.heal_rounds, report.healRounds);
    if (report.violations.length > 0) {
      sum.failing += 1;
      console.log(`${label}: ${report.violations.slice(0, 3).join('; ')}`);
    }
    for (const [fault, count] of Object.entries(report.faults)) faults[fault] = (faults[fault] ?? 0) + count;
  }
  console.table(faults);
  return {
    runs: RUNS,
    ...sum,
    faults: Object.values(faults).reduce((all, count) => all + count, 0),
    conflicts_per_1000: (sum.conflicts / sum.operations) * 1_000,
  };
}
