import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Answer,
  CONSENT_RENEWALS,
  consentStandings,
  dueConsents,
  isMinor,
  lastDayOfYear,
  mayBeSignedBy,
  SIGNER_RELATIONS,
  type TextInForce,
} from '../../shared/consents/rules.ts';
import { addDays, daysBetween, type PlainDate } from '../../shared/kernel/time.ts';

const days = fc.integer({ min: 0, max: 6000 }).map((count) => addDays('2012-01-01' as PlainDate, count));
const births = fc.integer({ min: 0, max: 30_000 }).map((count) => addDays('1940-01-01' as PlainDate, count));
const seriesIds = fc.constantFrom('privacy', 'treatment', 'billing');
const texts: fc.Arbitrary<TextInForce[]> = fc.uniqueArray(
  fc.record({
    seriesId: seriesIds,
    version: fc.integer({ min: 1, max: 4 }),
    renewal: fc.constantFrom(...CONSENT_RENEWALS),
    required: fc.boolean(),
  }),
  { selector: ({ seriesId }) => seriesId, maxLength: 3 },
);
const answers: fc.Arbitrary<Answer[]> = fc.array(
  fc.record({
    seriesId: seriesIds,
    version: fc.integer({ min: 1, max: 4 }),
    outcome: fc.constantFrom('signed' as const, 'signed' as const, 'refused' as const),
    status: fc.constantFrom('valid' as const, 'valid' as const, 'revoked' as const),
    relation: fc.constantFrom(...SIGNER_RELATIONS),
    day: days,
    visitId: fc.constantFrom(null, 'visit-1', 'visit-2'),
    signedAt: fc.nat({ max: 1_000_000 }),
  }),
  { maxLength: 8 },
);
const asked = fc.record({ day: days, visitId: fc.constantFrom(null, 'visit-1'), birthDate: births });

describe('consent rules', () => {
  it('judge each text once, and what is due is exactly what asks for something', () => {
    fc.assert(
      fc.property(texts, answers, asked, (inForce, given, ask) => {
        const standings = consentStandings(inForce, given, ask);
        expect(standings.map(({ text }) => text)).toEqual(inForce);
        for (const { state, isDue, last, text } of standings) {
          expect(last === null).toBe(state === 'never');
          if (state === 'valid') expect(isDue).toBe(false);
          else if (state !== 'refused') expect(isDue).toBe(true);
          if (last !== null) expect(last.seriesId).toBe(text.seriesId);
        }
        const due = dueConsents(inForce, given, ask);
        expect(new Set(due)).toEqual(new Set(standings.filter(({ isDue }) => isDue)));
        const firstOptional = due.findIndex(({ text }) => !text.required);
        if (firstOptional >= 0)
          expect(due.slice(firstOptional).every(({ text }) => !text.required)).toBe(true);
      }),
    );
  });

  it('ask for nothing right after everything was signed by somebody who may', () => {
    fc.assert(
      fc.property(texts, answers, asked, fc.nat(), (inForce, given, ask, pick) => {
        const relations = mayBeSignedBy(ask.birthDate, ask.day);
        const signed = inForce.map((text) => ({
          ...text,
          outcome: 'signed' as const,
          status: 'valid' as const,
          relation: relations[pick % relations.length] ?? 'self',
          day: ask.day,
          visitId: ask.visitId,
          signedAt: 2_000_000,
        }));
        expect(dueConsents(inForce, [...given, ...signed], ask)).toEqual([]);
      }),
    );
  });

  it('never let an older answer count over a newer one', () => {
    fc.assert(
      fc.property(texts, answers, asked, (inForce, given, ask) => {
        const newestOnly = inForce.flatMap((text) => {
          const own = given.filter(({ seriesId }) => seriesId === text.seriesId);
          const top = Math.max(...own.map(({ signedAt }) => signedAt));
          return own.filter(({ signedAt }) => signedAt === top).slice(-1);
        });
        expect(consentStandings(inForce, newestOnly, ask)).toEqual(consentStandings(inForce, given, ask));
      }),
    );
  });

  it('end a yearly signature after its last day, and no later and no earlier', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 800 }), (signedOn, later) => {
        const text: TextInForce = { seriesId: 'privacy', version: 1, renewal: 'yearly', required: true };
        const answer: Answer = {
          ...text,
          outcome: 'signed',
          status: 'valid',
          relation: 'self',
          day: signedOn,
          visitId: null,
          signedAt: 1,
        };
        const day = addDays(signedOn, later);
        const [standing] = consentStandings([text], [answer], {
          day,
          visitId: null,
          birthDate: '1950-01-01' as PlainDate,
        });
        const last = lastDayOfYear(signedOn);
        expect([364, 365]).toContain(daysBetween(signedOn, last));
        expect(standing?.state).toBe(day <= last ? 'valid' : 'expired');
        expect(standing?.validUntil).toBe(day <= last ? last : null);
      }),
    );
  });

  it('let nobody under 18 sign alone, and no parent for who is grown', () => {
    fc.assert(
      fc.property(births, days, (birthDate, day) => {
        const relations = mayBeSignedBy(birthDate, day);
        expect(relations.includes('self')).toBe(!isMinor(birthDate, day));
        expect(relations.includes('parent')).toBe(isMinor(birthDate, day));
        expect(relations.length).toBeGreaterThan(1);
        // Once of age, always of age.
        if (!isMinor(birthDate, day)) expect(isMinor(birthDate, addDays(day, 1))).toBe(false);
      }),
    );
  });
});
