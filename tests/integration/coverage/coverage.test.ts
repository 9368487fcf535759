import { beforeEach, describe, expect, it } from 'vitest';
import { firstBrokenLink } from '../../../electron/engine/journal.ts';
import type { InputOf, OutputOf } from '../../../shared/api/index.ts';
import type { Cents } from '../../../shared/kernel/money.ts';
import type { PlainDate } from '../../../shared/kernel/time.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';
import { addExpectedPatient, operationId } from '../../support/practice.ts';

const practice = practiceOfEachTest();
let someone: ReturnType<typeof addExpectedPatient>;
beforeEach(async () => {
  someone = addExpectedPatient(practice.db, 1);
  await practice.desk.signIn('front-desk');
});

const card = (memberId: string, more: Partial<InputOf<'coverage.add'>['fields']> = {}) => ({
  payerName: 'Front Range Health',
  planName: '',
  memberId,
  groupNumber: '',
  copayCents: 2500 as Cents,
  ...more,
});
const day = (text: string) => text as PlainDate;
const add = async (memberId: string, more = {}): Promise<string> =>
  (await practice.desk.tell('coverage.add', { patientId: someone.patientId, fields: card(memberId, more) }))
    .coverageId;
const coverages = async (): Promise<OutputOf<'coverage.ofPatient'>['coverages']> =>
  (await practice.desk.ask('coverage.ofPatient', { patientId: someone.patientId })).coverages;
const order = async () =>
  (await coverages())
    .filter(({ status }) => status === 'active')
    .map(({ memberId, priority }) => [priority, memberId]);

describe('coverage', () => {
  it('is added behind those in force, three at most; the policy of an accident takes no place', async () => {
    await add('SECOND');
    await add('THIRD');
    expect(await order()).toEqual([
      [1, 'M1'],
      [2, 'SECOND'],
      [3, 'THIRD'],
    ]);
    const fourth = { patientId: someone.patientId, fields: card('FOURTH') };
    expect((await practice.desk.refused('coverage.add', fourth)).code).toBe('coverage/three-in-force');
    await add('CRASH', { kind: 'auto' });
    expect((await coverages()).find(({ memberId }) => memberId === 'CRASH')?.priority).toBe(9);
  });

  it('closes the gap when the first one ends, and undo puts it in front again', async () => {
    await add('SECOND');
    const ended = operationId();
    await practice.desk.tell(
      'coverage.end',
      { coverageId: someone.coverageId, version: 1, endsOn: '2026-02-28' },
      ended,
    );
    expect(await order()).toEqual([[1, 'SECOND']]);
    await practice.desk.tell('coverage.undo', { operationId: ended });
    expect(await order()).toEqual([
      [1, 'M1'],
      [2, 'SECOND'],
    ]);
    expect((await practice.desk.refused('coverage.undo', { operationId: ended })).code).toBe(
      'coverage/nothing-to-undo',
    );
    expect(firstBrokenLink(practice.db, 'change_log')).toBeUndefined();
  });

  it('whose last day has passed is not in force, though nobody ended it', async () => {
    await practice.desk.tell('coverage.edit', {
      coverageId: someone.coverageId,
      version: 1,
      changes: { endsOn: '2026-03-09' },
    });
    const { visit } = await practice.desk.ask('visits.panel', { visitId: someone.visitId });
    expect(visit.missing).toEqual(['coverage']);
    const keep: InputOf<'visits.checkIn'> = {
      visitId: someone.visitId,
      identifiers: ['name', 'phone'],
      demographicsConfirmed: true,
      coverage: { choice: 'keep', coverageId: someone.coverageId },
      copay: { outcome: 'none-due' },
    };
    expect((await practice.desk.refused('visits.checkIn', keep)).code).toBe('coverage/not-in-force');
  });

  it('is put into another order', async () => {
    const second = await add('SECOND');
    await practice.desk.tell('coverage.reorder', { patientId: someone.patientId, order: [second] });
    expect(await order()).toEqual([
      [1, 'SECOND'],
      [2, 'M1'],
    ]);
    const gone = { patientId: someone.patientId, order: [someone.visitId] };
    expect((await practice.desk.refused('coverage.reorder', gone)).code).toBe('coverage/not-in-force');
  });

  it('refuses an edit that came too late, and dates that cannot be', async () => {
    const edit = (version: number, changes: InputOf<'coverage.edit'>['changes']) => ({
      coverageId: someone.coverageId,
      version,
      changes,
    });
    expect(await practice.desk.tell('coverage.edit', edit(1, { relation: 'child' }))).toEqual({ version: 2 });
    expect((await practice.desk.refused('coverage.edit', edit(1, { planName: 'Gold' }))).code).toBe(
      'coverage/changed-meanwhile',
    );
    const wrong = edit(2, { startsOn: day('2026-05-01'), endsOn: day('2026-04-01') });
    expect(await practice.desk.refused('coverage.edit', wrong)).toMatchObject({
      code: 'input/invalid',
      fields: { endsOn: expect.any(String) as string },
    });
    // The same again changes nothing, and is not written down as a change.
    expect(await practice.desk.tell('coverage.edit', edit(2, { relation: 'child' }))).toEqual({ version: 2 });
  });

  it('that was never theirs leaves the lists and stays in the log', async () => {
    await practice.desk.tell('coverage.enteredInError', { coverageId: someone.coverageId, version: 1 });
    expect(await coverages()).toEqual([]);
    expect(
      practice.db.prepare(`SELECT count(*) FROM change_log WHERE record_type = 'Coverage'`).pluck().get(),
    ).toBe(1);
    const again = { coverageId: someone.coverageId, version: 2 };
    expect((await practice.desk.refused('coverage.enteredInError', again)).code).toBe('coverage/unknown');
  });
});

