// `npm run bench -- pull`: the first pull of a practice, against a loop that asks for the same pages and throws them away; and
// what somebody who searches meanwhile notices of it. ANTEROOM_BENCH_PATIENTS for another size than the issue's.

import { setTimeout } from 'node:timers/promises';
import { compileTable } from '../../electron/engine/records.ts';
import { readRecord } from '../../electron/engine/unit-of-work.ts';
import { toResource } from '../../electron/fhir/record-mapping.ts';
import { createHttpTransport } from '../../electron/sync/http-transport.ts';
import { type SyncedRow, syncedKinds } from '../../electron/sync/mapped.ts';
import type { FhirRequest } from '../../electron/sync/transport.ts';
import { addExpectedPatient, openTestPractice, type TestPractice } from '../support/practice.ts';
import { type EhrProcess, startEhr } from './support/ehr-process.ts';

const PATIENTS = Number(process.env['ANTEROOM_BENCH_PATIENTS'] ?? 100_000);
const LATENCY_MS = 20;
/** So many at once get the same time of the server. */
const AT_ONCE = 400;
const STAMP = { staffId: '', staffName: '', deskId: '', at: 0, hlc: '' };
/** What one answer brings, and the share of the pull during which nobody types. */
const PAGE = 200;
const ALONE = 0.6;
const ASKED = ['smi', 'marg', '1946', 'smith ma'];

/**
 * `ratio_server`: the bare loop's time over ours, for the pages that came while nobody worked at the desk, and
 * `ratio_server_typing` for the others; `keystroke_ratio_idle`: p99 of a search while it pulls over p99 while nothing happens.
 */
export async function run(): Promise<Record<string, number>> {
  const server = await startEhr(LATENCY_MS);
  const first = await openTestPractice();
  first.db.exec('BEGIN');
  for (let number = 1; number <= PATIENTS; number += 1)
    addExpectedPatient(first.db, number, { given: `Given${number}`, family: `Smith${number % 5_000}` });
  first.db.exec('COMMIT');
  const resources = await fill(server, first);
  first.dispose();

  const second = await openTestPractice({ deskNumber: 2 });
  await second.desk.signIn('front-desk');
  const line = createHttpTransport({ address: server.address, authorities: null }, () => Promise.resolve({}));
  const pages: { readonly request: FhirRequest; readonly at: number }[] = [];
  const sync = second.engine.syncWith({
    transport: {
      send: (request, timeoutMs) => {
        pages.push({ request, at: performance.now() });
        return line.send(request, timeoutMs);
      },
    },
  });
  const state = { isPulling: true };
  const pulling = sync.cycle().then(() => {
    state.isPulling = false;
  });
  const most = resources / PAGE;
  const counted = (): number => pages.length;
  while (state.isPulling && counted() < most * ALONE) await setTimeout(5);
  const typingFrom = counted();
  const busy = await typeMeanwhile(second, () => state.isPulling);
  await pulling;
  const ended = performance.now();
  const seconds = (ended - (pages[0]?.at ?? 0)) / 1_000;
  const changed = pages[typingFrom]?.at ?? ended;
  const received = second.db.prepare('SELECT count(*) FROM patient').pluck().get();
  if (received !== PATIENTS) throw new Error(`only ${String(received)} patients came`);
  const idleUntil = performance.now() + 5_000;
  const idle = await typeMeanwhile(second, () => performance.now() < idleUntil);

  const bare: number[] = [];
  for (const { request } of pages) {
    bare.push(performance.now());
    await line.send(request, 60_000);
  }
  const bareEnded = performance.now();
  const [bareBegun = 0, bareChanged = bareEnded] = [bare[0], bare[typingFrom]];
  line.close();
  second.dispose();
  await server.stop();
  return {
    ratio_server: (bareChanged - bareBegun) / (changed - (pages[0]?.at ?? 0)),
    ratio_server_typing: (bareEnded - bareChanged) / (ended - changed),
    seconds,
    bare_seconds: (bareEnded - bareBegun) / 1_000,
    resources,
    pages: pages.length,
    keystroke_ratio_idle: p99(busy) / p99(idle),
    keystroke_p99_ms: p99(busy),
    idle_p99_ms: p99(idle),
  };
}

/** Puts every record of a practice on the server, under its own id. */
async function fill(server: EhrProcess, { db }: TestPractice): Promise<number> {
  let count = 0;
  for (const { kind, mapping } of syncedKinds()) {
    const ids = db
      .prepare(`SELECT id FROM "${compileTable(kind.table).name}" ORDER BY rowid`)
      .pluck()
      .all() as string[];
    for (let start = 0; start < ids.length; start += AT_ONCE) {
      const some = ids.slice(start, start + AT_ONCE).map((id) => {
        const row = readRecord(db, kind, id) as SyncedRow;
        const refer = (type: string, recordId: string) => ({ reference: `${type}/${recordId}` });
        return { id, ...toResource(mapping, row, refer, STAMP) };
      });
      await server.load(some);
      count += some.length;
    }
  }
  return count;
}

/** Searches as somebody types, one letter after the other; milliseconds from asking to the answer. */
async function typeMeanwhile({ desk }: TestPractice, goesOn: () => boolean): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let turn = 0; goesOn(); turn += 1) {
    const at = performance.now();
    // The moment a key is pressed lies anywhere between two turns of the desk.
    await setTimeout(15);
    const waited = performance.now() - at - 15;
    const asked = performance.now();
    await desk.ask('patients.search', { text: ASKED[turn % ASKED.length] ?? '', limit: 20 });
    taken.push(performance.now() - asked + Math.max(0, waited));
  }
  return taken;
}

function p99(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
}
