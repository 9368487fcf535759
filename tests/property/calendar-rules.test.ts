import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockOf, wholeDay } from '../../shared/calendar/open-hours.ts';
import {
  type DayToSearch,
  freeInRoom,
  type OpeningWanted,
  openingsOn,
} from '../../shared/calendar/openings.ts';
import { type Busy, conflictsOf, type DayFacts, overrulingOf } from '../../shared/calendar/rules.ts';
import { covers, MINUTE, merged, overlap, type Span, without } from '../../shared/calendar/spans.ts';
import type { PatientId, ProviderId, RoomId, VisitId } from '../../shared/kernel/ids.ts';
import { addDays, instantOf, type PlainDate } from '../../shared/kernel/time.ts';

const ZONE = 'America/Denver';
/** An ordinary day, and the two on which the clocks change. */
const DAYS = ['2026-03-10', '2026-03-08', '2026-11-01'] as PlainDate[];
const provider = (number: number) => `provider-${number}` as ProviderId;
const room = (number: number) => `room-${number}` as RoomId;

const days = fc.constantFrom(...DAYS).map((day) => wholeDay(day, ZONE));
const stretch = fc.record({
  from: fc.integer({ min: 0, max: 276 }),
  length: fc.integer({ min: 1, max: 24 }),
});
const spanIn = (day: Span, { from, length }: { from: number; length: number }): Span => ({
  starts: day.starts + from * 5 * MINUTE,
  ends: day.starts + (from + length) * 5 * MINUTE,
});
const visit = fc.record({
  at: stretch,
  provider: fc.constantFrom(1, 2, null),
  room: fc.constantFrom(1, 2, null),
  buffer: fc.constantFrom(0, 0, 5, 15),
});
const world = fc.record({
  day: days,
  open: fc.option(fc.array(stretch, { minLength: 1, maxLength: 3 })),
  blocks: fc.array(fc.record({ at: stretch, of: fc.constantFrom('provider', 'room', 'all') }), {
    maxLength: 2,
  }),
  visits: fc.array(visit, { maxLength: 8 }),
});

function factsOf({
  day,
  open,
  blocks,
  visits,
}: typeof world extends fc.Arbitrary<infer Value> ? Value : never): DayFacts {
  return {
    day,
    todayStarts: day.starts,
    providerOpen: open === null ? null : open.map((each) => spanIn(day, each)),
    roomOpen: null,
    overbook: 0,
    blocks: blocks.map(({ at, of }) => ({
      ...spanIn(day, at),
      providerId: of === 'provider' ? provider(1) : null,
      roomId: of === 'room' ? room(1) : null,
      reason: 'staff meeting',
    })),
    busy: visits.map(
      ({ at, provider: seen, room: place, buffer }, index): Busy => ({
        visitId: `visit-${index}` as VisitId,
        patientId: `patient-${index}` as PatientId,
        providerId: seen === null ? null : provider(seen),
        roomId: place === null ? null : room(place),
        starts: spanIn(day, at).starts,
        minutes: at.length * 5,
        bufferMinutes: buffer,
      }),
    ),
    type: { bufferMinutes: 10, providerIds: [], roomIds: [], forWhom: 'any' },
    isNewPatient: null,
  };
}

describe('spans', () => {
  const spans = fc.array(
    stretch.map((each) => spanIn({ starts: 0, ends: 0 }, each)),
    { maxLength: 6 },
  );
  /** Minute by minute, as slow as it is plain. */
  const has = (list: readonly Span[], at: number): boolean =>
    list.some(({ starts, ends }) => starts <= at && at < ends);

  it('are merged and cut as counting every five minutes does it', () => {
    fc.assert(
      fc.property(spans, spans, (one, two) => {
        for (let at = 0; at < 310 * 5 * MINUTE; at += 5 * MINUTE) {
          expect(has(merged(one), at)).toBe(has(one, at));
          expect(has(without(one, two), at)).toBe(has(one, at) && !has(two, at));
        }
        const list = merged(one);
        for (const [index, span] of list.entries())
          expect(list[index + 1]?.starts ?? Infinity).toBeGreaterThan(span.ends);
      }),
    );
  });

  it('cover what every minute of is in one of them', () => {
    fc.assert(
      fc.property(spans, stretch, (list, each) => {
        const wanted = spanIn({ starts: 0, ends: 0 }, each);
        let holds = true;
        for (let at = wanted.starts; at < wanted.ends; at += 5 * MINUTE) holds &&= has(list, at);
        expect(covers(list, wanted)).toBe(holds);
      }),
    );
  });
});

describe('the clock of a day', () => {
  it('says of every time what the zone says, in zones that change at night, at midnight and by half an hour', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('America/Denver', 'America/Havana', 'Australia/Lord_Howe', 'Asia/Beirut', 'UTC'),
        fc.integer({ min: 0, max: 730 }),
        fc.integer({ min: 0, max: 287 }),
        (zone, offset, steps) => {
          const day = addDays('2025-01-01' as PlainDate, offset);
          const [hour, minute] = [Math.floor(steps / 12), (steps % 12) * 5];
          const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
          expect(clockOf(day, zone).at(time)).toBe(instantOf(day, hour, minute, zone));
        },
      ),
    );
  });
});

