// `npm run bench -- board`: an arrival at one desk until it stands in the other one's board, over a server of its own, each
// desk syncing by itself as in the program; and what that costs the server.
import { systemRandom, systemTimer } from '../../electron/engine/ports.ts';
import { httpNetwork } from '../../electron/sync/network.ts';
import { addExpectedPatient, openTestPractice, type TestPractice, testClock } from '../support/practice.ts';
import { startEhr } from './support/ehr-process.ts';

const ARRIVALS = 60;
const PATIENCE_MS = 30_000;

export const bounds = { desk_to_desk_p95_s: 5 };

export async function run(): Promise<Record<string, number>> {
  const server = await startEhr(5);
  const requests = { count: 0 };
  const openDesk = async (deskNumber: number): Promise<TestPractice> => {
    const clock = testClock();
    const network = httpNetwork({ clock, random: systemRandom });
    const practice = await openTestPractice({
      deskNumber,
      clock,
      timer: systemTimer,
      network: (place, heard) => {
        const line = network(place, heard);
        return {
          close: line.close,
          send: (request, timeoutMs) => {
            requests.count += 1;
            return line.send(request, timeoutMs);
          },
        };
      },
    });
    return practice;
  };
  const one = await openDesk(1);
  const two = await openDesk(2);
  try {
    const visits = Array.from(
      { length: ARRIVALS },
      (_each, index) => addExpectedPatient(one.db, index + 1).visitId,
    );
    for (const { desk } of [one, two]) {
      await desk.signIn('administrator');
      await desk.tell('sync.connect', {
        address: server.address,
        authorities: null,
        credentials: { kind: 'none' },
      });
      await desk.tell('sync.now', {});
      await desk.signIn('front-desk');
    }
    await until(() => two.db.prepare('SELECT count(*) FROM visit').pluck().get() === ARRIVALS);
    const begun = performance.now();
    requests.count = 0;
    const taken: number[] = [];
    for (const visitId of visits) {
      // Somebody comes at any moment, not in step with the desks.
      await pause(Math.random() * 3_000);
      const at = performance.now();
      await one.desk.tell('visits.move', { visitId, move: 'arrive' });
      const seen = two.db.prepare('SELECT status FROM visit WHERE id = ?').pluck();
      await until(() => seen.get(visitId) === 'arrived');
      taken.push((performance.now() - at) / 1_000);
    }
    const minutes = (performance.now() - begun) / 60_000;
    const sorted = taken.toSorted((left, right) => left - right);
    const at = (share: number) =>
      sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
    return {
      desk_to_desk_p95_s: at(0.95),
      desk_to_desk_p50_s: at(0.5),
      arrivals: ARRIVALS,
      requests_per_minute_and_desk: requests.count / minutes / 2,
    };
  } finally {
    one.dispose();
    two.dispose();
    await server.stop();
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(isSo: () => boolean): Promise<void> {
  const start = performance.now();
  while (!isSo()) {
    if (performance.now() - start > PATIENCE_MS) throw new Error('it never came to the other desk');
    await pause(20);
  }
}
