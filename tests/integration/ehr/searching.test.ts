import { beforeEach, describe, expect, it } from 'vitest';
import { type Answer, patient, RECORD, type Send } from '../../support/ehr/talk.ts';
import { START, type TestEhr, testEhr } from '../../support/ehr/test-ehr.ts';

const at = {} as { test: TestEhr };
const send: Send = (...request) => at.test.send(...request);
const clock = () => at.test.clock;
const instant = (ms: number) => new Date(START + ms).toISOString();

beforeEach(() => {
  at.test = testEhr();
});

function numbersOf({ json }: Answer): string[] {
  return (json.entry ?? []).map(
    ({ resource }: { resource: { identifier: { value: string }[] } }) => resource.identifier[0]?.value,
  );
}

function nextOf({ json }: Answer): string | undefined {
  const link = json.link.find(({ relation }: { relation: string }) => relation === 'next');
  return link?.url.slice('http://ehr.test/fhir'.length);
}

/** One patient for each number, a second apart. */
async function patients(...numbers: string[]): Promise<void> {
  for (const number of numbers) {
    await send('POST', '/Patient', patient(number));
    clock().now += 1_000;
  }
}

/** Follows the next links to their end; `between` runs after each page. */
async function walk(path: string, between: () => Promise<void> = async () => undefined): Promise<string[]> {
  const page = await send('GET', path);
  const next = nextOf(page);
  if (!next) return numbersOf(page);
  await between();
  return [...numbersOf(page), ...(await walk(next, between))];
}

