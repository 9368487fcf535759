import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MakingStep, MakingWatch } from '../../electron/entry/create-practice.ts';
import { entryFolder, makePractice, NEW_PRACTICE, openTestDoor, testVault } from '../support/entry.ts';
import { startEntryProcess } from '../support/entry-client.ts';

const CREATING: readonly MakingStep[] = ['begun', 'store-opened', 'store-filled', 'envelope-kept'];
const PLACING: readonly MakingStep[] = ['code-typed-back', 'envelope-placed', 'store-placed'];

let place: ReturnType<typeof entryFolder>;
beforeEach(() => {
  place = entryFolder();
});
afterEach(() => place.remove());

/** The files of the practice; the lock and who holds it are not of it. */
const practiceFiles = () =>
  readdirSync(place.folder)
    .filter((name) => name !== 'desk.lock' && name !== 'desk-open.json')
    .sort();
const contentOf = (name: string) =>
  createHash('sha256')
    .update(readFileSync(join(place.folder, name)))
    .digest('hex');
const everything = () => Object.fromEntries(practiceFiles().map((name) => [name, contentOf(name)]));

describe('a disk that fills while the practice is made', () => {
  const full = (): never => {
    throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  };

  it.each(CREATING)('at "%s" leaves nothing, says so, and the same click works with room', async (step) => {
    let isFull = true;
    const watch: MakingWatch = (reached, db) => {
      if (!isFull || reached !== step) return;
      // A store that may not grow answers as SQLite does on a full disk.
      if (db === undefined) full();
      else db.pragma('max_page_count=20');
    };
    const { door, tell, refused } = await openTestDoor(place.folder, { watch });
    expect(await refused('entry.create', NEW_PRACTICE)).toMatchObject({
      code: 'store/disk-full',
      message: expect.stringContaining('full'),
      retryable: true,
    });
    expect(practiceFiles()).toEqual([]);
    expect(await tell('entry.state', {})).toMatchObject({ state: 'new' });
    isFull = false;
    const { recoveryCode } = await tell('entry.create', NEW_PRACTICE);
    expect(await tell('entry.confirmRecoveryCode', { code: recoveryCode })).toMatchObject({ state: 'open' });
    door.dispose();
  });

  it.each(PLACING)('at "%s" loses nothing: the code opens the practice then or after', async (step) => {
    let isFull = true;
    const watch: MakingWatch = (reached) => {
      if (isFull && reached === step) full();
    };
    const { door, tell } = await openTestDoor(place.folder, { watch });
    const { recoveryCode: code } = await tell('entry.create', NEW_PRACTICE);
    const first = await tell('entry.confirmRecoveryCode', { code }).catch((error: Error) => error.message);
    isFull = false;
    if (typeof first === 'string') {
      expect(first).toContain('store/disk-full');
      expect(await tell('entry.confirmRecoveryCode', { code })).toMatchObject({ state: 'open' });
    } else {
      expect(first).toMatchObject({ state: 'needs-code' });
      expect(await tell('entry.unlock', { code, remember: false })).toMatchObject({ state: 'open' });
    }
    door.dispose();
  });
});

describe('a making that is killed', () => {
  it.each(CREATING)('at "%s" has left no practice, and it can be begun again', async (step) => {
    const child = startEntryProcess(place.folder, 'make', step);
    await child.settled;
    await child.kill();
    expect(child.said).toEqual({});
    const { door, tell } = await openTestDoor(place.folder);
    const { state } = await tell('entry.state', {});
    expect(state).toBe(step === 'envelope-kept' ? 'unconfirmed' : 'new');
    if (state === 'unconfirmed') await tell('entry.beginAgain', {});
    const { recoveryCode } = await tell('entry.create', NEW_PRACTICE);
    expect(await tell('entry.confirmRecoveryCode', { code: recoveryCode })).toMatchObject({ state: 'open' });
    door.dispose();
  });

  it.each(PLACING)('at "%s" opens with the code that was printed', async (step) => {
    const child = startEntryProcess(place.folder, 'make', step);
    await child.settled;
    await child.kill();
    const { recoveryCode: code = '', state } = child.said;
    expect(state).toBeUndefined();
    const { door, tell, ask } = await openTestDoor(place.folder);
    const found = await tell('entry.state', {});
    expect(found.state).toBe(step === 'code-typed-back' ? 'unconfirmed' : 'needs-code');
    const opened =
      found.state === 'unconfirmed'
        ? await tell('entry.confirmRecoveryCode', { code })
        : await tell('entry.unlock', { code, remember: true });
    expect(opened).toMatchObject({ state: 'open' });
    expect(await ask('staff.roster', {})).toMatchObject({ practiceName: NEW_PRACTICE.practice.name });
    door.dispose();
    expect(practiceFiles().filter((name) => name.includes('.part'))).toEqual([]);
  });
});

describe('two OS sessions on one PC', () => {
  it('work one after the other: the second is told who has it, changes nothing, and may when the first is killed', async () => {
    const vault = testVault('marcus');
    const code = await makePractice(place.folder, vault);
    const first = startEntryProcess(place.folder, code);
    await first.settled;
    expect(first.said.state).toBe('open');

    const before = everything();
    const { door, tell, refused } = await openTestDoor(place.folder, { vault });
    const shut = await tell('entry.state', {});
    expect(shut).toMatchObject({ state: 'in-use', heldBy: { account: expect.stringMatching(/./) } });
    expect((await refused('visits.board', {})).code).toBe('desk/not-open');
    for (const act of ['entry.create', 'entry.unlock', 'entry.beginAgain', 'entry.openDemo'] as const) {
      const input =
        act === 'entry.create' ? NEW_PRACTICE : act === 'entry.unlock' ? { code, remember: true } : {};
      expect((await refused(act, input)).code, act).toBe('entry/not-now');
    }
    expect(everything()).toEqual(before);

    await first.kill();
    expect(await tell('entry.state', {})).toMatchObject({ state: 'open', heldBy: null });
    door.dispose();
    expect(readdirSync(place.folder)).not.toContain('desk-open.json');
  });
});
