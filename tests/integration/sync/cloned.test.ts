import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COPY_MARK } from '../../../electron/sync/copy-mark.ts';
import { HIGH_WATER } from '../../../electron/sync/high-water.ts';
import { createHttpTransport } from '../../../electron/sync/http-transport.ts';
import { type Transport, TransportError } from '../../../electron/sync/transport.ts';
import { copiedDesks, type FolderDesk, type Folders } from '../../support/copied-desks.ts';
import { createEhr, type Ehr } from '../../support/ehr/ehr.ts';
import { TIERS } from '../../support/ehr/rules.ts';
import { serve } from '../../support/ehr/serve.ts';
import { officeProblems } from '../../support/office-problems.ts';
import { transportTo } from '../../support/sync-desks.ts';

const PC = 'b1946ac92492d2347c6235b4d2611184';
const OTHER_PC = '591785b794601e212b260e25925636fd';
/** No line at all. */
const NO_LINE: Transport = { send: () => Promise.reject(new TransportError('offline')) };

let folders: Folders;
let ehr: Ehr;
beforeEach(() => {
  folders = copiedDesks();
  ehr = createEhr();
});
afterEach(() => folders.clear());

/** Everybody in turn until all have heard of all. */
async function meet(...desks: readonly FolderDesk[]): Promise<void> {
  for (let round = 0; round < 4; round += 1) for (const desk of desks) await desk.sync.cycle();
}

function expectOneOffice(...desks: readonly FolderDesk[]): void {
  const numbered = desks.map((desk, index) => ({ ...desk, number: index + 1 }));
  expect(officeProblems({ ehr, desks: numbered })).toEqual([]);
}

const receipts = (desk: FolderDesk) =>
  desk.db
    .prepare(
      `SELECT d.receipt_prefix || '-' || t.receipt_sequence FROM tender t JOIN desk d ON d.id = t.desk_id ORDER BY 1`,
    )
    .pluck()
    .all() as string[];
const tasks = (desk: FolderDesk) =>
  desk.db.prepare(`SELECT source, title FROM task WHERE status = 'open' ORDER BY source`).all();
const renewals = (desk: FolderDesk) =>
  desk.db.prepare(`SELECT detail ->> 'cause' FROM audit WHERE method = 'sync.newIdentity'`).pluck().all();

