import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandom } from '../../../electron/engine/ports.ts';
import { httpNetwork } from '../../../electron/sync/network.ts';
import { createEhr, type Ehr } from '../../support/ehr/ehr.ts';
import { serve } from '../../support/ehr/serve.ts';
import { openTestPractice, patientFields, type TestPractice, testClock } from '../../support/practice.ts';

let ehr: Ehr;
let served: Awaited<ReturnType<typeof serve>>;
const desks: TestPractice[] = [];

beforeEach(async () => {
  ehr = createEhr();
  served = await serve(ehr);
});
afterEach(async () => {
  for (const desk of desks.splice(0)) desk.dispose();
  await served.close();
});

async function openDesk(deskNumber: number): Promise<TestPractice> {
  const clock = testClock();
  const network = httpNetwork({ clock, random: systemRandom });
  const practice = await openTestPractice({ deskNumber, clock, network });
  await practice.desk.signIn('administrator');
  desks.push(practice);
  return practice;
}

const asking = () => ({ address: served.base, authorities: null, credentials: { kind: 'none' as const } });
const waiting = async ({ desk }: TestPractice) => (await desk.ask('sync.state', {})).waiting;

describe('connecting a practice', () => {
  it('tells what the server can do, sends everything that was there before, and brings it to the next desk', async () => {
    const one = await openDesk(1);
    await one.desk.tell('patients.register', { fields: patientFields({ given: 'Ann' }) });
    const capabilities = await one.desk.tell('sync.connect', asking());
    expect(capabilities).toMatchObject({
      fhirVersion: '4.0.1',
      batch: true,
      conditionalCreate: true,
      versionedUpdate: true,
      types: { Patient: 'write', Appointment: 'write', Basic: 'write' },
    });
    expect(await one.desk.tell('sync.now', {})).toEqual({ end: 'whole' });
    expect(await waiting(one)).toBe(0);
    expect(ehr.resources('Patient')).toHaveLength(1);

    const two = await openDesk(2);
    await two.desk.tell('sync.connect', asking());
    expect(await two.desk.tell('sync.now', {})).toEqual({ end: 'whole' });
    const { matches } = await two.desk.ask('patients.search', { text: 'Ann Smith', limit: 5 });
    expect(matches).toHaveLength(1);
    expect(ehr.resources('Practitioner')).toHaveLength(1);
    expect((await two.desk.ask('sync.server', {})).server).toMatchObject({
      address: served.base,
      signsInBy: 'none',
      connectedBy: 'Person administrator',
    });
  });

  it('goes on while the server is away, and sends what waited when it is back', async () => {
    const one = await openDesk(1);
    await one.desk.tell('sync.connect', asking());
    await one.desk.tell('sync.now', {});
    const { base } = served;
    await served.close();
    await one.desk.tell('patients.register', { fields: patientFields({ given: 'Ben' }) });
    expect(await one.desk.tell('sync.now', {})).toEqual({ end: 'offline' });
    expect(await waiting(one)).toBe(1);
    served = await serve(ehr, { port: Number(new URL(base).port) });
    expect(await one.desk.tell('sync.now', {})).toEqual({ end: 'whole' });
    expect(await waiting(one)).toBe(0);
    expect(ehr.resources('Patient')).toHaveLength(1);
  });

  it('keeps nothing of a server that does not answer as one', async () => {
    const one = await openDesk(1);
    const { base } = served;
    const wrong = await one.desk.refused('sync.connect', {
      ...asking(),
      address: base.replace('/fhir', '/auth'),
    });
    expect(wrong.code).toBe('sync/no-fhir');
    const nobody = await one.desk.refused('sync.connect', {
      ...asking(),
      address: 'http://127.0.0.1:9/fhir',
    });
    expect(nobody.code).toBe('sync/no-answer');
    const odd = await one.desk.refused('sync.connect', { ...asking(), address: 'ftp://ehr.example' });
    expect(odd.code).toBe('input/invalid');
    expect(await one.desk.ask('sync.server', {})).toEqual({ server: null });
    expect(await one.desk.tell('sync.now', {})).toEqual({ end: 'not-connected' });
    await one.desk.signIn('front-desk');
    expect((await one.desk.refused('sync.connect', asking())).code).toBe('staff/not-allowed');
  });

  it('forgets the way in when it is disconnected, and goes on keeping what is to be sent', async () => {
    const one = await openDesk(1);
    await one.desk.tell('sync.connect', { ...asking(), credentials: { kind: 'bearer', token: 'swordfish' } });
    await one.desk.tell('sync.disconnect', {});
    await one.desk.tell('patients.register', { fields: patientFields() });
    expect(await one.desk.ask('sync.server', {})).toEqual({ server: null });
    expect(await waiting(one)).toBeGreaterThan(0);
    const everything = one.db.prepare(`SELECT detail, method FROM audit`).all();
    expect(JSON.stringify(everything)).not.toContain('swordfish');
  });
});
