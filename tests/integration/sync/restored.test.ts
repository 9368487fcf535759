import { copyFileSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Transport, TransportError } from '../../../electron/sync/transport.ts';
import { copiedDesks, type FolderDesk, type Folders, storeIn } from '../../support/copied-desks.ts';
import { createEhr, type Ehr } from '../../support/ehr/ehr.ts';
import { type Office, officeProblems } from '../../support/office-problems.ts';
import { transportTo } from '../../support/sync-desks.ts';

const PC = 'b1946ac92492d2347c6235b4d2611184';
const NO_LINE: Transport = { send: () => Promise.reject(new TransportError('offline')) };

let folders: Folders;
let ehr: Ehr;
beforeEach(() => {
  folders = copiedDesks();
  ehr = createEhr();
});
afterEach(() => folders.clear());

const open = (folder: string, transport = transportTo(ehr)): Promise<FolderDesk> =>
  folders.open(folder, { machine: PC, transport });
const problems = (...desks: Office['desks']) => officeProblems({ ehr, desks });
const renewals = ({ db }: FolderDesk) =>
  db.prepare(`SELECT detail ->> 'cause' FROM audit WHERE method = 'sync.newIdentity'`).pluck().all();
const given = ({ db }: FolderDesk) => ({
  receipts: db
    .prepare(
      `SELECT d.receipt_prefix || '-' || t.receipt_sequence FROM tender t JOIN desk d ON d.id = t.desk_id ORDER BY 1`,
    )
    .pluck()
    .all() as string[],
  mrns: db.prepare('SELECT mrn FROM patient').pluck().all() as string[],
});

/** Closes a desk that has told the server everything; the folder as it was then lies beside it. */
async function dayOne(): Promise<{ folder: string; backup: string }> {
  const folder = await folders.make('first', PC);
  const desk = await open(folder);
  await desk.pay();
  await desk.register('Ann');
  await desk.sync.cycle();
  desk.close();
  return { folder, backup: folders.copy(folder, 'backup') };
}

describe('a folder that was put back to an older copy, with all that lay in it', () => {
  it('has everything again that the server had, and gives no number a second time', async () => {
    const { folder, backup } = await dayOne();
    const later = await open(folder);
    const papers = [await later.pay(), await later.pay()];
    const mrns = [await later.register('Ben')];
    await later.sync.cycle();
    later.close();
    folders.restore(folder, backup);

    const restored = await open(folder);
    await restored.sync.cycle();
    expect(renewals(restored)).toEqual(['another-copy']);
    expect(restored.name()).toEqual({ name: 'Desk 2', receiptPrefix: 'D2' });
    expect(given(restored).receipts).toEqual(['D1-1', 'D1-2', 'D1-3']);
    expect(papers).toEqual(['D1-000002', 'D1-000003']);
    const after = [await restored.pay(), await restored.register('Cleo')];
    expect(after).toEqual(['D2-000001', '2000001']);
    expect(mrns).not.toContain(after[1]);
    await restored.sync.cycle();
    expect(problems(restored)).toEqual([]);
    expect(ehr.resources('Patient')).toHaveLength(4);
    expect(ehr.resources('PaymentNotice')).toHaveLength(4);
  });

  it('gives no number of those that the server never heard of', async () => {
    const { folder, backup } = await dayOne();
    const told = await open(folder);
    await told.sync.cycle();
    told.close();
    const outage = await open(folder, NO_LINE);
    const lost = [await outage.pay(), await outage.register('Lost')];
    outage.close();
    folders.restore(folder, backup);

    const restored = await open(folder);
    await restored.sync.cycle();
    const after = [await restored.pay(), await restored.register('Cleo')];
    for (const number of after) expect(lost).not.toContain(number);
    await restored.sync.cycle();
    expect(problems(restored)).toEqual([]);
  });

  it('shows it where the copy was made while the desk was at work, as soon as the server heard of one more number', async () => {
    const { folder } = await dayOne();
    const running = await open(folder);
    await running.sync.cycle();
    const backup = folders.copyOpen(folder, 'while-open', running);
    const heard = await running.pay();
    await running.sync.cycle();
    const unheard = [await running.pay(), await running.register('Lost')];
    running.close();
    folders.restore(folder, backup);

    const restored = await open(folder);
    await restored.sync.cycle();
    expect(renewals(restored)).toEqual(['another-copy']);
    const after = [await restored.pay(), await restored.register('Cleo')];
    for (const number of after) expect([heard, ...unheard]).not.toContain(number);
    await restored.sync.cycle();
    expect(problems(restored)).toEqual([]);
  });

  it('stays one desk from then on, and tells of a number that it gave before anybody could know', async () => {
    const { folder, backup } = await dayOne();
    const later = await open(folder);
    await later.pay();
    await later.sync.cycle();
    later.close();
    folders.restore(folder, backup);
    for (let start = 0; start < 3; start += 1) {
      const restored = await open(folder, start === 1 ? NO_LINE : transportTo(ehr));
      await restored.pay();
      await restored.sync.cycle();
      await restored.sync.cycle();
      // The first payment was taken before the server could say that it is a copy.
      expect(restored.name().receiptPrefix).toBe('D2');
      expect(renewals(restored)).toEqual(['another-copy']);
      restored.close();
    }
    const last = await open(folder);
    await last.sync.cycle();
    const { receipts } = given(last);
    expect(receipts.toSorted()).toEqual(['D1-1', 'D1-2', 'D1-2', 'D2-1', 'D2-2']);
    // Of the number that was given before anybody could know there is one task.
    expect(last.db.prepare('SELECT source, title FROM task').all()).toEqual([
      { source: 'receipt', title: 'D1-000002' },
    ]);
    expect(problems(last)).toEqual([]);
  });
});

