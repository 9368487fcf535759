// `npm run bench -- pull`: the first pull of a practice, against a loop that asks for the same pages and throws them away; and
// what somebody who searches meanwhile notices of it. ANTEROOM_BENCH_PATIENTS for another size than the issue's.

import { setTimeout } from 'node:timers/promises';
import { compileTable } from '../../electron/engine/records.ts';
import { readRecord } from '../../electron/engine/unit-of-work.ts';
import { toResource } from '../../electron/fhir/record-mapping.ts';
import { createHttpTransport } from '../../electron/sync/http-transport.ts';
import { type SyncedRow, syncedKinds } from '../../electron/sync/mapped.ts';
import type { FhirRequest } from '../../electron/sync/transport.ts';
import { addExpectedPatient, DAY, openTestPractice, type TestPractice, ZONE } from '../support/practice.ts';
import { type EhrProcess, startEhr } from './support/ehr-process.ts';
import { makeSchedule } from './support/schedule.ts';

const PATIENTS = Number(process.env['ANTEROOM_BENCH_PATIENTS'] ?? 100_000);
const LATENCY_MS = 20;
const SEED = 20_260_407;
/** So many at once get the same time of the server: fewer than a page, as where many desks write. */
const AT_ONCE = 120;
const STAMP = { staffId: '', staffName: '', deskId: '', at: 0, hlc: '' };
/** What one answer brings, after what share of it somebody types, and for how long. */
const PAGE = 200;
const BEFORE_TYPING = 0.3;
const TYPED_MS = 20_000;
/** Keys pressed out of the blue, so far from each other that the pull is at its full pace again. */
const LONE_KEYS = 12;
const AWAY_MS = 60_000;
const ASKED = ['smi', 'marg', '1946', 'smith ma'];

/**
 * `ratio_server`: the bare loop's time over ours, for the pages that came while nobody worked at the desk;
 * `keystroke_ratio_idle`: p99 of a search of somebody who types while it pulls over p99 while nothing happens;
 * `lone_key_most_ms`: the longest answer to a key that nobody could see coming.
 */
export async function run(): Promise<Record<string, number>> {
  const server = await startEhr(LATENCY_MS);
  const first = await openTestPractice();
  first.db.exec('BEGIN');
  for (let number = 1; number <= PATIENTS; number += 1)
    addExpectedPatient(first.db, number, { given: `Given${number}`, family: `Smith${number % 5_000}` });
  first.db.exec('COMMIT');
  // The visits of a practice with twenty providers, most of them in the years and months before.
  first.db.exec('DELETE FROM visit');
  makeSchedule(first.db, { visits: PATIENTS, zone: ZONE, day: DAY, seed: SEED });
  const resources = await fill(server, first);
  first.dispose();

  const second = await openTestPractice({ deskNumber: 2 });
  await second.desk.signIn('front-desk');
  // Whoever signed in went to fetch a coffee.
  second.clock.advance(AWAY_MS);
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
  while (state.isPulling && counted() < most * BEFORE_TYPING) await setTimeout(5);
  const typing = { from: counted(), began: performance.now() };
  const busy = await typeMeanwhile(second, () => performance.now() < typing.began + TYPED_MS);
  const lone: number[] = [];
  for (let key = 0; key < LONE_KEYS; key += 1) {
    second.clock.advance(AWAY_MS);
    await setTimeout(1_000);
    lone.push(await press(second, key));
  }
  second.clock.advance(AWAY_MS);
  if (!state.isPulling) throw new Error('the pull was over before anybody had typed');
  const resumed = { from: counted(), began: performance.now() };
  await pulling;
  const ended = performance.now();
  const began = pages[0]?.at ?? 0;
  const alone = typing.began - began + ended - resumed.began;
  const received = second.db.prepare('SELECT count(*) FROM patient').pluck().get();
  if (received !== PATIENTS) throw new Error(`only ${String(received)} patients came`);
  const idleUntil = performance.now() + 5_000;
  const idle = await typeMeanwhile(second, () => performance.now() < idleUntil);

  const bare: number[] = [];
  for (const { request } of pages) {
    const asked = performance.now();
    await line.send(request, 60_000);
    bare.push(performance.now() - asked);
  }
  const bareAlone = sum(bare.filter((_, place) => place < typing.from || place >= resumed.from));
  line.close();
  second.dispose();
  await server.stop();
  return {
    ratio_server: bareAlone / alone,
    seconds: (ended - began) / 1_000,
    bare_seconds: sum(bare) / 1_000,
    resources,
    pages: pages.length,
    keystroke_ratio_idle: p99(busy) / p99(idle),
    keystroke_p99_ms: p99(busy),
    idle_p99_ms: p99(idle),
    lone_key_most_ms: Math.max(...lone),
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

/** Searches as somebody types, one letter after the other. */
async function typeMeanwhile(practice: TestPractice, goesOn: () => boolean): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let turn = 0; goesOn(); turn += 1) taken.push(await press(practice, turn));
  return taken;
}

/** Milliseconds from pressing a key to the answer. */
async function press({ desk }: TestPractice, turn: number): Promise<number> {
  const at = performance.now();
  // The moment a key is pressed lies anywhere between two turns of the desk.
  await setTimeout(15);
  const waited = performance.now() - at - 15;
  const asked = performance.now();
  await desk.ask('patients.search', { text: ASKED[turn % ASKED.length] ?? '', limit: 20 });
  return performance.now() - asked + Math.max(0, waited);
}

function p99(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
