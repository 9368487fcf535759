import fc from 'fast-check';
import { expect, inject, it } from 'vitest';
import { wallClock, weekdayOf, wholeDay } from '../../shared/calendar/open-hours.ts';
import { MINUTE, overlap } from '../../shared/calendar/spans.ts';
import type { PatientId, ProviderId, RoomId, VisitId } from '../../shared/kernel/ids.ts';
import { addDays, instantOf, type PlainDate } from '../../shared/kernel/time.ts';
import { clashesOf, type Standing } from '../../shared/worklists/clashes.ts';
import { fittingStart } from '../../shared/worklists/wishes.ts';
import { ZONE } from '../support/practice.ts';

const numRuns = inject('isDeep') ? 20_000 : 1_000;
const id = <Id extends string>(letter: string, number: number): Id => `${letter}${number}` as Id;

const visits = fc
  .array(
    fc.record({
      patient: fc.integer({ min: 1, max: 4 }),
      provider: fc.option(fc.integer({ min: 1, max: 2 })),
      room: fc.option(fc.integer({ min: 1, max: 2 })),
      step: fc.integer({ min: 0, max: 12 }),
      minutes: fc.constantFrom(5, 10, 20, 45),
      hasReason: fc.boolean(),
    }),
    { maxLength: 8 },
  )
  .map((list) =>
    list.map(
      ({ patient, provider, room, step, minutes, hasReason }, index): Standing => ({
        visitId: id<VisitId>('v', index),
        patientId: id<PatientId>('p', patient),
        providerId: provider === null ? null : id<ProviderId>('d', provider),
        roomId: room === null ? null : id<RoomId>('r', room),
        starts: step * 5 * MINUTE,
        minutes,
        bufferMinutes: 0,
        hasReason,
      }),
    ),
  );

it('every pair that shares a room, or without a reason a patient or a provider, is listed once, in whatever order it is read', () => {
  fc.assert(
    fc.property(visits, fc.nat(), (list, turn) => {
      const span = ({ starts, minutes }: Standing) => ({ starts, ends: starts + minutes * MINUTE });
      const expected = list.flatMap((one, index) =>
        list.slice(index + 1).flatMap((two) => {
          if (!overlap(span(one), span(two))) return [];
          const isSame = <Key extends keyof Standing>(key: Key): boolean =>
            one[key] !== null && one[key] === two[key];
          const isExcused = one.hasReason || two.hasReason;
          if (isSame('roomId') || (!isExcused && (isSame('patientId') || isSame('providerId'))))
            return [[one.visitId, two.visitId].toSorted().join(' ')];
          return [];
        }),
      );
      const turned = [...list.slice(turn % (list.length + 1)), ...list.slice(0, turn % (list.length + 1))];
      const found = clashesOf(turned, () => 0).map(({ visitIds }) => visitIds.toSorted().join(' '));
      expect(found.toSorted()).toEqual(expected.toSorted());
      expect(clashesOf(turned, () => 0)).toEqual(clashesOf(list, () => 0));
      // Who sees several at once clashes only beyond that number.
      const providers = clashesOf(list, () => 9).filter(({ rule }) => rule === 'provider');
      expect(providers).toEqual([]);
    }),
    { numRuns },
  );
});

/** Days of 24, 23 and 25 hours, and one on which nobody waits. */
const DAYS = ['2026-03-12', '2026-03-08', '2026-11-01', '2026-12-24'] as PlainDate[];
const hour = fc.integer({ min: 0, max: 23 }).map((value) => `${String(value).padStart(2, '0')}:00`);

it('a free stretch is proposed to exactly those who would take it, from the first minute on that suits them', () => {
  fc.assert(
    fc.property(
      fc.record({
        day: fc.constantFrom(...DAYS),
        from: fc.integer({ min: 0, max: 280 }),
        length: fc.constantFrom(5, 20, 40, 120),
        minutes: fc.constantFrom(5, 20, 45),
        opens: fc.option(hour),
        closes: fc.option(hour),
        weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
        before: fc.integer({ min: -2, max: 3 }),
        providers: fc.subarray(['d1', 'd2'] as ProviderId[]),
      }),
      ({ day, from, length, minutes, opens, closes, weekdays, before, providers }) => {
        const starts = instantOf(day, 0, 0, ZONE) + from * 5 * MINUTE;
        fc.pre(starts + length * MINUTE <= wholeDay(day, ZONE).ends);
        const wish = {
          providerIds: providers,
          weekdays,
          opens,
          closes,
          fromDay: addDays(day, -before),
          untilDay: addDays(day, before + 1),
          isUrgent: false,
          addedAt: 0,
        };
        const providerId = 'd1' as ProviderId;
        const found = fittingStart(wish, minutes, [], { day, starts, minutes: length, providerId }, ZONE);
        // Told minute by minute instead.
        const isDay =
          before >= 0 &&
          (weekdays.length === 0 || weekdays.includes(weekdayOf(day))) &&
          (providers.length === 0 || providers.includes(providerId));
        const earliest = opens === null ? starts : wallClock(day, opens, ZONE);
        const latest = closes === null ? starts + length * MINUTE : wallClock(day, closes, ZONE);
        const suits = Array.from({ length: length + 1 }, (_each, index) => starts + index * MINUTE).filter(
          (at) => at >= earliest && at + minutes * MINUTE <= Math.min(starts + length * MINUTE, latest),
        );
        expect(found).toBe(isDay ? suits[0] : undefined);
      },
    ),
    { numRuns },
  );
});
