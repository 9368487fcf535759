import fc from 'fast-check';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { isMethodName, type MethodName, methodNames, registry } from '../../shared/api/index.ts';
import type { Reply } from '../../shared/api/reply.ts';
import { ROLE_PERMISSIONS, type Role } from '../../shared/staff/permissions.ts';
import { junk, spoiledInput, wellFormedInput } from '../support/contract-inputs.ts';
import { practiceOfEachTest } from '../support/each-test.ts';
import {
  addExpectedPatient,
  coverageId,
  deskOf,
  operationId,
  patientId,
  providerId,
  roomId,
  type TestDesk,
  visitId,
} from '../support/practice.ts';
import { recordsOf, type StoreContent, storeContent, storeProblems } from '../support/store-facts.ts';

/** What somebody typed; no error may say it back, because errors are logged and shown to whoever stands there. */
const TYPED = 'Okafor-Lindqvist-typed-at-the-desk';

/** There are more methods than a hundred: what is tried of each by itself is less, but not in the deep run. */
const EACH_METHOD = inject('isDeep') ? {} : { numRuns: 40 };

/** Ids that are nobody's, and ids of one kind given for another. */
const unknownIds = fc.oneof(
  fc.uuid({ version: 7 }),
  fc.constantFrom(`${roomId}`, `${providerId}`, patientId(404), visitId(404)),
);
const knownIds = fc.constantFrom<string>(
  patientId(1),
  patientId(2),
  visitId(1),
  visitId(2),
  coverageId(1),
  coverageId(2),
  roomId,
  providerId,
);
const someIds = fc.oneof({ weight: 1, arbitrary: unknownIds }, { weight: 4, arbitrary: knownIds });

const practice = practiceOfEachTest();
let start: ReturnType<typeof recordsOf>;
beforeEach(async () => {
  addExpectedPatient(practice.db, 1);
  addExpectedPatient(practice.db, 2, { family: 'Núñez Ortega', given: 'Ana' });
  practice.db
    .prepare('INSERT INTO prior_balance (patient_id, amount_cents, as_of) VALUES (?, 8240, 0)')
    .run(patientId(1));
  start = recordsOf(practice.db);
  await practice.desk.signIn('lead');
  others = new Map();
});

/** Windows of those who may do what a lead may not. */
let others: Map<Role, TestDesk> = new Map();

/** The window of somebody whose role covers a method: the lead's for most of them. */
async function windowFor(method: string): Promise<TestDesk> {
  const access = isMethodName(method) ? registry[method].access : 'anyone';
  const role = (['lead', 'administrator', 'auditor'] as const).find((each) =>
    (ROLE_PERMISSIONS[each] as readonly string[]).includes(access),
  );
  if (role === undefined || role === 'lead') return practice.desk;
  const known = others.get(role) ?? deskOf(practice.engine);
  if (!others.has(role)) await known.signIn(role);
  others.set(role, known);
  return known;
}

/** What ends with a PIN that the window's own person does not know any more. */
const PIN_METHODS: ReadonlySet<string> = new Set(['staff.signIn', 'staff.setPin', 'staff.changePin']);
const PIN_TABLES = ['staff_pin', 'audit'];

