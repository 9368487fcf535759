import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntryOutput } from '../../../shared/entry/contract.ts';
import type { StaffId } from '../../../shared/kernel/ids.ts';
import { createEhr, type Ehr } from '../../support/ehr/ehr.ts';
import { TIERS } from '../../support/ehr/rules.ts';
import { serve } from '../../support/ehr/serve.ts';
import { entryFolder, openTestDoor, type TestDoor, testVault } from '../../support/entry.ts';
import {
  openTestPractice,
  operationId,
  patientFields,
  staffIdOf,
  type TestPractice,
} from '../../support/practice.ts';
import { transportTo } from '../../support/sync-desks.ts';

const TOKEN = 'swordfish-of-the-office';
const PIN = '9517';

let place: ReturnType<typeof entryFolder>;
let ehr: Ehr;
let served: Awaited<ReturnType<typeof serve>>;
let first: TestPractice;
const doors: TestDoor[] = [];

beforeEach(async () => {
  place = entryFolder();
  ehr = createEhr();
  first = await openTestPractice();
  await first.desk.signIn('administrator');
  served = await serve(ehr);
});
afterEach(async () => {
  for (const { door } of doors.splice(0)) door.dispose();
  first.dispose();
  await served.close();
  place.remove();
});

/** The first desk tells the server everything; somebody is registered there. */
async function toldByFirst(): Promise<void> {
  await first.desk.signIn('front-desk');
  await first.desk.tell('patients.register', { fields: patientFields({ given: 'Ann' }) });
  const sync = first.engine.syncWith({ transport: transportTo(ehr) });
  sync.queueEverything();
  expect(await sync.cycle()).toBe('whole');
}

const server = () => ({
  address: served.base,
  authorities: null,
  credentials: { kind: 'bearer' as const, token: TOKEN },
});

async function openDoor(vault = testVault('ana')): Promise<TestDoor> {
  const door = await openTestDoor(place.folder, { vault });
  doors.push(door);
  return door;
}

/** From the empty folder to the open practice of the second desk. */
async function joined(door: TestDoor): Promise<string> {
  const { recoveryCode } = await door.tell('entry.join', {
    server: server(),
    staffId: staffIdOf('administrator'),
    pin: PIN,
  });
  await door.tell('entry.confirmRecoveryCode', { code: recoveryCode });
  return recoveryCode;
}

const inFolder = () => readdirSync(place.folder).filter((name) => !/^desk(\.lock|-open\.json)$/.test(name));

describe('a further desk of a practice that is there', () => {
  it('is made by its administrator, who signs in at once; everybody else has a PIN here when they were given one', async () => {
    await toldByFirst();
    const door = await openDoor();
    const found = (await door.tell('entry.findPractice', {
      server: server(),
    })) as EntryOutput<'entry.findPractice'>;
    expect(found).toMatchObject({
      name: 'Riverside Family Medicine',
      zone: 'America/Denver',
      paper: 'letter',
    });
    expect(found.administrators).toEqual([
      {
        staffId: staffIdOf('administrator'),
        displayName: 'Person administrator',
        initials: expect.any(String),
      },
    ]);
    await joined(door);
    expect(await door.tell('entry.state', {})).toMatchObject({ state: 'open', demo: false });

    const roster = (await door.ask('staff.roster', {})) as {
      staff: object[];
      deskName: string;
      withoutPin: number;
    };
    expect(roster).toMatchObject({ deskName: 'Desk 2', withoutPin: expect.any(Number) });
    expect(roster.staff).toHaveLength(1);
    expect(roster.withoutPin).toBeGreaterThan(2);
    await door.ask('staff.signIn', { staffId: staffIdOf('administrator'), pin: PIN });

    // The sync goes on by itself: it was given the way to the server.
    expect(await door.ask('sync.now', {}, operationId())).toEqual({ end: 'whole' });
    expect(await door.ask('sync.state', {})).toMatchObject({
      connection: 'online',
      waiting: 0,
      conflicts: 0,
    });
    expect((await door.refused('staff.signIn', { staffId: staffIdOf('front-desk'), pin: PIN })).code).toBe(
      'staff/unknown',
    );
    await door.ask('staff.setPin', { staffId: staffIdOf('front-desk'), pin: '8264' }, operationId());
    await door.ask('staff.lock', { reason: 'asked' }, operationId());
    await door.ask('staff.signIn', { staffId: staffIdOf('front-desk'), pin: '8264' });
    const { matches } = (await door.ask('patients.search', { text: 'Ann Smith', limit: 5 })) as {
      matches: object[];
    };
    expect(matches).toHaveLength(1);
  });

  it('says in every journal who made it: here by name, and at the other desks by the desk’s own record', async () => {
    await toldByFirst();
    const door = await openDoor();
    await joined(door);
    await door.ask('staff.signIn', { staffId: staffIdOf('administrator'), pin: PIN });
    await door.ask('sync.now', {}, operationId());
    const ofHere = { patientId: null, staffId: staffIdOf('administrator'), from: null, to: null, kind: null };
    const { rows } = (await door.ask('audit.list', { ...ofHere, before: null, limit: 50 })) as {
      rows: { method: string }[];
    };
    expect(rows.map(({ method }) => method)).toContain('entry.join');
    await first.engine.syncWith({ transport: transportTo(ehr) }).cycle();
    const made = first.db
      .prepare(`SELECT staff_id AS staffId, method FROM change_log WHERE record_type = 'Basic.desk'`)
      .all();
    expect(made).toEqual([{ staffId: staffIdOf('administrator'), method: 'sync.pull' }]);
  });

  it.each(['B', 'C', 'D'] as const)(
    'joins by a server that takes no people and no practice, on tier %s',
    async (tier) => {
      ehr = createEhr({ rules: { ...TIERS[tier], types: { Person: 'absent', Organization: 'absent' } } });
      await served.close();
      served = await serve(ehr);
      const sync = first.engine.syncWith({ transport: transportTo(ehr) });
      sync.queueEverything();
      for (let cycle = 0; cycle < 3; cycle += 1) await sync.cycle();
      expect(ehr.resources('Person')).toEqual([]);
      const door = await openDoor();
      await joined(door);
      await door.ask('staff.signIn', { staffId: staffIdOf('administrator'), pin: PIN });
      expect(await door.ask('sync.now', {}, operationId())).toEqual({ end: 'whole' });
      expect(await door.ask('sync.state', {})).toMatchObject({ connection: 'online', conflicts: 0, dead: 0 });
      expect(await door.ask('staff.roster', {})).toMatchObject({ practiceName: 'Riverside Family Medicine' });
    },
  );

  it('keeps nothing that was typed to get in outside of the encrypted store', async () => {
    await toldByFirst();
    const door = await openDoor();
    const code = await joined(door);
    for (const { door: open } of doors.splice(0)) open.dispose();
    for (const name of inFolder()) {
      const content = readFileSync(join(place.folder, name)).toString('latin1');
      for (const secret of [TOKEN, code, 'Riverside']) expect(content, name).not.toContain(secret);
    }
  });

  it('goes on after a stop: the code typed back by another start opens it, and it fetches by itself', async () => {
    await toldByFirst();
    const before = await openDoor();
    const { recoveryCode } = await before.tell('entry.join', {
      server: server(),
      staffId: staffIdOf('administrator'),
      pin: PIN,
    });
    before.door.dispose();
    doors.length = 0;
    const door = await openDoor();
    expect(await door.tell('entry.state', {})).toMatchObject({ state: 'unconfirmed' });
    await door.tell('entry.confirmRecoveryCode', { code: recoveryCode });
    await door.ask('staff.signIn', { staffId: staffIdOf('administrator'), pin: PIN });
    expect(await door.ask('sync.now', {}, operationId())).toEqual({ end: 'whole' });
  });
});