describe('what the insurer said', () => {
  it('stays beside what it says next, and belongs to the visit', async () => {
    const tell = (result: 'active' | 'inactive') =>
      practice.desk.tell('coverage.recordEligibility', {
        visitId: someone.visitId,
        coverageId: someone.coverageId,
        answer: { result, how: 'phone', copayCents: null, note: '', overrideReason: '' },
      });
    await tell('inactive');
    practice.clock.advance(60_000);
    await tell('active');
    const { eligibility } = await practice.desk.ask('visits.panel', { visitId: someone.visitId });
    expect(eligibility.map(({ result }) => result)).toEqual(['active', 'inactive']);
  });
});

describe('authorizations', () => {
  const fields = (more: Partial<InputOf<'coverage.addAuthorization'>['fields']> = {}) => ({
    kind: 'authorization' as const,
    number: 'A-1001',
    issuedBy: 'Blue Ridge PPO',
    unitsApproved: 2,
    unitsUsedBefore: 1,
    startsOn: null,
    expiresOn: '2026-06-30',
    coverageId: null,
    note: '',
    ...more,
  });
  const used = async (): Promise<number | undefined> =>
    (await practice.desk.ask('coverage.ofPatient', { patientId: someone.patientId })).authorizations[0]
      ?.unitsUsed;

  it('give a unit to a check-in and get it back when that is taken back or cancelled', async () => {
    const { authorizationId } = await practice.desk.tell('coverage.addAuthorization', {
      patientId: someone.patientId,
      fields: fields(),
    });
    const checkIn: InputOf<'visits.checkIn'> = {
      visitId: someone.visitId,
      identifiers: ['name', 'phone'],
      demographicsConfirmed: true,
      coverage: { choice: 'keep', coverageId: someone.coverageId },
      authorizationId,
      copay: { outcome: 'not-taken', reason: 'disputed' },
    };
    expect(await used()).toBe(1);
    const first = operationId();
    await practice.desk.tell('visits.checkIn', checkIn, first);
    expect(await used()).toBe(2);
    await practice.desk.tell('visits.undo', { visitId: someone.visitId, operationId: first });
    expect(await used()).toBe(1);
    await practice.desk.tell('visits.checkIn', checkIn);
    await practice.desk.tell('visits.move', {
      visitId: someone.visitId,
      move: 'cancel',
      reason: 'went home',
    });
    expect(await used()).toBe(1);
  });

  it('are asked for on the board where the plan pays only with one, and one that is used up is a warning, no stop', async () => {
    await practice.desk.tell('coverage.edit', {
      coverageId: someone.coverageId,
      version: 1,
      changes: { needsAuthorization: true },
    });
    const missing = async () =>
      (await practice.desk.ask('visits.panel', { visitId: someone.visitId })).visit.missing;
    expect(await missing()).toEqual(['authorization', 'copay']);
    const { authorizationId } = await practice.desk.tell('coverage.addAuthorization', {
      patientId: someone.patientId,
      fields: fields({ unitsUsedBefore: 2 }),
    });
    expect(await missing()).toEqual(['authorization', 'copay']);
    await practice.desk.tell('coverage.editAuthorization', {
      authorizationId,
      version: 1,
      changes: { unitsApproved: 3 },
    });
    expect(await missing()).toEqual(['copay']);
    await practice.desk.tell('coverage.removeAuthorization', { authorizationId, version: 2 });
    expect(await missing()).toEqual(['authorization', 'copay']);
    await practice.desk.tell('visits.checkIn', {
      visitId: someone.visitId,
      identifiers: ['name', 'phone'],
      demographicsConfirmed: true,
      coverage: { choice: 'keep', coverageId: someone.coverageId },
      copay: { outcome: 'not-taken', reason: 'disputed' },
    });
  });
});
