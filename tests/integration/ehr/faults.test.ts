import { describe, expect, it } from 'vitest';
import type { Fault } from '../../support/ehr/faults.ts';
import { NAMED_FAULTS, randomFaults } from '../../support/ehr/random-faults.ts';
import { patient, RECORD } from '../../support/ehr/talk.ts';
import { type TestEhr, testEhr } from '../../support/ehr/test-ehr.ts';

/** A server to whose first request the fault happens. */
function first(fault: Fault): TestEhr {
  return testEhr({ faults: (_, n) => (n === 1 ? fault : undefined) });
}

const once = { 'if-none-exist': `identifier=${RECORD}|1` };
const create = (test: TestEhr, headers: Record<string, string> = {}) =>
  test.send('POST', '/Patient', patient('1'), headers);
const stored = ({ ehr }: TestEhr) => ehr.resources('Patient').length;

describe('a connection that is cut', () => {
  it('before, during or after the request looks the same to the client', async () => {
    for (const [fault, done] of [
      [{ kind: 'drop' }, 0],
      [{ kind: 'lost-response' }, 1],
      [{ kind: 'late', after: 1 }, 0],
    ] as const) {
      const test = first(fault);
      await expect(create(test)).rejects.toMatchObject({ code: 'ECONNRESET' });
      expect(stored(test)).toBe(done);
    }
  });

  it('after a create, and then sent again, makes two without a condition and one with it', async () => {
    for (const [headers, rows] of [
      [{}, 2],
      [once, 1],
    ] as const) {
      const test = first({ kind: 'lost-response' });
      await expect(create(test, headers)).rejects.toThrow();
      await create(test, headers);
      expect(stored(test)).toBe(rows);
    }
  });
});

describe('a late original', () => {
  it('arrives after so many others', async () => {
    const test = first({ kind: 'late', after: 2 });
    await expect(create(test)).rejects.toThrow();
    await test.send('GET', '/metadata');
    expect(stored(test)).toBe(0);
    await test.send('GET', '/metadata');
    expect(stored(test)).toBe(1);
  });

  it('of a bare PUT erases what somebody wrote meanwhile; with a condition it does not', async () => {
    for (const [headers, gender] of [
      [{}, undefined],
      [{ 'if-none-match': '*' }, 'female'],
    ] as const) {
      const test = first({ kind: 'late', after: 3 });
      const original = patient('1', { id: 'mine' });
      await expect(test.send('PUT', '/Patient/mine', original, headers)).rejects.toThrow();
      await test.send('PUT', '/Patient/mine', original, headers);
      await test.send('PUT', '/Patient/mine', patient('1', { id: 'mine', gender: 'female' }));
      await test.ehr.settle();
      expect(test.ehr.resources('Patient')[0]).toMatchObject(
        gender ? { gender } : { meta: { versionId: '3' } },
      );
      expect('gender' in (test.ehr.resources('Patient')[0] ?? {})).toBe(gender !== undefined);
    }
  });

  it('arrives when a test says that all is over', async () => {
    const test = first({ kind: 'late', after: 100 });
    await expect(create(test)).rejects.toThrow();
    await test.ehr.settle();
    expect(stored(test)).toBe(1);
  });
});

describe('a request that arrives twice', () => {
  it('is done twice unless it says not to, and answered by either', async () => {
    const bare = first({ kind: 'duplicate' });
    expect((await create(bare)).json.id).toBe('id-2');
    expect(stored(bare)).toBe(2);
    const heard = first({ kind: 'duplicate', answer: 'first' });
    expect((await create(heard)).json.id).toBe('id-1');
    const safe = first({ kind: 'duplicate' });
    expect((await create(safe, once)).status).toBe(200);
    expect(stored(safe)).toBe(1);
  });

  it('may be refused although it was done', async () => {
    const test = testEhr({ faults: (_, n) => (n === 2 ? { kind: 'duplicate' } : undefined) });
    await create(test);
    const body = patient('1', { id: 'id-1', gender: 'male' });
    const answered = await test.send('PUT', '/Patient/id-1', body, { 'if-match': 'W/"1"' });
    expect(answered.status).toBe(412);
    expect(test.ehr.resources('Patient')[0]).toMatchObject({ gender: 'male' });
  });
});

describe('a server that fails', () => {
  it.each([401, 403, 404, 409, 410, 412, 413, 422, 429, 500, 502, 503] as const)(
    'answers %i and does nothing',
    async (status) => {
      const test = first({ kind: 'status', status, retryAfter: 7 });
      const refused = await create(test);
      expect([refused.status, refused.headers['retry-after'], refused.json.resourceType]).toEqual([
        status,
        '7',
        'OperationOutcome',
      ]);
      expect(stored(test)).toBe(0);
      expect((await create(test)).status).toBe(201);
    },
  );

  it('may have done it all the same', async () => {
    const test = first({ kind: 'status-after-commit', status: 503 });
    expect((await create(test)).status).toBe(503);
    expect(stored(test)).toBe(1);
  });
});

describe('an answer that is none', () => {
  it('is garbage, half of it, or the page of a hotel', async () => {
    const garbage = first({ kind: 'garbage' });
    const broken = await create(garbage);
    expect(broken.status).toBe(201);
    expect(() => broken.json).toThrow();
    expect(stored(garbage)).toBe(1);

    const half = first({ kind: 'half-body' });
    const cut = await create(half);
    expect(() => cut.json).toThrow();
    expect([cut.text.startsWith('{"resourceType":"Patient"'), stored(half)]).toEqual([true, 1]);

    const portal = first({ kind: 'captive-portal' });
    const page = await create(portal);
    expect([page.status, page.headers['content-type'], stored(portal)]).toEqual([200, 'text/html', 0]);
  });

  it('comes slowly, or late', async () => {
    const slow = first({ kind: 'slow-drip', ms: 40_000 });
    expect((await create(slow)).status).toBe(201);
    const late = first({ kind: 'delay', ms: 2_000 });
    expect((await create(late)).status).toBe(201);
    expect([slow.slept, late.slept]).toEqual([[40_000], [2_000]]);
  });
});

describe('faults by chance', () => {
  it('come as often as they are told to, and the same for the same numbers', () => {
    const numbers = () => {
      const state = { last: 7 };
      return () => {
        state.last = (state.last * 16_807) % 2_147_483_647;
        return state.last / 2_147_483_647;
      };
    };
    const draw = () => {
      const hook = randomFaults(Object.values(NAMED_FAULTS), 0.3, numbers());
      return Array.from({ length: 2_000 }, (_, n) => hook({ method: 'GET', path: '/' }, n)?.kind);
    };
    const drawn = draw();
    expect(drawn).toEqual(draw());
    const share = drawn.filter(Boolean).length / drawn.length;
    expect(share).toBeGreaterThan(0.25);
    expect(share).toBeLessThan(0.35);
    expect(new Set(drawn.filter(Boolean)).size).toBe(
      new Set(Object.values(NAMED_FAULTS).map(({ kind }) => kind)).size,
    );
  });
});