describe('a joining that cannot be', () => {
  const refusedAt = async (door: TestDoor, more: object): Promise<string> =>
    (await door.refused('entry.findPractice', { server: { ...server(), ...more } })).code;

  it('says why and what to do, and leaves nothing', async () => {
    const door = await openDoor();
    expect(await refusedAt(door, {})).toBe('entry/no-practice');
    expect(await refusedAt(door, { address: served.base.replace('/fhir', '/auth') })).toBe('sync/no-fhir');
    expect(await refusedAt(door, { address: 'http://127.0.0.1:9/fhir' })).toBe('sync/no-answer');
    expect(await refusedAt(door, { authorities: 'not a certificate' })).toBe('sync/bad-authority');
    const key = {
      kind: 'smart',
      tokenAddress: served.base,
      clientId: 'desk',
      privateKey: 'not a key',
      keyId: '1',
      scope: 'system/*.rs',
    };
    expect(await refusedAt(door, { credentials: key })).toBe('sync/bad-key');
    expect(inFolder()).toEqual([]);
    expect(await door.tell('entry.state', {})).toMatchObject({ state: 'new' });
  });

  it('is none for who is no administrator, or has left', async () => {
    await first.desk.signIn('administrator');
    const { id } = await first.desk.tell('staff.save', {
      id: null,
      fields: { displayName: 'Second Admin', initials: 'SA', role: 'administrator', active: true },
    });
    await first.desk.tell('staff.save', {
      id,
      fields: { displayName: 'Second Admin', initials: 'SA', role: 'administrator', active: false },
    });
    await toldByFirst();
    const door = await openDoor();
    for (const staffId of [staffIdOf('front-desk'), id, 'f0000000-0000-7000-8000-000000000000' as StaffId]) {
      const refusal = await door.refused('entry.join', { server: server(), staffId, pin: PIN });
      expect(refusal.code).toBe('entry/no-administrator');
    }
    expect(inFolder()).toEqual([]);
    // No number is used up by it.
    await joined(door);
    expect(await door.ask('staff.roster', {})).toMatchObject({ deskName: 'Desk 2' });
  });

  it('that breaks on the way leaves nothing, and the same click works when the line is there again', async () => {
    await toldByFirst();
    const door = await openDoor();
    const { base } = served;
    await served.close();
    const joining = { server: server(), staffId: staffIdOf('administrator'), pin: PIN };
    expect((await door.refused('entry.join', joining)).code).toBe('sync/no-answer');
    expect(inFolder()).toEqual([]);
    served = await serve(ehr, { port: Number(new URL(base).port) });
    await joined(door);
    expect((await door.refused('entry.findPractice', { server: server() })).code).toBe('entry/not-now');
    expect((await door.refused('entry.join', joining)).code).toBe('entry/not-now');
  });
});