describe('a store that was put back alone', () => {
  it('is another desk at once, without a line, and once only', async () => {
    const { folder, backup } = await dayOne();
    const later = await open(folder, NO_LINE);
    const lost = [await later.pay(), await later.register('Lost')];
    later.close();
    for (const end of ['-wal', '-shm']) rmSync(`${storeIn(folder)}${end}`, { force: true });
    copyFileSync(storeIn(backup), storeIn(folder));

    // Nobody does anything at it before it is started again.
    (await open(folder, NO_LINE)).close();
    const restored = await open(folder, NO_LINE);
    const { receiptPrefix } = restored.name();
    expect(receiptPrefix).toMatch(/^[A-Z]{4}$/);
    const first = [await restored.pay(), await restored.register('Ben')];
    for (const number of first) expect(lost).not.toContain(number);
    expect((await restored.desk.ask('sync.state', {})).renewed?.cause).toBe('changes-lost');
    restored.close();
    for (let start = 0; start < 2; start += 1) {
      const again = await open(folder);
      expect(await again.pay()).toBe(`${receiptPrefix}-00000${start + 2}`);
      await again.sync.cycle();
      expect(renewals(again)).toEqual(['changes-lost']);
      expect((await again.desk.ask('sync.state', {})).lostChanges).toBe(0);
      expect(problems(again)).toEqual([]);
      again.close();
    }
  });

  it('whose power went before the new desk was written is another one at the next start all the same', async () => {
    const { folder, backup } = await dayOne();
    const later = await open(folder, NO_LINE);
    const lost = await later.pay();
    later.close();
    for (const end of ['-wal', '-shm']) rmSync(`${storeIn(folder)}${end}`, { force: true });
    copyFileSync(storeIn(backup), storeIn(folder));
    const once = await open(folder, NO_LINE);
    once.close();
    // The file beside the store got as far as saying so, the store itself did not.
    for (const end of ['-wal', '-shm']) rmSync(`${storeIn(folder)}${end}`, { force: true });
    copyFileSync(storeIn(backup), storeIn(folder));
    const again = await open(folder, NO_LINE);
    expect(await again.pay()).not.toBe(lost);
    expect(again.name().receiptPrefix).not.toBe('D1');
    expect(renewals(again)).toHaveLength(1);
  });
});
