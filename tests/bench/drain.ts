// `npm run bench -- drain`: records that wait, told to a server 20 ms away, against a loop that sends the same bodies in the
// same batches to a server just like it and does nothing with the answers.
import { createHttpTransport } from '../../electron/sync/http-transport.ts';
import type { FhirRequest, Transport } from '../../electron/sync/transport.ts';
import { addExpectedPatient, openTestPractice } from '../support/practice.ts';
import { startEhr } from './support/ehr-process.ts';

const LATENCY_MS = 20;
const OPERATIONS = 10_000;
const FEW = 100;
/** With ANTEROOM_BENCH_FULL=1 as many as the issue names. */
const MANY = process.env['ANTEROOM_BENCH_FULL'] === '1' ? 100_000 : 30_000;
/** A patient, a card and a visit. */
const RECORDS_OF_ONE = 3;

/** `ratio_server`: the bare loop's time over ours, for 10,000; `growth`: the time of one operation among many over that of one among few. */
export async function run(): Promise<Record<string, number>> {
  const few = await drain(FEW, false);
  const ours = await drain(OPERATIONS, true);
  const many = await drain(MANY, false);
  return {
    ratio_server: ours.bareSeconds / ours.seconds,
    seconds: ours.seconds,
    bare_seconds: ours.bareSeconds,
    requests: ours.requests,
    operations: ours.operations,
    growth: many.seconds / many.operations / (ours.seconds / ours.operations),
    seconds_few: few.seconds,
    seconds_many: many.seconds,
    operations_many: many.operations,
  };
}

interface Drained {
  readonly operations: number;
  readonly seconds: number;
  readonly bareSeconds: number;
  readonly requests: number;
}

async function drain(operations: number, againstBare: boolean): Promise<Drained> {
  const practice = await openTestPractice();
  const people = Math.ceil(operations / RECORDS_OF_ONE);
  practice.db.exec('BEGIN');
  for (let number = 1; number <= people; number += 1) addExpectedPatient(practice.db, number);
  practice.db.exec('COMMIT');
  const server = await startEhr(LATENCY_MS);
  const sent: FhirRequest[] = [];
  const writes: Writes = { firstAt: undefined, lastAt: 0 };
  const line = lineTo(server.address);
  const sync = practice.engine.syncWith({ transport: recording(line, sent, writes) });
  const queued = sync.queueEverything();
  for (let cycle = 0; cycle < 5 && waiting(practice.db) > 0; cycle += 1) await sync.cycle();
  if (waiting(practice.db) > 0) throw new Error('not everything went out');
  line.close();
  await server.stop();
  practice.dispose();
  const bareSeconds = againstBare ? await bare(sent) : Number.NaN;
  const seconds = (writes.lastAt - (writes.firstAt ?? 0)) / 1_000;
  return { operations: queued, seconds, bareSeconds, requests: sent.length };
}

/** The same writes, one batch after the other. */
async function bare(sent: readonly FhirRequest[]): Promise<number> {
  const server = await startEhr(LATENCY_MS);
  const line = lineTo(server.address);
  const seconds = await timed(async () => {
    for (const request of sent) {
      const { status } = await line.send(request, 60_000);
      if (status >= 300) throw new Error(`the bare loop was answered ${status}`);
    }
  });
  line.close();
  await server.stop();
  return seconds;
}

function lineTo(address: string) {
  return createHttpTransport({ address, authorities: null }, () => Promise.resolve({}));
}

/** From the first write until the last one is answered: what is pulled before and after it is no part of a drain. */
interface Writes {
  firstAt: number | undefined;
  lastAt: number;
}

function recording(line: Transport, sent: FhirRequest[], writes: Writes): Transport {
  return {
    send: async (request, timeoutMs) => {
      if (request.method === 'GET') return line.send(request, timeoutMs);
      sent.push(request);
      writes.firstAt ??= performance.now();
      const response = await line.send(request, timeoutMs);
      writes.lastAt = performance.now();
      return response;
    },
  };
}

function waiting(db: { prepare(sql: string): { pluck(): { get(): unknown } } }): number {
  return db.prepare('SELECT count(*) FROM outbox').pluck().get() as number;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1_000;
}
