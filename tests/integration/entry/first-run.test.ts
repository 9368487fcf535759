import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPractice } from '../../../electron/entry/open-practice.ts';
import { openEnvelope, readEnvelope } from '../../../electron/security/key-envelope.ts';
import { openStore } from '../../../electron/store/open.ts';
import { RECOVERY_CODE_BYTES, spellRecoveryCode } from '../../../shared/entry/recovery-code.ts';
import { entryFolder, makePractice, NEW_PRACTICE, openTestDoor, testVault } from '../../support/entry.ts';
import { operationId, patientFields, silentLog, testClock } from '../../support/practice.ts';

let place: ReturnType<typeof entryFolder>;
beforeEach(() => {
  place = entryFolder();
});
afterEach(() => place.remove());

const ANOTHER_CODE = spellRecoveryCode(new Uint8Array(RECOVERY_CODE_BYTES).fill(3));
const envelopeOf = () => readFileSync(join(place.folder, 'key-envelope.json'), 'utf8');
const slotKinds = () =>
  (JSON.parse(envelopeOf()) as { slots: { kind: string }[] }).slots.map(({ kind }) => kind);

/** What the audit says of the door. */
async function outcomesOf(code: string): Promise<readonly unknown[]> {
  const { keyCheck, ...envelope } = readEnvelope(join(place.folder, 'key-envelope.json'));
  const key = await openEnvelope({ keyCheck, ...envelope }, code);
  const db = openStore({ file: join(place.folder, 'desk.sqlite'), key, keyCheck });
  try {
    return db.prepare(`SELECT outcome FROM audit WHERE method LIKE 'entry.%' ORDER BY rowid`).pluck().all();
  } finally {
    db.close();
  }
}

describe('the first run', () => {
  it('makes a practice that opens when its code is typed back, and not before', async () => {
    const { door, tell, refused, ask } = await openTestDoor(place.folder, { vault: testVault('ana') });
    expect(await tell('entry.state', {})).toMatchObject({ state: 'new', canRemember: true, demo: false });
    expect((await refused('staff.roster', {})).code).toBe('desk/not-open');

    const { recoveryCode } = await tell('entry.create', NEW_PRACTICE);
    expect(await tell('entry.state', {})).toMatchObject({ state: 'unconfirmed' });
    expect((await refused('staff.roster', {})).code).toBe('desk/not-open');
    expect(existsSync(join(place.folder, 'desk.sqlite'))).toBe(false);

    expect((await refused('entry.confirmRecoveryCode', { code: ANOTHER_CODE })).code).toBe(
      'entry/wrong-code',
    );
    const mistyped = await refused('entry.confirmRecoveryCode', { code: `${recoveryCode.slice(0, -1)}*` });
    expect(mistyped).toMatchObject({
      code: 'entry/mistyped-code',
      fields: { code: expect.stringContaining('6') },
    });

    const heard: string[] = [];
    door.onTopics(({ topics }) => heard.push(...topics));
    expect(await tell('entry.confirmRecoveryCode', { code: recoveryCode.toLowerCase() })).toMatchObject({
      state: 'open',
    });
    expect(heard).toContain('staff');
    const roster = (await ask('staff.roster', {})) as { practiceName: string; staff: { role: string }[] };
    expect(roster).toMatchObject({ practiceName: 'Cedar Street Pediatrics', demo: false });
    expect(roster.staff).toMatchObject([{ displayName: 'Grace Adeyemi', role: 'administrator' }]);
    door.dispose();
  });

  it('leaves nothing of the code, the PIN or the key in any file', async () => {
    const code = await makePractice(place.folder, testVault('ana'));
    for (const name of readdirSync(place.folder)) {
      const content = readFileSync(join(place.folder, name)).toString('latin1');
      expect(content, name).not.toContain(code);
      expect(content, name).not.toContain('Cedar Street');
    }
    expect(readdirSync(place.folder).filter((name) => /part|new/.test(name))).toEqual([]);
  });

  it('signs its administrator in with the PIN, who registers the first patient', async () => {
    const vault = testVault('ana');
    await makePractice(place.folder, vault);
    const { door, tell, ask, refused } = await openTestDoor(place.folder, { vault });
    const { staff } = (await ask('staff.roster', {})) as { staff: { staffId: string }[] };
    const staffId = staff[0]?.staffId;
    expect((await refused('staff.signIn', { staffId, pin: '0000' })).code).toBe('staff/wrong-pin');
    await ask('staff.signIn', { staffId, pin: NEW_PRACTICE.administrator.pin });
    const fields = patientFields();
    expect(await ask('patients.register', { fields }, operationId())).toMatchObject({ mrn: '1001' });
    // Whoever opens the demo leaves nobody signed in behind it.
    await tell('entry.openDemo', {});
    await tell('entry.leaveDemo', {});
    expect(await ask('staff.session', {})).toEqual({ session: null, isAccessEnded: false });
    door.dispose();
  });

  it('refuses what is not an NPI, a zone or a good PIN, by field', async () => {
    const { door, refused } = await openTestDoor(place.folder);
    const wrong = {
      practice: { ...NEW_PRACTICE.practice, npi: '1234567890', zone: 'Mars/Olympus' },
      administrator: { ...NEW_PRACTICE.administrator, pin: '1234' },
    };
    const error = await refused('entry.create', wrong);
    expect(Object.keys(error.fields ?? {}).sort()).toEqual([
      'administrator.pin',
      'practice.npi',
      'practice.zone',
    ]);
    expect(JSON.stringify(error)).not.toContain('1234567890');
    expect(readdirSync(place.folder).filter((name) => !name.startsWith('desk'))).toEqual([]);
    door.dispose();
  });

  it('can be given up while its code was not typed back, also after a restart', async () => {
    const first = await openTestDoor(place.folder);
    await first.tell('entry.create', NEW_PRACTICE);
    first.door.dispose();
    const second = await openTestDoor(place.folder);
    expect(await second.tell('entry.state', {})).toMatchObject({ state: 'unconfirmed' });
    expect(await second.tell('entry.beginAgain', {})).toMatchObject({ state: 'new' });
    expect(readdirSync(place.folder).filter((name) => !/desk\.lock|desk-open/.test(name))).toEqual([]);
    const { recoveryCode } = await second.tell('entry.create', NEW_PRACTICE);
    expect(await second.tell('entry.confirmRecoveryCode', { code: recoveryCode })).toMatchObject({
      state: 'open',
    });
    expect((await second.refused('entry.beginAgain', {})).code).toBe('entry/not-now');
    second.door.dispose();
  });
});