describe('a store that was copied while it was closed, both of which go on', () => {
  it('has two desks at the first contact, and from then on no number twice', async () => {
    const folder = await folders.make('first', PC);
    const before = await folders.open(folder, { machine: PC, transport: transportTo(ehr) });
    await before.sync.cycle();
    before.close();
    const copy = folders.copy(folder, 'copy');
    const one = await folders.open(folder, { machine: PC, transport: transportTo(ehr) });
    const two = await folders.open(copy, { machine: PC, transport: transportTo(ehr) });
    expect(await one.sync.cycle()).toBe('whole');
    expect(await two.sync.cycle()).toBe('whole');
    expect(one.name()).toEqual({ name: 'Desk 1', receiptPrefix: 'D1' });
    expect(two.name()).toEqual({ name: 'Desk 2', receiptPrefix: 'D2' });
    const numbers = [await one.pay(), await two.pay(), await one.pay(), await two.pay()];
    expect(numbers).toEqual(['D1-000001', 'D2-000001', 'D1-000002', 'D2-000002']);
    const mrns = [await one.register('Ann'), await two.register('Ben'), await one.register('Cleo')];
    expect(mrns).toEqual(['20001', '2000001', '20002']);
    await meet(one, two);
    expectOneOffice(one, two);
    expect(tasks(one)).toEqual([]);
    expect(await two.desk.ask('sync.state', {})).toMatchObject({
      renewed: { cause: 'another-copy', formerName: 'Desk 1', name: 'Desk 2', receiptPrefix: 'D2' },
    });
    expect((await one.desk.ask('sync.state', {})).renewed).toBeNull();
    expect([renewals(one), renewals(two)]).toEqual([[], ['another-copy']]);
  });

  it('sends what both had waiting once', async () => {
    const folder = await folders.make('first', PC);
    const before = await folders.open(folder, { machine: PC, transport: NO_LINE });
    await before.register('Ann');
    await before.pay();
    before.close();
    const copy = folders.copy(folder, 'copy');
    const one = await folders.open(folder, { machine: PC, transport: transportTo(ehr) });
    const two = await folders.open(copy, { machine: PC, transport: transportTo(ehr) });
    await meet(two, one);
    expectOneOffice(one, two);
    expect(ehr.resources('Patient')).toHaveLength(2);
    expect(ehr.resources('PaymentNotice')).toHaveLength(1);
    expect([one, two].map((desk) => receipts(desk))).toEqual([['D1-1'], ['D1-1']]);
    expect([one.name().receiptPrefix, two.name().receiptPrefix].toSorted()).toEqual(['D1', 'D2']);
  });

  it.each(['A', 'B', 'C', 'D'] as const)(
    'keeps both records of a number that each gave while nobody could tell, as one task each, on tier %s',
    async (tier) => {
      ehr = createEhr({ rules: { ...TIERS[tier], maxCount: 200 } });
      const folder = await folders.make('first', PC);
      const before = await folders.open(folder, {
        machine: PC,
        transport: transportTo(ehr),
        probes: true,
      });
      await before.sync.cycle();
      before.close();
      const copy = folders.copy(folder, 'copy');
      // One image on two PCs: nothing but the server tells them apart.
      const state = { isUp: false };
      const line: Transport = {
        send: (request, ms) => (state.isUp ? transportTo(ehr) : NO_LINE).send(request, ms),
      };
      const one = await folders.open(folder, { machine: PC, transport: line });
      const two = await folders.open(copy, { machine: PC, transport: line });
      expect([await one.pay(), await two.pay(), await two.pay()]).toEqual([
        'D1-000001',
        'D1-000001',
        'D1-000002',
      ]);
      expect([await one.register('Ann'), await two.register('Ben')]).toEqual(['20001', '20001']);
      state.isUp = true;
      await meet(one, two);
      expectOneOffice(one, two);
      expect(receipts(one)).toEqual(['D1-1', 'D1-1', 'D1-2']);
      const twice = [
        { source: 'mrn', title: '20001' },
        { source: 'receipt', title: 'D1-000001' },
      ];
      expect(tasks(one)).toEqual(twice);
      expect(tasks(two)).toEqual(twice);
      const next = [await one.pay(), await two.pay()];
      expect(next).toEqual(['D1-000003', 'D2-000001']);
      const mrns = [await one.register('Cleo'), await two.register('Dan')];
      expect(new Set([...mrns, '20001']).size).toBe(3);
      await meet(two, one);
      expectOneOffice(one, two);
    },
  );

  it('has two desks within a cycle where the copy was made of a desk at work, and both run', async () => {
    const folder = await folders.make('first', PC);
    const one = await folders.open(folder, { machine: PC, transport: transportTo(ehr) });
    await one.sync.cycle();
    const copy = folders.copyOpen(folder, 'copy', one);
    const two = await folders.open(copy, { machine: PC, transport: transportTo(ehr) });
    await two.sync.cycle();
    await one.sync.cycle();
    expect([one.name().receiptPrefix, two.name().receiptPrefix]).toEqual(['D2', 'D1']);
    expect([await one.pay(), await two.pay()]).toEqual(['D2-000001', 'D1-000001']);
    await meet(one, two);
    expectOneOffice(one, two);
  });

  it('has two desks over HTTP, too', async () => {
    const served = await serve(ehr);
    const lines = [0, 1].map(() =>
      createHttpTransport({ address: served.base, authorities: null }, () => Promise.resolve({})),
    );
    try {
      const folder = await folders.make('first', PC);
      const copy = folders.copy(folder, 'copy');
      const [one, two] = await Promise.all(
        [folder, copy].map((each, index) =>
          folders.open(each, { machine: PC, transport: lines[index] ?? NO_LINE }),
        ),
      );
      if (!one || !two) throw new Error('both are open');
      await Promise.all([one.sync.cycle(), two.sync.cycle()]);
      await meet(one, two);
      expect(new Set([await one.pay(), await two.pay()]).size).toBe(2);
      expect([one.name().receiptPrefix, two.name().receiptPrefix].toSorted()).toEqual(['D1', 'D2']);
      await meet(one, two);
      expectOneOffice(one, two);
    } finally {
      for (const line of lines) line.close();
      await served.close();
    }
  });
});