describe('a booking', () => {
  it('has the conflicts that every pair of times says, on days of 23, 24 and 25 hours', () => {
    fc.assert(
      fc.property(world, visit, (practice, each) => {
        const facts = factsOf(practice);
        const wanted = spanIn(facts.day, each.at);
        const asked = {
          visitId: null,
          patientId: 'patient-1' as PatientId,
          providerId: each.provider === null ? null : provider(each.provider),
          roomId: each.room === null ? null : room(each.room),
          starts: wanted.starts,
          minutes: each.at.length * 5,
        };
        const found = conflictsOf(asked, facts);
        const clash = (other: Busy): boolean =>
          overlap(wanted, { starts: other.starts, ends: other.starts + other.minutes * MINUTE });
        const rules = found.map(({ rule }) => rule);
        expect(found.filter(({ rule }) => rule === 'room').map(({ visitId }) => visitId)).toEqual(
          facts.busy
            .filter((other) => clash(other) && other.roomId !== null && other.roomId === asked.roomId)
            .map(({ visitId }) => visitId),
        );
        expect(rules.includes('provider-full')).toBe(
          asked.providerId !== null &&
            facts.busy.some((other) => clash(other) && other.providerId === asked.providerId),
        );
        expect(rules.includes('patient')).toBe(
          facts.busy.some((other) => clash(other) && other.patientId === asked.patientId),
        );
        expect(rules.includes('over-midnight')).toBe(wanted.ends > facts.day.ends);
        expect(rules.includes('block')).toBe(
          facts.blocks.some(
            (block) =>
              overlap(block, wanted) &&
              ((block.providerId === null && block.roomId === null) ||
                (block.providerId !== null && block.providerId === asked.providerId) ||
                (block.roomId !== null && block.roomId === asked.roomId)),
          ),
        );
      }),
    );
  });

  it('never stands against itself when it moves a little', () => {
    fc.assert(
      fc.property(world, fc.nat({ max: 7 }), (practice, index) => {
        const facts = factsOf({ ...practice, open: null, blocks: [] });
        const moving = facts.busy[index];
        fc.pre(moving !== undefined);
        const alone = { ...facts, busy: [moving] };
        const conflicts = conflictsOf({ ...moving, starts: moving.starts + 5 * MINUTE }, alone);
        expect(conflicts.filter(({ visitId }) => visitId !== null)).toEqual([]);
      }),
    );
  });
});

describe('an opening', () => {
  const wanted = (day: Span, parts: OpeningWanted['parts'], needsRoom: boolean): OpeningWanted => ({
    parts,
    stepMinutes: 5,
    notBefore: day.starts,
    within: null,
    needsRoom,
  });
  const search = (facts: DayFacts): DayToSearch => ({
    day: facts.day,
    open: facts.providerOpen,
    blocks: facts.blocks,
    visits: facts.busy.filter(({ providerId }) => providerId === provider(1)),
    rooms: [1, 2].map(room).map((roomId) => {
      const visits = facts.busy.filter((each) => each.roomId === roomId);
      return { roomId, free: freeInRoom(roomId, facts, null, visits) };
    }),
  });

  it('has no conflict, and there is no other: every start without one is proposed', () => {
    fc.assert(
      fc.property(world, fc.constantFrom(10, 20, 45), fc.boolean(), (practice, minutes, needsRoom) => {
        const facts = factsOf(practice);
        const found = openingsOn(
          provider(1),
          search(facts),
          wanted(facts.day, [{ minutes, bufferMinutes: 10 }], needsRoom),
        );
        const free = (starts: number, roomId: RoomId | null): boolean =>
          overrulingOf(
            conflictsOf(
              { visitId: null, patientId: null, providerId: provider(1), roomId, starts, minutes },
              facts,
            ),
          ) === null;
        const naive: number[] = [];
        for (let starts = facts.day.starts; starts < facts.day.ends; starts += 5 * MINUTE)
          if (needsRoom ? [1, 2].some((each) => free(starts, room(each))) : free(starts, null))
            naive.push(starts);
        expect(found.map(({ starts }) => starts)).toEqual(naive);
        for (const { starts, roomId, isSnug } of found) {
          expect(free(starts, roomId)).toBe(true);
          expect(isSnug).toBe(!free(starts - 5 * MINUTE, null) || !free(starts + 5 * MINUTE, null));
        }
      }),
    );
  });

  it('keeps to the part of the day that will do, and is snug only where the day really is full', () => {
    fc.assert(
      fc.property(world, stretch, fc.nat({ max: 288 }), (practice, part, before) => {
        const facts = factsOf(practice);
        const any = wanted(facts.day, [{ minutes: 20, bufferMinutes: 10 }], false);
        const within = spanIn(facts.day, part);
        const notBefore = facts.day.starts + before * 5 * MINUTE;
        const all = openingsOn(provider(1), search(facts), any);
        expect(openingsOn(provider(1), search(facts), { ...any, notBefore, within: [within] })).toEqual(
          all.filter(
            ({ starts }) =>
              starts >= notBefore && starts >= within.starts && starts + 20 * MINUTE <= within.ends,
          ),
        );
      }),
    );
  });
});
