import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EligibilityCheck } from '../../../../shared/coverage/contract.ts';
import {
  authorizationState,
  authorizationToUse,
  CASE_PRIORITY,
  casePoliciesOn,
  ELIGIBILITY_GOOD_FOR_DAYS,
  eligibilityFor,
  freePriority,
  inForceOn,
  isCasePolicy,
  isInForce,
  primaryOn,
  reordered,
  unitsLeft,
} from '../../../../shared/coverage/rules.ts';
import type { AuthorizationId, CoverageId } from '../../../../shared/kernel/ids.ts';
import { addDays, instantOf, type PlainDate } from '../../../../shared/kernel/time.ts';

const DAY = '2026-03-10' as PlainDate;
const ZONE = 'America/Denver';
const days = fc.integer({ min: -40, max: 40 }).map((count) => addDays(DAY, count));

const coverages = fc
  .array(
    fc.record({
      kind: fc.constantFrom('medical', 'medical', 'other', 'auto', 'work-injury' as const),
      status: fc.constantFrom('active', 'active', 'ended' as const),
      priority: fc.constantFrom(1, 2, 3),
      startsOn: fc.option(days, { nil: null }),
      endsOn: fc.option(days, { nil: null }),
    }),
    { maxLength: 7 },
  )
  .map((list) =>
    list.map((each, index) => ({
      ...each,
      id: `c${index}` as CoverageId,
      kind: each.kind as 'medical',
      status: each.status as 'active',
      priority: isCasePolicy(each.kind as 'auto') ? CASE_PRIORITY : each.priority,
    })),
  );

describe('coverage in force', () => {
  it('holds from its first to its last day, both included', () => {
    const card = { status: 'active' as const, startsOn: DAY, endsOn: DAY };
    expect([-1, 0, 1].map((count) => isInForce(card, addDays(DAY, count)))).toEqual([false, true, false]);
    expect(isInForce({ status: 'ended', startsOn: null, endsOn: null }, DAY)).toBe(false);
  });

  it('never bills a policy of an accident for an ordinary visit, nor one that has ended', () => {
    fc.assert(
      fc.property(coverages, days, (list, day) => {
        const primary = primaryOn(list, day);
        const ordinary = list.filter((each) => !isCasePolicy(each.kind) && isInForce(each, day));
        expect(primary === undefined).toBe(ordinary.length === 0);
        if (primary) expect(Math.min(...ordinary.map(({ priority }) => priority))).toBe(primary.priority);
        for (const policy of casePoliciesOn(list, 'auto', day)) expect(policy.kind).toBe('auto');
      }),
    );
  });

  it('gives a place that nobody has, as long as there are three', () => {
    fc.assert(
      fc.property(coverages, days, (list, day) => {
        const taken = inForceOn(list, day).map(({ priority }) => priority);
        const free = freePriority(list, day);
        if (free === undefined) expect(new Set(taken).size).toBe(3);
        else expect(taken).not.toContain(free);
      }),
    );
  });

  it('orders those in force one, two, three, the named ones first, and no other is moved', () => {
    fc.assert(
      fc.property(coverages, days, fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6]), (list, day, picked) => {
        const order = picked.map((index) => `c${index}`);
        const places = reordered(list, order, day);
        const inForce = inForceOn(list, day).map(({ id }) => id);
        expect([...places.keys()].toSorted()).toEqual([...inForce].toSorted());
        expect([...places.values()].toSorted()).toEqual(inForce.map((_id, index) => index + 1));
        const named = order.filter((id) => inForce.includes(id as CoverageId));
        expect([...places.keys()].slice(0, named.length)).toEqual(named);
      }),
    );
  });
});

describe('what an insurer said', () => {
  const check = (id: string, daysAgo: number, more: Partial<EligibilityCheck> = {}): EligibilityCheck =>
    ({
      id,
      visitId: 'earlier',
      coverageId: 'card',
      result: 'active',
      checkedAt: instantOf(addDays(DAY, -daysAgo), 9, 0, ZONE),
      ...more,
    }) as EligibilityCheck;
  const of = { visitId: 'now', coverageId: 'card' };

  it('counts for this visit first, and from another one while it is not too old', () => {
    const own = check('own', 0, { visitId: 'now' as never, result: 'not-checked' });
    expect(eligibilityFor([check('new', 1), own], of, DAY, ZONE)?.id).toBe('own');
    expect(eligibilityFor([check('old', ELIGIBILITY_GOOD_FOR_DAYS)], of, DAY, ZONE)?.id).toBe('old');
    expect(eligibilityFor([check('old', ELIGIBILITY_GOOD_FOR_DAYS + 1)], of, DAY, ZONE)).toBeUndefined();
  });

  it('says nothing of another card, and nobody asked last week says nothing of today', () => {
    expect(eligibilityFor([check('a', 1)], { ...of, coverageId: 'other' }, DAY, ZONE)).toBeUndefined();
    expect(eligibilityFor([check('a', 1, { result: 'not-checked' })], of, DAY, ZONE)).toBeUndefined();
  });
});

describe('authorizations', () => {
  const units = fc.record({
    unitsApproved: fc.option(fc.integer({ min: 1, max: 30 }), { nil: null }),
    unitsUsed: fc.nat({ max: 40 }),
    startsOn: fc.option(days, { nil: null }),
    expiresOn: fc.option(days, { nil: null }),
  });

  it('never has less than no units left, and one visit takes exactly one', () => {
    fc.assert(
      fc.property(units, (one) => {
        const left = unitsLeft(one);
        if (one.unitsApproved === null) {
          expect(left).toBeNull();
          return;
        }
        expect(left).toBeGreaterThanOrEqual(0);
        const after = unitsLeft({ ...one, unitsUsed: one.unitsUsed + 1 });
        expect(after).toBe(Math.max(0, (left ?? 0) - 1));
      }),
    );
  });

  it('uses one that holds, is of this coverage, and expires first', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(units, fc.constantFrom(null, 'card', 'other')), { maxLength: 6 }),
        days,
        (list, day) => {
          const all = list.map(([each, coverageId], index) => ({
            ...each,
            id: `a${index}` as AuthorizationId,
            coverageId: coverageId as CoverageId | null,
          }));
          const holds = all.filter(
            (each) =>
              each.coverageId !== 'other' && ['good', 'last-unit'].includes(authorizationState(each, day)),
          );
          const used = authorizationToUse(all, 'card', day);
          expect(used === undefined).toBe(holds.length === 0);
          if (used)
            for (const other of holds)
              expect((used.expiresOn ?? '9999') <= (other.expiresOn ?? '9999')).toBe(true);
        },
      ),
    );
  });

  it('says what is wrong with it, the date before the units', () => {
    const one = { unitsApproved: 2, unitsUsed: 0, startsOn: null, expiresOn: DAY };
    expect(authorizationState(one, DAY)).toBe('good');
    expect(authorizationState({ ...one, unitsUsed: 1 }, DAY)).toBe('last-unit');
    expect(authorizationState({ ...one, unitsUsed: 2 }, DAY)).toBe('no-units');
    expect(authorizationState({ ...one, unitsUsed: 2 }, addDays(DAY, 1))).toBe('expired');
    expect(authorizationState({ ...one, startsOn: addDays(DAY, 1) }, DAY)).toBe('not-started');
  });
});