/** Calls, and holds the reply against the contract: a conforming answer, or a typed error and nothing written. */
async function callJudged(method: string, envelope: unknown): Promise<Reply> {
  const { connection } = await windowFor(method);
  const before = totalWrites();
  // A wrong PIN is counted and audited, and answers a refusal all the same.
  const counted = method === 'staff.changePin' ? PIN_TABLES : [];
  const isKnown = before === judged.writes && counted.length === 0;
  const content = isKnown ? judged.content : storeContent(practice.db, counted);
  const reply = await connection.call(method, envelope);
  // Electron and the Chromium host carry the reply as a structured clone or as JSON.
  expect(structuredClone(reply)).toEqual(reply);
  if (reply.ok) {
    const { output } = registry[method as MethodName];
    expect(
      output.safeParse(JSON.parse(JSON.stringify(reply.value))).error?.issues,
      `answer of ${method}`,
    ).toBeUndefined();
  } else {
    const { code, message, ref, retryable } = reply.error;
    expect({ code, message, ref, retryable }).toEqual({
      code: expect.stringMatching(/^[a-z]+\/[a-z-]+$/),
      message: expect.stringMatching(/^.{10,200}$/),
      ref: expect.stringMatching(/^[0-9a-f]{8}$/),
      retryable: expect.any(Boolean),
    });
    expect(code).not.toBe('desk/internal');
    expect(JSON.stringify(reply).length, 'size of an error').toBeLessThan(10_000);
    expect(JSON.stringify(reply)).not.toContain(TYPED);
    // A refused command may have written inside its transaction; what counts is what is left of it.
    if (totalWrites() !== before) expect(storeContent(practice.db, counted)).toEqual(content);
  }
  judged.writes = counted.length > 0 ? -1 : totalWrites();
  judged.content = reply.ok && counted.length === 0 ? storeContent(practice.db) : content;
  if (method === 'staff.lock' && reply.ok) await practice.desk.signIn('lead');
  return reply;
}

const judged: { writes: number; content: StoreContent } = { writes: -1, content: {} };
beforeEach(() => {
  judged.writes = -1;
});

function totalWrites(): number {
  return practice.db.prepare('SELECT total_changes()').pluck().get() as number;
}