describe('a store on another PC', () => {
  it('is another desk before anybody is given a number, without any server', async () => {
    const folder = await folders.make('first', PC);
    const copy = folders.copy(folder, 'copy');
    const one = await folders.open(folder, { machine: PC, transport: transportTo(ehr) });
    const two = await folders.open(copy, { machine: OTHER_PC, transport: NO_LINE });
    const { name, receiptPrefix } = two.name();
    expect(receiptPrefix).toMatch(/^[A-Z]{4}$/);
    expect(name).toBe(`Desk ${receiptPrefix}`);
    expect([await one.pay(), await two.pay()]).toEqual(['D1-000001', `${receiptPrefix}-000001`]);
    const mrns = [await one.register('Ann'), await two.register('Ben')];
    expect(new Set(mrns).size).toBe(2);
    expect(renewals(two)).toEqual(['other-machine']);
    two.close();

    // What was given under the letters stays, and so do the letters.
    const again = await folders.open(copy, { machine: OTHER_PC, transport: transportTo(ehr) });
    await meet(one, again);
    expect(again.name().receiptPrefix).toBe(receiptPrefix);
    expect(await again.pay()).toBe(`${receiptPrefix}-000002`);
    await meet(one, again);
    expectOneOffice(one, again);
    expect(tasks(one)).toEqual([]);
    expect(renewals(again)).toEqual(['other-machine']);
    // Sorted, for the letters may stand before D1 or behind it.
    const given = ['D1-1', `${receiptPrefix}-1`, `${receiptPrefix}-2`];
    expect(receipts(one)).toEqual(given.toSorted());
  });

  it('gets a number of the server where it has given none, and keeps it', async () => {
    const folder = await folders.make('first', PC);
    const before = await folders.open(folder, { machine: PC, transport: NO_LINE });
    await before.register('Ann');
    before.close();
    // The old PC is never seen again.
    const moved = await folders.open(folder, { machine: OTHER_PC, transport: transportTo(ehr) });
    await moved.sync.cycle();
    expect(moved.name()).toEqual({ name: 'Desk 2', receiptPrefix: 'D2' });
    expect([await moved.pay(), await moved.register('Ben')]).toEqual(['D2-000001', '2000001']);
    await moved.sync.cycle();
    expectOneOffice(moved);
    expect(ehr.resources('Patient')).toHaveLength(3);
    moved.close();
    for (let start = 0; start < 3; start += 1) {
      const again = await folders.open(folder, { machine: OTHER_PC, transport: transportTo(ehr) });
      await again.sync.cycle();
      expect(again.name()).toEqual({ name: 'Desk 2', receiptPrefix: 'D2' });
      expect(renewals(again)).toEqual(['other-machine']);
      again.close();
    }
  });

  it('keeps the name that somebody gave it before the server had a number', async () => {
    const folder = await folders.make('first', PC);
    const unnamed = await folders.open(folder, { machine: OTHER_PC, transport: NO_LINE });
    await unnamed.desk.signIn('administrator');
    await unnamed.desk.tell('practice.saveDesk', { fields: { name: 'By the window', labelPrinter: '' } });
    unnamed.close();
    const named = await folders.open(folder, { machine: OTHER_PC, transport: transportTo(ehr) });
    await named.sync.cycle();
    expect(named.name()).toEqual({ name: 'By the window', receiptPrefix: 'D2' });
  });

  it('is another desk on the same PC, where it was carried away from what lay beside it', async () => {
    const folder = await folders.make('first', PC);
    const copy = folders.copy(folder, 'copy');
    for (const file of [COPY_MARK, HIGH_WATER]) rmSync(join(copy, file));
    const two = await folders.open(copy, { machine: PC, transport: NO_LINE });
    expect(await two.pay()).toMatch(/^[A-Z]{4}-000001$/);
    expect(renewals(two)).toEqual(['carried-off']);
  });
});

describe('a desk that was never copied', () => {
  it('stays who it is over every start, with and without a line, whatever becomes of the answers', async () => {
    const folder = await folders.make('first', PC);
    const luck = { requests: 0 };
    const line: Transport = {
      send: async (request, ms) => {
        luck.requests += 1;
        // In turn: never sent, done without an answer, as it should be.
        if (luck.requests % 5 === 1) throw new TransportError('offline');
        const response = await transportTo(ehr).send(request, ms);
        if (luck.requests % 5 === 3) throw new TransportError('timeout');
        return response;
      },
    };
    for (let start = 0; start < 12; start += 1) {
      // A PC whose OS does not tell which one it is, now and then.
      const machine = start % 4 === 3 ? undefined : PC;
      const desk = await folders.open(folder, { machine, transport: start % 3 === 2 ? NO_LINE : line });
      await desk.pay();
      for (let cycle = 0; cycle < 4; cycle += 1) await desk.sync.cycle();
      expect(desk.name().receiptPrefix).toBe('D1');
      desk.close();
    }
    const last = await folders.open(folder, { machine: PC, transport: transportTo(ehr) });
    await meet(last);
    expect(renewals(last)).toEqual([]);
    expect(receipts(last)).toHaveLength(12);
    expectOneOffice(last);
  });

  it('stays who it is when the server is put back to an older state, or begins anew', async () => {
    const folder = await folders.make('first', PC);
    const desk = await folders.open(folder, { machine: PC, transport: transportTo(ehr) });
    await desk.sync.cycle();
    const older = ehr.resources('Basic').find((each) => JSON.stringify(each).includes('desk-life-mark'));
    if (!older) throw new Error('the server was told');
    desk.close();
    for (let start = 0; start < 3; start += 1) {
      const again = await folders.open(folder, { machine: PC, transport: transportTo(ehr) });
      await again.sync.cycle();
      again.close();
    }
    await ehr.load([older]);
    const after = await folders.open(folder, { machine: PC, transport: transportTo(ehr) });
    await after.sync.cycle();
    expect(after.name().receiptPrefix).toBe('D1');
    after.close();
    const anew = await folders.open(folder, { machine: PC, transport: transportTo(createEhr()) });
    await anew.sync.cycle();
    expect(anew.name().receiptPrefix).toBe('D1');
    expect(renewals(anew)).toEqual([]);
  });
});
