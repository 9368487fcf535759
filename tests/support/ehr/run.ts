/**
 * The demo EHR as a program of its own; `npm run ehr` starts it. Options: --port (8090), --data=<folder>,
 * --fault <names of random-faults.ts, with commas>, --rate (0.2; the share of requests that a fault happens to),
 * --latency=<ms> before each answer, --once (end as soon as it has started).
 */
import { parseArgs } from 'node:util';
import { createEhr } from './ehr.ts';
import { openJournal } from './journal.ts';
import { NAMED_FAULTS, randomFaults } from './random-faults.ts';
import { serve } from './serve.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8090' },
    data: { type: 'string', default: 'out/data/ehr' },
    fault: { type: 'string' },
    rate: { type: 'string', default: '0.2' },
    latency: { type: 'string', default: '0' },
    once: { type: 'boolean', default: false },
  },
});

const names = values.fault?.split(',') ?? [];
const unknown = names.filter((name) => !Object.hasOwn(NAMED_FAULTS, name));
const [port, rate, latencyMs] = [values.port, values.rate, values.latency].map(Number);
if (unknown.length > 0)
  fail(`Unknown fault: ${unknown.join(', ')}. There are: ${Object.keys(NAMED_FAULTS).join(', ')}`);
if (![port, rate, latencyMs].every((number) => number !== undefined && number >= 0))
  fail('--port, --rate and --latency need a number.');

const faults = names.flatMap((name) => NAMED_FAULTS[name] ?? []);
const ehr = createEhr({
  journal: openJournal(values.data),
  ...(faults.length > 0 ? { faults: randomFaults(faults, rate ?? 0, Math.random) } : {}),
});
const running = await serve(ehr, { port, latencyMs }).catch((error: NodeJS.ErrnoException) =>
  fail(error.code === 'EADDRINUSE' ? `Port ${port} is taken; choose one with --port.` : String(error)),
);
process.stdout.write(`The demo EHR answers at ${running.base} and keeps its data in ${values.data}\n`);

const ending = { begun: false };
async function end(): Promise<void> {
  if (ending.begun) return;
  ending.begun = true;
  await running.close();
  await ehr.close();
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end());
if (values.once) await end();

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