describe('a practice that is there', () => {
  it('opens by the slot of its OS account; another account types the code once', async () => {
    const ana = testVault('ana');
    const marcus = testVault('marcus');
    const code = await makePractice(place.folder, ana);
    const again = await openTestDoor(place.folder, { vault: ana });
    expect(await again.tell('entry.state', {})).toMatchObject({ state: 'open' });
    again.door.dispose();

    const second = await openTestDoor(place.folder, { vault: marcus });
    expect(await second.tell('entry.state', {})).toMatchObject({ state: 'needs-code', canRemember: true });
    expect((await second.refused('visits.board', {})).code).toBe('desk/not-open');
    expect((await second.refused('entry.unlock', { code: ANOTHER_CODE, remember: true })).code).toBe(
      'entry/wrong-code',
    );
    expect(slotKinds()).toEqual(['recovery-code', 'os-account']);
    expect(await second.tell('entry.unlock', { code, remember: true })).toMatchObject({ state: 'open' });
    second.door.dispose();
    expect(slotKinds()).toEqual(['recovery-code', 'os-account', 'os-account']);
    expect(await outcomesOf(code)).toContain('opened by recovery code');

    for (const vault of [ana, marcus]) {
      const enrolled = await openTestDoor(place.folder, { vault });
      expect(await enrolled.tell('entry.state', {})).toMatchObject({ state: 'open' });
      enrolled.door.dispose();
    }
  });

  it('asks for the code at each start where the OS has no safe place, or the backend is another', async () => {
    const code = await makePractice(place.folder, testVault('ana', null));
    for (let start = 0; start < 2; start += 1) {
      const { door, tell } = await openTestDoor(place.folder, { vault: testVault('ana', null) });
      expect(await tell('entry.state', {})).toMatchObject({ state: 'needs-code', canRemember: false });
      expect(await tell('entry.unlock', { code, remember: true })).toMatchObject({ state: 'open' });
      door.dispose();
    }
    expect(slotKinds()).toEqual(['recovery-code']);
  });

  it('does not take the word of another backend than the one that wrapped', async () => {
    const vault = testVault('ana');
    await makePractice(place.folder, vault);
    writeFileSync(
      join(place.folder, 'key-envelope.json'),
      envelopeOf().replace('test-keyring', 'basic_text'),
    );
    const { door, tell } = await openTestDoor(place.folder, { vault });
    expect(await tell('entry.state', {})).toMatchObject({ state: 'needs-code' });
    door.dispose();
  });

  it('wraps anew what the OS calls stale', async () => {
    const vault = testVault('ana');
    await makePractice(place.folder, vault);
    const before = envelopeOf();
    vault.stale = true;
    const { door, tell } = await openTestDoor(place.folder, { vault });
    expect(await tell('entry.state', {})).toMatchObject({ state: 'open' });
    door.dispose();
    expect(envelopeOf()).not.toBe(before);
    expect(slotKinds()).toEqual(['recovery-code', 'os-account']);
  });

  it('is never made anew, whatever part of it is missing or damaged', async () => {
    const vault = testVault('ana');
    await makePractice(place.folder, vault);
    const envelope = readFileSync(join(place.folder, 'key-envelope.json'));
    const store = readFileSync(join(place.folder, 'desk.sqlite'));
    const damages: readonly (readonly [string, string, Buffer | null])[] = [
      ['envelope-missing', 'key-envelope.json', null],
      ['envelope-damaged', 'key-envelope.json', Buffer.from('{')],
      ['store-missing', 'desk.sqlite', null],
      ['store-damaged', 'desk.sqlite', Buffer.concat([Buffer.alloc(64), store.subarray(64)])],
      ['store-damaged', 'desk.sqlite', Buffer.alloc(0)],
    ];
    for (const [damage, name, content] of damages) {
      const file = join(place.folder, name);
      if (content === null) rmSync(file);
      else writeFileSync(file, content);
      const names = readdirSync(place.folder).sort();
      const { door, tell, refused } = await openTestDoor(place.folder, { vault });
      expect(await tell('entry.state', {}), damage).toMatchObject({ state: 'damaged', damage });
      expect((await refused('entry.create', NEW_PRACTICE)).code).toBe('entry/not-now');
      expect((await refused('entry.beginAgain', {})).code).toBe('entry/not-now');
      expect((await refused('patients.search', { text: 'a' })).code).toBe('desk/not-open');
      door.dispose();
      expect(readdirSync(place.folder).sort(), damage).toEqual(names);
      writeFileSync(join(place.folder, 'key-envelope.json'), envelope);
      writeFileSync(join(place.folder, 'desk.sqlite'), store);
    }
    const { door, tell } = await openTestDoor(place.folder, { vault });
    expect(await tell('entry.state', {})).toMatchObject({ state: 'open' });
    door.dispose();
  });

  it('opens for the command line by vault or code, and says what is in the way', async () => {
    const options = {
      folder: place.folder,
      migrationsFolder: 'migrations',
      clock: testClock(),
      log: silentLog,
    };
    await expect(openPractice(options)).rejects.toMatchObject({ problem: 'not-made' });
    const code = await makePractice(place.folder);
    await expect(openPractice(options)).rejects.toMatchObject({ problem: 'needs-code' });
    await expect(openPractice({ ...options, recoveryCode: ANOTHER_CODE })).rejects.toMatchObject({
      problem: 'wrong-code',
    });
    const engine = await openPractice({ ...options, recoveryCode: code });
    await expect(openPractice({ ...options, recoveryCode: code })).rejects.toMatchObject({
      problem: 'in-use',
    });
    expect(await engine.connect().call('staff.roster', { input: {} })).toMatchObject({ ok: true });
    engine.dispose();
    (await openPractice({ ...options, recoveryCode: code })).dispose();
  });
});

describe('the demo practice', () => {
  it('opens beside a practice in a database of its own, and gives the practice back locked', async () => {
    await makePractice(place.folder, testVault('ana'));
    const vault = testVault('marcus');
    const { door, tell, ask, refused } = await openTestDoor(place.folder, { vault, content: 'practice' });
    expect(await tell('entry.openDemo', {})).toMatchObject({ state: 'open', demo: true, canLeaveDemo: true });
    expect(await ask('staff.roster', {})).toMatchObject({
      demo: true,
      practiceName: 'Riverside Family Medicine',
    });
    expect(existsSync(join(place.folder, 'demo', 'desk.sqlite'))).toBe(true);
    expect(door.practice()).toBeUndefined();
    expect(await tell('entry.leaveDemo', {})).toMatchObject({ state: 'needs-code', demo: false });
    expect((await refused('staff.roster', {})).code).toBe('desk/not-open');
    expect((await refused('entry.leaveDemo', {})).code).toBe('entry/not-now');
    door.dispose();
  });
});