/** The engine still does its work, and the store is whole. */
async function expectAlive(): Promise<void> {
  expect((await practice.desk.ask('visits.board', {})).rows.map((row) => row.id)).toContain(visitId(2));
  expect(storeProblems(practice.db, start)).toEqual([]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
}

describe('junk', () => {
  it('as a method or as an envelope is refused by name', async () => {
    const odd = fc.oneof(
      fc.constantFrom(
        '__proto__',
        'constructor',
        'toString',
        'hasOwnProperty',
        'visits.',
        '.',
        '',
        'VISITS.BOARD',
        'visits.board ',
        'staff.signIn\u0000',
        'x'.repeat(1_000_000),
      ),
      fc.string(),
      junk as fc.Arbitrary<string>,
      // A list of one name reads like the name wherever it is made into text.
      fc.constantFrom(...methodNames).map((name) => [name] as unknown as string),
    );
    await fc.assert(
      fc.asyncProperty(odd, junk, async (method, envelope) => {
        const reply = await callJudged(method, envelope);
        expect(reply.ok ? 'ok' : reply.error.code).toBe('desk/unknown-method');
      }),
    );
    const numbers = fc.oneof(
      junk,
      fc.constantFrom(`${TYPED}`, 'a'.repeat(1_000_000), '00000000-0000-0000-0000-000000000000'),
    );
    const envelopes = fc.oneof(
      junk,
      fc.record({
        operationId: numbers.filter((number) => number !== undefined),
        input: fc.constant({ visitId: visitId(1), move: 'arrive' }),
      }),
      fc.record({ operationId: fc.constant(operationId()), input: fc.constant({}), more: junk }),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...methodNames), envelopes, async (method, envelope) => {
        const reply = await callJudged(method, envelope);
        expect(reply.ok ? 'ok' : reply.error.code).toBe('input/invalid');
      }),
      // An object without fields, but not one that any form makes.
      { examples: [['staff.roster', { input: /x/g }]] },
    );
    await expectAlive();
  });

  it.each(methodNames)('as the input of %s is refused, and nothing is written', async (method) => {
    await fc.assert(
      fc.asyncProperty(junk, async (input) => {
        const reply = await callJudged(method, { operationId: operationId(), input });
        // An empty object of whatever kind is all that the methods without input ask for; one has nothing to take back.
        if (reply.ok || reply.error.code === 'sync/way-in-forgotten')
          expect(JSON.stringify(wellFormedShape(input))).toBe('{}');
        else expect(reply.error.code).toBe('input/invalid');
      }),
      EACH_METHOD,
    );
    await expectAlive();
  });

  it.each(methodNames)('in one place of an input of %s is refused or does no harm', async (method) => {
    await fc.assert(
      fc.asyncProperty(spoiledInput(method, method === 'staff.signIn' ? unknownIds : someIds), (input) =>
        callJudged(method, { operationId: operationId(), input }).then(() => undefined),
      ),
      EACH_METHOD,
    );
    await expectAlive();
  });

  it('of some megabytes in any text of any method is refused, and not said back', async () => {
    const texts = [
      'x'.repeat(1_200_000),
      `a@${'.'.repeat(1_200_000)}@`,
      `${'1'.repeat(1_100_000)}-`,
      `x${' '.repeat(1_200_000)}x`,
      `${TYPED} `.repeat(25_000),
      '😀'.repeat(400_000),
    ];
    for (const method of methodNames) {
      const [sample] = fc.sample(wellFormedInput(method, unknownIds), { numRuns: 1, seed: 7 });
      for (const spoiled of texts.flatMap((text) => withEachText(sample, text))) {
        const reply = await callJudged(method, { operationId: operationId(), input: spoiled });
        expect(reply, `${method} ${JSON.stringify(spoiled).slice(0, 300)}`).toMatchObject({ ok: false });
      }
    }
    await expectAlive();
  });

  it('in long lists is answered in few words', async () => {
    for (const identifiers of [
      Array.from({ length: 200_000 }, () => TYPED),
      Array.from({ length: 200_000 }, (_, place) => ({ [`${TYPED}${place}`]: place })),
    ]) {
      const reply = await callJudged('visits.checkIn', {
        operationId: operationId(),
        input: { ...firstCheckIn, identifiers },
      });
      expect(reply).toMatchObject({ ok: false, error: { code: 'input/invalid' } });
    }
    await expectAlive();
  });

  it('of less than nothing for a copay or a payment is refused', async () => {
    const fields = { payerName: 'Front Range Health', planName: '', memberId: 'FR-9', groupNumber: '' };
    for (const amount of [-1, -100, -100_000_000]) {
      const newCard = { choice: 'replace', fields: { ...fields, copayCents: amount } };
      const payment = { ...firstCheckIn.copay.payment, amountCents: amount };
      const calls = [
        ['visits.checkIn', { ...firstCheckIn, coverage: newCard, copay: { outcome: 'none-due' } }],
        ['cash.takePayment', { visitId: visitId(1), payment }],
      ] as const;
      for (const [method, input] of calls) {
        const reply = await callJudged(method, { operationId: operationId(), input });
        expect(reply).toMatchObject({ ok: false, error: { code: 'input/invalid' } });
      }
    }
    await expectAlive();
  });

  it('typed into any text, or as the name of a field, is never in the answer to it', async () => {
    for (const method of methodNames) {
      for (const sample of fc.sample(wellFormedInput(method, unknownIds), { numRuns: 20, seed: 11 })) {
        const spoiled = [
          ...withEachText(sample, `${TYPED}\u0000\n`),
          ...withEachText(sample, { [TYPED]: TYPED }),
          { ...(sample as object), [TYPED]: 1 },
          TYPED,
          [TYPED],
        ];
        for (const input of spoiled) await callJudged(method, { operationId: operationId(), input });
      }
    }
    await expectAlive();
  });
});

describe('well-formed input', () => {
  it.each(methodNames)(
    'of %s for things that are not there is refused or answered emptily',
    async (method) => {
      await fc.assert(
        fc.asyncProperty(wellFormedInput(method, unknownIds), (input) =>
          callJudged(method, { operationId: operationId(), input }).then(() => undefined),
        ),
        EACH_METHOD,
      );
      await expectAlive();
    },
  );

  it('of all methods in any order, on things that are there, leaves a store in which every law holds', async () => {
    const calls = fc
      .constantFrom(...methodNames.filter((name) => !PIN_METHODS.has(name)))
      .chain((method) => fc.tuple(fc.constant(method), wellFormedInput(method, someIds)));
    await fc.assert(
      fc.asyncProperty(fc.array(calls, { minLength: 10, maxLength: 30 }), async (sequence) => {
        for (const [method, input] of sequence)
          await callJudged(method, { operationId: operationId(), input });
      }),
    );
    await expectAlive();
  });
});

