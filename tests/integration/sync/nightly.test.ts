import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandom } from '../../../electron/engine/ports.ts';
import { httpNetwork } from '../../../electron/sync/network.ts';
import { instantOf, type PlainDate } from '../../../shared/kernel/time.ts';
import { createEhr, type Ehr } from '../../support/ehr/ehr.ts';
import type { Fault } from '../../support/ehr/faults.ts';
import { serve } from '../../support/ehr/serve.ts';
import { type Send, talkTo } from '../../support/ehr/talk.ts';
import {
  openTestPractice,
  patientFields,
  type TestClock,
  type TestPractice,
  testClock,
  ZONE,
} from '../../support/practice.ts';

const server: { ehr: Ehr; send: Send; served: Awaited<ReturnType<typeof serve>>; clock: TestClock } =
  {} as never;
const line: { meets: ((path: string) => Fault | undefined) | undefined; walks: number } = {
  meets: undefined,
  walks: 0,
};
let one: TestPractice;
let clock: TestClock;

beforeEach(async () => {
  line.meets = undefined;
  server.clock = testClock();
  server.ehr = createEhr({
    now: server.clock.now,
    rules: { maxCount: 5 },
    faults: ({ path }) => {
      if (path.includes('_elements')) line.walks += 1;
      return line.meets?.(path);
    },
  });
  server.send = talkTo(server.ehr);
  server.served = await serve(server.ehr);
  clock = testClock();
  one = await openTestPractice({ clock, network: httpNetwork({ clock, random: systemRandom }) });
  await one.desk.signIn('administrator');
  const { base } = server.served;
  await one.desk.tell('sync.connect', {
    address: base,
    authorities: null,
    credentials: { kind: 'none' },
  });
  await one.desk.tell('patients.register', { fields: patientFields() });
  await now();
  line.walks = 0;
});
afterEach(async () => {
  one.dispose();
  await server.served.close();
});

const now = () => one.desk.tell('sync.now', {});
const last = async () => (await one.desk.ask('sync.state', {})).lastComparison;
/** Both clocks stand at an hour of a day in March. */
function itIs(day: number, hour: number, minute = 0): void {
  const instant = instantOf(`2026-03-${day}` as PlainDate, hour, minute, ZONE);
  clock.set(instant);
  server.clock.set(instant);
}

/** A cycle of the desk's own accord: nobody presses a key for it, so nobody seems to work. */
async function cycleByItself(): Promise<void> {
  await one.engine.server.now();
}

async function deleteThePatient(): Promise<void> {
  const [patient] = server.ehr.resources('Patient');
  expect((await server.send('DELETE', `/Patient/${patient?.id}`)).status).toBeLessThan(300);
}

describe('a connected desk', () => {
  it('holds everything against the server in the night, once, and says what it found', async () => {
    itIs(10, 22);
    await cycleByItself();
    expect(line.walks).toBe(0);
    await deleteThePatient();
    itIs(11, 2, 1);
    await cycleByItself();
    expect(await last()).toMatchObject({ at: clock.now(), end: 'whole', missed: 0, gone: 1, several: 0 });
    expect(await one.desk.ask('sync.queue', {})).toMatchObject({
      refused: [{ recordType: 'Patient', problem: 'gone' }],
    });
    const { walks } = line;
    itIs(11, 3);
    await cycleByItself();
    expect(line.walks).toBe(walks);
  });

  it('waits in the morning until nobody works, in the middle of it, too; but not for days', async () => {
    itIs(11, 8);
    await one.desk.ask('patients.search', { text: 'sample', limit: 5 });
    await cycleByItself();
    expect(line.walks).toBe(0);
    itIs(11, 8, 6);
    const pages = { count: 0 };
    line.meets = (path) => {
      // Somebody comes back while it is at its third page.
      if (path.includes('_elements') && ++pages.count === 3) clock.set(instantOf11(8));
      return undefined;
    };
    await cycleByItself();
    expect(line.walks).toBe(3);
    expect(await last()).toBeNull();
    line.meets = undefined;
    itIs(11, 8, 7);
    await cycleByItself();
    expect(await last()).toMatchObject({ end: 'whole' });

    const { walks } = line;
    for (let stretch = 0; stretch < 3; stretch += 1) {
      itIs(14, 9, stretch);
      await one.desk.ask('patients.search', { text: 'sample', limit: 5 });
      await cycleByItself();
    }
    expect(line.walks - walks).toBe(15);
  });

  it('goes on the next time where the server failed, and takes nothing for deleted meanwhile', async () => {
    itIs(11, 2, 1);
    line.meets = (path) => (path.includes('_elements') ? { kind: 'half-body' } : undefined);
    await cycleByItself();
    expect(await last()).toBeNull();
    expect((await one.desk.ask('sync.queue', {})).counts.refused).toBe(0);
    line.meets = undefined;
    // Whoever looked at the queue meanwhile has left again.
    itIs(11, 2, 10);
    await cycleByItself();
    expect(await last()).toMatchObject({ end: 'whole', gone: 0, missed: 0 });
  });

  it('does it at once when somebody asks who may, and writes down who did', async () => {
    await deleteThePatient();
    itIs(10, 11);
    await one.desk.signIn('front-desk');
    expect((await one.desk.refused('sync.compare', {})).code).toBe('staff/not-allowed');
    await one.desk.signIn('administrator');
    expect(await one.desk.tell('sync.compare', {})).toMatchObject({
      end: 'whole',
      lastComparison: { at: clock.now(), gone: 1 },
    });
    const asked = one.db.prepare(
      `SELECT count(*) FROM audit WHERE method = 'sync.compare' AND outcome = 'ok'`,
    );
    expect(asked.pluck().get()).toBe(1);

    line.meets = () => ({ kind: 'drop' });
    expect(await one.desk.tell('sync.compare', {})).toMatchObject({
      end: 'offline',
      lastComparison: { gone: 1 },
    });
    line.meets = undefined;
    // It was asked for: the next cycle makes up for it.
    itIs(10, 12);
    await now();
    expect(await last()).toMatchObject({ at: clock.now(), end: 'whole', gone: 0 });
    await one.desk.tell('sync.disconnect', {});
    expect(await one.desk.tell('sync.compare', {})).toMatchObject({ end: 'not-connected' });
  });
});

const instantOf11 = (hour: number) => instantOf('2026-03-11' as PlainDate, hour, 0, ZONE);
