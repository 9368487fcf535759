import { Operator } from '@medplum/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { learnDefinitions } from '../../support/ehr/definitions.ts';
import { searchPage } from '../../support/ehr/search.ts';
import { createStore, type Store } from '../../support/ehr/store.ts';
import { patient, RECORD } from '../../support/ehr/talk.ts';
import { START } from '../../support/ehr/test-ehr.ts';

const ROWS = 5_000;
const PAGE = 50;
/** A binary search, the page, and one row to know whether there is a next one. */
const FEW = 2 * PAGE + 20;

const at = {} as { store: Store; read: { rows: number } };

beforeAll(async () => {
  learnDefinitions();
  const clock = { now: START };
  at.store = createStore({
    now: () => clock.now,
    visibleLag: () => 0,
    committed: () => undefined,
    checkCommit: () => undefined,
  });
  for (let number = 0; number < ROWS; number += 1) {
    clock.now += 10;
    const resource = patient(String(number)) as never;
    await at.store.write({ type: 'Patient', id: `p${number}`, method: 'POST', resource });
  }
  at.read = countReads(at.store);
});

/** Counts how many versions and rows are looked at from now on. */
function countReads(store: Store): { rows: number } {
  const read = { rows: 0 };
  const table = store.table('Patient');
  const log = new Proxy(table.log, {
    get: (target, key, receiver) => {
      if (typeof key === 'string' && /^\d+$/.test(key)) read.rows += 1;
      return Reflect.get(target, key, receiver) as unknown;
    },
  });
  const getRow = table.rows.get.bind(table.rows);
  table.rows.get = (id) => {
    read.rows += 1;
    return getRow(id);
  };
  Object.assign(table, { log });
  return read;
}

function search(code: string, operator: Operator, value: string, order?: string) {
  at.read.rows = 0;
  const view = { store: at.store, moment: Number.POSITIVE_INFINITY };
  const page = searchPage(
    view,
    {
      resourceType: 'Patient',
      filters: [{ code, operator, value }],
      ...(order ? { sortRules: [{ code: order }] } : {}),
    },
    PAGE,
  );
  return { ids: page.matches.map(({ id }) => id), hasMore: page.hasMore, read: at.read.rows };
}

describe('a search that a sync client lives on', () => {
  it('finds an identifier without looking at the other rows', () => {
    const { ids, read } = search('identifier', Operator.EQUALS, `${RECORD}|4321`);
    expect(ids).toEqual(['p4321']);
    expect(read).toBeLessThan(5);
  });

  it('finds an id without looking at the other rows', () => {
    const { ids, read } = search('_id', Operator.EQUALS, 'p4321');
    expect(ids).toEqual(['p4321']);
    expect(read).toBeLessThan(5);
  });

  it('reads a page from a stamp on as if there were no more rows than the page', () => {
    const middle = new Date(START + (ROWS / 2) * 10).toISOString();
    const { ids, hasMore, read } = search(
      '_lastUpdated',
      Operator.GREATER_THAN_OR_EQUALS,
      middle,
      '_lastUpdated',
    );
    expect([ids.length, ids[0], hasMore]).toEqual([PAGE, `p${ROWS / 2 - 1}`, true]);
    expect(read).toBeLessThan(FEW + PAGE);
  });

  it('finds nothing after the last stamp at once', () => {
    const { ids, hasMore, read } = search('_lastUpdated', Operator.GREATER_THAN, '2027-01-01');
    expect([ids, hasMore]).toEqual([[], false]);
    expect(read).toBeLessThan(20);
  });

  it('does look at every row for anything else, which shows that looking is counted', () => {
    expect(search('birthdate', Operator.EQUALS, '1980-01-01').read).toBe(ROWS);
  });
});
