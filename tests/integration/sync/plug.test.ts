import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandom } from '../../../electron/engine/ports.ts';
import { httpNetwork } from '../../../electron/sync/network.ts';
import { createEhr, type Ehr } from '../../support/ehr/ehr.ts';
import { serve } from '../../support/ehr/serve.ts';
import { openTestPractice, patientFields, type TestPractice, testClock } from '../../support/practice.ts';

let ehr: Ehr;
let served: Awaited<ReturnType<typeof serve>>;
let one: TestPractice;

beforeEach(async () => {
  ehr = createEhr();
  served = await serve(ehr);
  const clock = testClock();
  one = await openTestPractice({ clock, network: httpNetwork({ clock, random: systemRandom }) });
  await one.desk.signIn('administrator');
  await one.desk.tell('sync.connect', asking());
  await one.desk.tell('sync.now', {});
});
afterEach(async () => {
  one.dispose();
  await served.close();
});

const asking = () => ({ address: served.base, authorities: null, credentials: { kind: 'none' as const } });
const state = () => one.desk.ask('sync.state', {});

describe('the plug of a demo practice', () => {
  it('keeps everything back while it is out, and lets it go when it is in again', async () => {
    await one.desk.signIn('front-desk');
    await one.desk.tell('sync.setPlug', { isIn: false });
    expect(await state()).toMatchObject({ isUnplugged: true });
    await one.desk.tell('patients.register', { fields: patientFields() });
    expect(await one.desk.tell('sync.now', {})).toEqual({ end: 'offline' });
    expect(await state()).toMatchObject({ connection: 'offline', waiting: 1 });
    expect(ehr.resources('Patient')).toEqual([]);
    await one.desk.tell('sync.setPlug', { isIn: true });
    expect(await one.desk.tell('sync.now', {})).toEqual({ end: 'whole' });
    expect(await state()).toMatchObject({ connection: 'online', waiting: 0, isUnplugged: false });
    expect(ehr.resources('Patient')).toHaveLength(1);
  });

  it('is none in a real practice: whoever asks is refused, and the line stays as it is', async () => {
    one.db.prepare('UPDATE practice SET demo = 0').run();
    for (const role of ['administrator', 'front-desk', 'lead'] as const) {
      await one.desk.signIn(role);
      const refusal = await one.desk.refused('sync.setPlug', { isIn: false });
      expect(refusal.code).toBe('sync/no-demo');
    }
    expect(await state()).toMatchObject({ isUnplugged: false });
    expect(await one.desk.tell('sync.now', {})).toEqual({ end: 'whole' });
  });
});

describe('a disconnection', () => {
  it('is taken back as if nothing had been, while the way in is still known', async () => {
    const before = await one.desk.ask('sync.server', {});
    await one.desk.tell('sync.disconnect', {});
    expect(await one.desk.ask('sync.server', {})).toEqual({ server: null });
    await one.desk.tell('sync.reconnect', {});
    expect(await one.desk.ask('sync.server', {})).toEqual(before);
    expect(await one.desk.tell('sync.now', {})).toEqual({ end: 'whole' });
    // Once, and not again.
    expect((await one.desk.refused('sync.reconnect', {})).code).toBe('sync/way-in-forgotten');
  });

  it('is for good a minute later: the way in is nowhere any more', async () => {
    await one.desk.tell('sync.disconnect', {});
    one.timer.fire();
    expect((await one.desk.refused('sync.reconnect', {})).code).toBe('sync/way-in-forgotten');
    expect(await one.desk.ask('sync.server', {})).toEqual({ server: null });
  });
});
