import { describe, expect, it } from 'vitest';
import { deskRecord } from '../../../electron/practice/records.ts';
import type { Capabilities } from '../../../electron/sync/capabilities.ts';
import { probeServer, readStatement } from '../../../electron/sync/probe.ts';
import type { Ehr } from '../../support/ehr/ehr.ts';
import { type Rules, TIERS } from '../../support/ehr/rules.ts';
import { patient } from '../../support/ehr/talk.ts';
import { testEhr } from '../../support/ehr/test-ehr.ts';
import { transportTo } from '../../support/sync-desks.ts';

const PRACTICE = '0190a000-0000-7000-8000-000000000001';

async function probed(ehr: Ehr): Promise<Capabilities> {
  const turns = { count: 0 };
  const transport = transportTo(ehr);
  const newId = () => {
    turns.count += 1;
    return `turn-${turns.count}`;
  };
  const options = { practiceId: PRACTICE, newId };
  return (await probeServer(transport, await readStatement(transport), options)).capabilities;
}

async function seen(rules: Partial<Rules>, says: Partial<Rules> = {}): Promise<Capabilities> {
  return probed(testEhr({ rules, says }).ehr);
}

describe('the ways of making something once', () => {
  it.each(['A', 'B', 'C', 'D'] as const)('are found by trying: %s', async (tier) => {
    expect(await seen(TIERS[tier])).toMatchObject({ tier, isTried: true });
  });

  it.each(['B', 'C', 'D'] as const)('are not believed: a server that says A and is %s', async (tier) => {
    const says = { conditionalCreate: true, updateCreate: true, versioning: 'versioned-update' } as const;
    expect(await seen(TIERS[tier], says)).toMatchObject({ tier, conditionalCreate: false });
  });

  it('are found where the server keeps silent about them', async () => {
    expect(await seen({}, { conditionalCreate: false, versioning: 'versioned' })).toMatchObject({
      tier: 'A',
      versionedUpdate: true,
    });
  });

  it('are none where an id of ours is taken, and is overwritten the second time', async () => {
    expect(await seen({ ...TIERS.B, ifNoneMatch: false })).toMatchObject({ tier: 'D', updateCreate: false });
  });

  it('name the header by which the server knows a create again', async () => {
    for (const header of ['x-amz-fhir-idempotency-key', 'idempotency-key'])
      expect((await seen({ ...TIERS.C, idempotencyHeader: header })).idempotencyKey).toBe(header);
  });

  it('are not trusted where nothing can be tried, whatever the server says', async () => {
    expect(await seen({ types: { Basic: 'read-only' } })).toMatchObject({
      isTried: false,
      tier: 'D',
      conditionalCreate: true,
      versionedUpdate: true,
      batch: false,
      types: { Basic: 'read', Patient: 'write' },
      kinds: { Patient: 'sent', [deskRecord.type]: 'kept-here' },
    });
  });
});

describe('a change on an old version', () => {
  it.each([409, 412] as const)('is seen to be refused: %i', async (staleStatus) => {
    expect((await seen({ staleStatus })).versionedUpdate).toBe(true);
  });

  it.each(['versioned', 'no-version'] as const)('is seen to be done: %s', async (versioning) => {
    expect((await seen({ versioning }, { versioning: 'versioned-update' })).versionedUpdate).toBe(false);
  });
});

describe('a batch', () => {
  it('is as large as the server answers', async () => {
    expect(await seen({})).toMatchObject({ batch: true, mostPerBatch: 100 });
    expect(await seen({ maxBatchEntries: 30 })).toMatchObject({ batch: true, mostPerBatch: 25 });
    expect(await seen({ batch: false }, { batch: true })).toMatchObject({ batch: false, mostPerBatch: 1 });
  });
});

describe('a search', () => {
  it('is seen to heed the time, or not', async () => {
    expect(await seen({})).toMatchObject({ searchesByTime: true, sortsByTime: true, mostPerPage: 200 });
    expect(await seen({ lastUpdatedSearch: false })).toMatchObject({ searchesByTime: false });
    expect(await seen({ lastUpdatedSearch: false, strictSearch: true })).toMatchObject({
      searchesByTime: false,
      sortsByTime: false,
    });
  });

  it('is seen to pass over the order where there is something to be put in order', async () => {
    const test = testEhr({ rules: { lastUpdatedSearch: false } });
    for (const number of ['1', '2', '3']) {
      test.clock.now += 1_000;
      await test.send('POST', '/Patient', patient(number));
    }
    expect(await probed(test.ehr)).toMatchObject({ sortsByTime: false });
  });

  it('by time that one type alone refuses is made of none', async () => {
    const { ehr } = testEhr();
    const moody: Pick<Ehr, 'handle'> = {
      handle: (request) =>
        ehr.handle(
          request.path.startsWith('/fhir/Coverage?_lastUpdated')
            ? { ...request, path: '/fhir/Coverage?nobody-knows=1' }
            : request,
        ),
    };
    ehr.become({ strictSearch: true });
    expect(await probed(moody as Ehr)).toMatchObject({ searchesByTime: false, sortsByTime: true });
  });

  it('shows the largest page where there are more than fit on one', async () => {
    const test = testEhr({ rules: { maxCount: 7 } });
    for (let number = 0; number < 9; number += 1) await test.send('POST', '/Patient', patient(`${number}`));
    expect((await probed(test.ehr)).mostPerPage).toBe(7);
  });
});

describe('what a trial leaves behind', () => {
  it.each(['A', 'B', 'C', 'D'] as const)(
    'is one resource for all desks, however often it is made: %s',
    async (tier) => {
      const { ehr } = testEhr({ rules: TIERS[tier] });
      for (let time = 0; time < 3; time += 1) await probed(ehr);
      expect(ehr.resources('Basic')).toHaveLength(1);
      for (const type of ['Patient', 'Organization', 'Appointment']) expect(ehr.resources(type)).toEqual([]);
    },
  );

  it('does not disturb another desk that tries at the same time', async () => {
    const { ehr } = testEhr();
    const both = await Promise.all([probed(ehr), probed(ehr)]);
    for (const each of both) expect(each).toMatchObject({ tier: 'A', versionedUpdate: true, batch: true });
    expect(ehr.resources('Basic')).toHaveLength(1);
  });
});

describe('a type of record', () => {
  it('that the server does not have, or only shows, is carried', async () => {
    const { types, kinds } = await seen({ types: { Appointment: 'read-only', Coverage: 'absent' } });
    expect(types).toMatchObject({ Appointment: 'read', Coverage: 'absent', Patient: 'write' });
    expect(kinds).toMatchObject({ Appointment: 'carried', Coverage: 'carried', Patient: 'sent' });
  });

  it('of which the server says that it has it, and has not, is found out', async () => {
    const { types } = await seen({ types: { Coverage: 'absent' } }, { types: {} });
    expect(types['Coverage']).toBe('absent');
  });
});