describe('the rights of a window', () => {
  it('are its own: another window can do nothing with the ids and numbers that the first one got', async () => {
    const { receipt } = await checkInFirst(operationId());
    const stranger = deskOf(practice.engine);
    const before = storeContent(practice.db);
    const ids = fc.oneof(someIds, fc.constantFrom(receipt?.tenderId ?? ''));
    for (const method of methodNames.filter((name) => registry[name].access !== 'anyone')) {
      for (const input of fc.sample(wellFormedInput(method, ids), { numRuns: 10, seed: 3 })) {
        expect((await stranger.refused(method, input)).code, method).toBe('staff/not-signed-in');
      }
    }
    expect(storeContent(practice.db)).toEqual(before);
  });

  it('end with lock and with dispose, for every method', async () => {
    const { connection } = practice.desk;
    for (const [end, code] of [
      [connection.lock, 'staff/not-signed-in'],
      [connection.dispose, 'desk/closed'],
    ] as const) {
      end();
      const before = storeContent(practice.db);
      for (const method of methodNames.filter(
        (name) => registry[name].access !== 'anyone' || code === 'desk/closed',
      )) {
        expect((await practice.desk.refused(method, {})).code, method).toBe(code);
      }
      expect(storeContent(practice.db)).toEqual(before);
    }
  });

  it('do not reach the answer that somebody else got under an operation number', async () => {
    const id = operationId();
    await checkInFirst(id);
    const other = deskOf(practice.engine);
    await other.signIn('front-desk');
    const before = storeContent(practice.db);
    for (const method of methodNames.filter(
      (name) =>
        registry[name].kind === 'command' &&
        (ROLE_PERMISSIONS['front-desk'] as readonly string[]).includes(registry[name].access),
    )) {
      const [input] = fc.sample(wellFormedInput(method, someIds), { numRuns: 1, seed: 5 });
      const error = await other.refused(method, input, id);
      expect(['operation/reused', 'input/invalid'], `${method} ${error.code}`).toContain(error.code);
    }
    expect((await other.refused('visits.checkIn', firstCheckIn, id)).code).toBe('operation/reused');
    expect(storeContent(practice.db)).toEqual(before);
  });

  it('of a role leave one audit line for each call that they do not cover, and nothing else', async () => {
    const window = deskOf(practice.engine);
    await window.signIn('auditor');
    const before = storeContent(practice.db, ['audit']);
    const lines = () =>
      practice.db.prepare(`SELECT count(*) FROM audit WHERE outcome = 'denied'`).pluck().get() as number;
    const covered: readonly string[] = ['anyone', 'signed-in', ...ROLE_PERMISSIONS.auditor];
    for (const method of methodNames.filter((name) => !covered.includes(registry[name].access))) {
      const denied = lines();
      for (const input of fc.sample(wellFormedInput(method, someIds), { numRuns: 5, seed: 9 })) {
        expect((await window.refused(method, input)).code).toBe('staff/not-allowed');
      }
      expect(lines()).toBe(denied + 5);
    }
    expect(storeContent(practice.db, ['audit'])).toEqual(before);
    await expectAlive();
  });
});

const firstCheckIn = {
  visitId: visitId(1),
  identifiers: ['name', 'phone'] as ('name' | 'phone')[],
  demographicsConfirmed: true as const,
  coverage: { choice: 'keep' as const, coverageId: coverageId(1) },
  copay: {
    outcome: 'taken' as const,
    payment: { tender: 'cash' as const, amountCents: 3000, reference: '', purpose: 'copay' as const },
  },
};

function checkInFirst(id: string) {
  return practice.desk.tell('visits.checkIn', firstCheckIn, id);
}

/** What JSON makes of a value that a method took for an empty object. */
function wellFormedShape(input: unknown): unknown {
  return typeof input === 'object' ? { ...input } : input;
}

/** The input with one of its texts replaced, once for each text. */
function withEachText(input: unknown, text: unknown): unknown[] {
  if (typeof input === 'string') return [text];
  if (typeof input !== 'object' || input === null) return [];
  return Object.entries(input).flatMap(([key, value]) =>
    withEachText(value, text).map((spoiled) =>
      Array.isArray(input) ? input.with(Number(key), spoiled) : { ...input, [key]: spoiled },
    ),
  );
}