describe('by identifier', () => {
  it('finds by system and value, by value, by system, and one of several', async () => {
    await patients('1', '2');
    const other = { identifier: [{ system: 'urn:other', value: '1' }, { value: 'bare' }] };
    await send('POST', '/Patient', patient('', other));
    const found = async (query: string) => numbersOf(await send('GET', `/Patient?identifier=${query}`));
    expect(await found(`${RECORD}|1`)).toEqual(['1']);
    expect(await found('1')).toEqual(['1', '1']);
    expect(await found(`${RECORD}|1,${RECORD}|2`)).toEqual(['1', '2']);
    expect(await found(`${RECORD}|`)).toEqual(['1', '2']);
    expect(await found('|bare')).toEqual(['1']);
    expect(await found('|1')).toEqual([]);
    expect(await found('none')).toEqual([]);
  });

  it('forgets one that a record has no longer', async () => {
    await patients('1');
    await send('PUT', '/Patient/id-1', patient('2', { id: 'id-1' }));
    expect(numbersOf(await send('GET', `/Patient?identifier=${RECORD}|1`))).toEqual([]);
    expect(numbersOf(await send('GET', `/Patient?identifier=${RECORD}|2`))).toEqual(['2']);
  });

  it('by POST, with a form', async () => {
    await patients('1', '2');
    const found = await send('POST', '/Patient/_search', `identifier=${encodeURIComponent(`${RECORD}|2`)}`, {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(numbersOf(found)).toEqual(['2']);
  });
});

describe('by stamp', () => {
  it.each([
    ['ge', ['2', '3']],
    ['gt', ['3']],
    ['le', ['1', '2']],
    ['lt', ['1']],
    ['eq', ['2']],
    ['', ['2']],
  ])('"%s" takes exactly what it says', async (prefix, expected) => {
    await patients('1', '2', '3');
    const path = `/Patient?_lastUpdated=${prefix}${instant(1_000)}&_sort=_lastUpdated`;
    expect(numbersOf(await send('GET', path))).toEqual(expected);
  });

  it('sorts by it both ways, ties by id where that is asked for', async () => {
    for (const [number, id] of [
      ['1', 'c'],
      ['2', 'b'],
      ['3', 'a'],
    ] as const)
      await send('PUT', `/Patient/${id}`, patient(number, { id }));
    clock().now += 1_000;
    await patients('4');
    const sorted = async (by: string) => numbersOf(await send('GET', `/Patient?_sort=${by}`));
    expect(await sorted('_lastUpdated')).toEqual(['1', '2', '3', '4']);
    expect(await sorted('-_lastUpdated')).toEqual(['4', '3', '2', '1']);
    expect(await sorted('_lastUpdated,_id')).toEqual(['3', '2', '1', '4']);
    expect(await sorted('_id')).toEqual(['3', '2', '1', '4']);
  });

  it('never steps back with the clock of the server', async () => {
    await patients('1');
    clock().now -= 3_600_000;
    await patients('2');
    expect(numbersOf(await send('GET', `/Patient?_lastUpdated=ge${instant(0)}&_sort=_lastUpdated`))).toEqual([
      '1',
      '2',
    ]);
  });

  it('loses no row to keyset pages, 500 of 700 on one stamp and the server giving 200', async () => {
    const make = (from: number, to: number) =>
      at.test.ehr.load(
        Array.from({ length: to - from }, (_, index) => patient(String(from + index)) as never),
      );
    await make(0, 100);
    clock().now += 1_000;
    await make(100, 600);
    clock().now += 1_000;
    await make(600, 700);
    const seen = await walk(`/Patient?_lastUpdated=ge${instant(0)}&_sort=_lastUpdated&_count=1000`);
    expect(seen).toHaveLength(700);
    expect(new Set(seen).size).toBe(700);
  });

  it('shows a write late where the server lags, and an older one before it', async () => {
    at.test = testEhr({ visibleLag: ({ id }) => (id === 'slow' ? 1_500 : 0) });
    await send('PUT', '/Patient/slow', patient('slow', { id: 'slow' }));
    clock().now += 100;
    await send('PUT', '/Patient/fast', patient('fast', { id: 'fast' }));
    const cursor = instant(100);
    expect(numbersOf(await send('GET', '/Patient?_sort=_lastUpdated'))).toEqual(['fast']);
    expect((await send('GET', '/Patient/slow')).status).toBe(200);
    const once = { 'if-none-exist': `identifier=${RECORD}|slow` };
    expect((await send('POST', '/Patient', patient('slow'), once)).status).toBe(200);

    clock().now += 2_000;
    expect(numbersOf(await send('GET', `/Patient?_lastUpdated=gt${cursor}`))).toEqual([]);
    expect(numbersOf(await send('GET', `/Patient?_lastUpdated=ge${instant(0)}`))).toEqual(['slow', 'fast']);
  });

  it('shows the old version of a row while the new one lags', async () => {
    at.test = testEhr({ visibleLag: ({ method }) => (method === 'POST' ? 0 : 1_000) });
    await patients('1');
    await send('PUT', '/Patient/id-1', patient('1', { id: 'id-1', gender: 'male' }));
    const versions = async () =>
      (await send('GET', '/Patient?_sort=_lastUpdated')).json.entry.map(
        ({ resource }: { resource: { meta: { versionId: string } } }) => resource.meta.versionId,
      );
    expect(await versions()).toEqual(['1']);
    clock().now += 1_000;
    expect(await versions()).toEqual(['2']);
  });
});

describe('pages', () => {
  it('end where no next link is, not where a page is short', async () => {
    at.test = testEhr({ rules: { maxCount: 2, defaultCount: 1 } });
    await patients('1', '2', '3', '4', '5');
    expect(numbersOf(await send('GET', '/Patient'))).toHaveLength(1);
    expect(numbersOf(await send('GET', '/Patient?_count=100'))).toHaveLength(2);
    expect(await walk('/Patient?_count=100')).toEqual(['1', '2', '3', '4', '5']);
    expect(nextOf(await send('GET', '/Patient?_count=2&_offset=4'))).toBeUndefined();
  });

  it('miss a row for whoever only follows the links while others edit', async () => {
    await patients('1', '2', '3', '4');
    const edit = { done: false };
    const seen = await walk('/Patient?_sort=_lastUpdated&_count=2', async () => {
      if (edit.done) return;
      edit.done = true;
      await send('PUT', '/Patient/id-1', patient('1', { id: 'id-1', gender: 'male' }));
    });
    expect(seen).toEqual(['1', '2', '4', '1']);
  });

  it('count without rows, and rows without their other elements', async () => {
    await patients('1', '2');
    const count = await send('GET', '/Patient?_summary=count');
    expect([count.json.total, count.json.entry, nextOf(count)]).toEqual([2, undefined, undefined]);
    expect((await send('GET', '/Patient?_count=1&_total=accurate')).json.total).toBe(2);
    const some = await send('GET', '/Patient?_elements=identifier');
    expect(Object.keys(some.json.entry[0].resource).sort()).toEqual([
      'id',
      'identifier',
      'meta',
      'resourceType',
    ]);
    expect(some.json.entry[0].resource.meta.tag[0].code).toBe('SUBSETTED');
    expect((await send('GET', '/Patient/id-1')).json.meta.tag).toBeUndefined();
  });
});

describe('by anything else', () => {
  async function appointments(): Promise<void> {
    await patients('1');
    for (const start of ['2026-03-10T10:00:00Z', '2026-03-11T10:00:00Z'])
      await send('POST', '/Appointment', {
        resourceType: 'Appointment',
        status: 'booked',
        start,
        end: start.replace('10:00', '10:30'),
        participant: [{ status: 'accepted', actor: { reference: 'Patient/id-1' } }],
      });
  }

  it('matches dates, references, chains and names, and brings what belongs to it', async () => {
    await appointments();
    const found = async (query: string) => (await send('GET', query)).json.entry?.length ?? 0;
    expect(await found('/Appointment?date=ge2026-03-11')).toBe(1);
    expect(await found('/Appointment?date=ge2026-03-10&date=lt2026-03-11')).toBe(1);
    expect(await found('/Appointment?patient=Patient/id-1')).toBe(2);
    expect(await found('/Appointment?actor:Patient.name=sample')).toBe(2);
    expect(await found('/Appointment?actor:Patient.name=other')).toBe(0);
    expect(await found('/Patient?name=sample')).toBe(1);
    expect(await found('/Patient?_id=id-1,none')).toBe(1);
    const included = await send('GET', '/Appointment?date=2026-03-11&_include=Appointment:actor');
    expect(included.json.entry.map(({ search }: { search: { mode: string } }) => search.mode)).toEqual([
      'match',
      'include',
    ]);
    expect(await found('/Patient?_id=id-1&_revinclude=Appointment:actor')).toBe(3);
    expect(
      (await send('GET', '/Appointment?_sort=-date')).json.entry[0].resource.start.startsWith('2026-03-11'),
    ).toBe(true);
  });

  it('passes over a parameter that it does not know, unless told to be strict', async () => {
    await patients('1');
    expect(numbersOf(await send('GET', '/Patient?nonsense=1'))).toEqual(['1']);
    const strict = { prefer: 'handling=strict' };
    expect((await send('GET', '/Patient?nonsense=1', undefined, strict)).status).toBe(400);
    expect((await send('GET', '/Patient?name=sample&_count=1', undefined, strict)).status).toBe(200);
    expect((await send('GET', '/Patient?_has:Appointment:actor:date=2026')).status).toBe(400);
    expect((await send('GET', '/Patient?_lastUpdated=yesterday')).status).toBe(400);
  });
});

describe('a read', () => {
  it('says nothing again of what the client has', async () => {
    await patients('1');
    const get = async (headers: Record<string, string>) =>
      (await send('GET', '/Patient/id-1', undefined, headers)).status;
    expect(await get({ 'if-none-match': 'W/"1"' })).toBe(304);
    expect(await get({ 'if-none-match': 'W/"2"' })).toBe(200);
    expect(await get({ 'if-modified-since': 'Tue, 10 Mar 2026 09:00:00 GMT' })).toBe(304);
    expect(await get({ 'if-modified-since': 'Tue, 10 Mar 2026 08:59:59 GMT' })).toBe(200);
  });
});

describe('a history', () => {
  const told = ({ json }: Answer) =>
    (json.entry ?? []).map(({ request, response }: Record<string, { method: string; etag: string }>) => [
      request?.method,
      response?.etag,
    ]);

  it('of one, of a type and of all tells every version, newest first, again and again', async () => {
    await patients('1');
    await send('PUT', '/Patient/id-1', patient('1', { id: 'id-1', gender: 'male' }));
    await send('DELETE', '/Patient/id-1');
    await send('POST', '/Location', { resourceType: 'Location', name: 'Room 1' });
    const expected = [
      ['DELETE', 'W/"3"'],
      ['PUT', 'W/"2"'],
      ['POST', 'W/"1"'],
    ];
    expect(told(await send('GET', '/Patient/id-1/_history'))).toEqual(expected);
    expect(told(await send('GET', '/Patient/id-1/_history'))).toEqual(expected);
    expect(told(await send('GET', '/Patient/_history'))).toEqual(expected);
    expect(told(await send('GET', '/_history'))).toEqual([['POST', 'W/"1"'], ...expected]);
    expect((await send('GET', '/Patient/never/_history')).status).toBe(404);
  });

  it('begins where it is told to, and comes in pages', async () => {
    await patients('1', '2', '3');
    expect(told(await send('GET', `/Patient/_history?_since=${instant(1_000)}`))).toHaveLength(2);
    expect(told(await send('GET', `/_history?_since=${instant(5_000)}`))).toHaveLength(0);
    expect((await send('GET', '/_history?_since=now')).status).toBe(400);
    expect(await walk('/Patient/_history?_count=2')).toEqual(['3', '2', '1']);
  });
});
