import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { createHlc } from '../../electron/engine/hlc.ts';
import { idSchema, uuidV7 } from '../../shared/kernel/ids.ts';
import { type Cents, cents, formatCents, LARGEST_CENTS, parseCents } from '../../shared/kernel/money.ts';
import { typedLine } from '../../shared/kernel/text.ts';
import {
  addDays,
  clinicDay,
  daysBetween,
  formatAge,
  instantOf,
  isPlainDate,
  type PlainDate,
} from '../../shared/kernel/time.ts';

const ZONE = 'America/Denver';
const amounts = fc.integer({ min: 0, max: LARGEST_CENTS }).map((value) => value as Cents);
/** Every day of the two centuries that the desk can meet. */
const days = fc
  .integer({ min: -36_000, max: 60_000 })
  .map((count) => addDays('2000-01-01' as PlainDate, count));

describe('money', () => {
  it('is read back from how it is written, to the cent', () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        expect(parseCents(formatCents(amount))).toBe(amount);
        expect(parseCents(`${Math.trunc(amount / 100)}.${String(amount % 100).padStart(2, '0')}`)).toBe(
          amount,
        );
        if (amount > 0) expect(formatCents(cents(-amount))).toBe(`−${formatCents(amount)}`);
      }),
    );
  });

  it('is never guessed: what is read is what was written, or nothing', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.stringMatching(/^\$? ?[0-9,]{1,12}(\.[0-9]{0,4})?$/),
      fc.constantFrom(
        '1e3',
        '-5',
        '1,00',
        '0x10',
        '٣',
        '1.005',
        '',
        '$',
        '1_000',
        'Infinity',
        '100000000000',
      ),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const value = parseCents(text);
        if (value === undefined) return;
        expect(Number.isSafeInteger(value) && value >= 0 && value <= LARGEST_CENTS).toBe(true);
        const digits = text.replace(/[$,\s]/g, '');
        expect(digits).toMatch(/^\d+(\.\d{0,2})?$/);
        expect(Math.abs(Number(digits) * 100 - value)).toBeLessThan(0.01);
      }),
    );
  });

  it('has no parts of a cent', () => {
    fc.assert(
      fc.property(fc.double(), fc.maxSafeInteger(), (value, whole) => {
        if (!Number.isSafeInteger(value)) expect(() => cents(value)).toThrow('whole number');
        expect(cents(whole)).toBe(whole);
      }),
    );
  });
});

describe('plain dates', () => {
  it('count like the calendar, without a zone', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -4_000, max: 4_000 }), (day, count) => {
        expect(isPlainDate(day)).toBe(true);
        const later = addDays(day, count);
        expect(daysBetween(day, later)).toBe(count);
        expect(addDays(later, -count)).toBe(day);
        expect(Math.sign(count)).toBe(later > day ? 1 : later < day ? -1 : 0);
        expect(Date.parse(`${later}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`)).toBe(count * 86_400_000);
      }),
    );
  });

  it('exist or are refused', () => {
    const written = fc.tuple(
      fc.integer({ min: 0, max: 9999 }),
      fc.integer({ min: 0, max: 14 }),
      fc.integer({ min: 0, max: 33 }),
    );
    fc.assert(
      fc.property(written, ([year, month, day]) => {
        const text = [
          String(year).padStart(4, '0'),
          String(month).padStart(2, '0'),
          String(day).padStart(2, '0'),
        ].join('-');
        const date = new Date(`${text}T00:00:00Z`);
        const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
        expect(isPlainDate(text), text).toBe(exists && year >= 1800 && year <= 2200);
      }),
    );
    fc.assert(
      fc.property(
        fc.string(),
        (text) => isPlainDate(text) === (/^\d{4}-\d\d-\d\d$/.test(text) && isPlainDate(text)),
      ),
    );
  });

  it('tell an age for every birth date up to today, and a dash for one to come', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 36_500 }), (born, lived) => {
        expect(formatAge(born, addDays(born, lived))).toMatch(/^(\d+|\d y( \d+ mo)?|\d+ mo|\d+ d)$/);
        expect(formatAge(addDays(born, lived + 1), born)).toBe('—');
      }),
    );
  });
});

describe('the clinic day', () => {
  /** The night of the change to summer time and the one back, and the days around them. */
  const changes = fc.constantFrom(
    '2026-03-07',
    '2026-03-08',
    '2026-03-09',
    '2026-10-31',
    '2026-11-01',
    '2026-11-02',
    '2027-03-14',
    '2027-11-07',
  ) as fc.Arbitrary<PlainDate>;

  it('holds every minute of its wall clock, summer time or not', () => {
    fc.assert(
      fc.property(fc.oneof(changes, days), fc.nat({ max: 23 }), fc.nat({ max: 59 }), (day, hour, minute) => {
        expect(clinicDay(instantOf(day, hour, minute, ZONE), ZONE)).toBe(day);
      }),
    );
  });

  it('is the first instant that the library knows of it, in zones that change at night, at midnight and by half an hour', () => {
    const zones = ['America/Denver', 'America/Havana', 'Australia/Lord_Howe', 'Africa/Casablanca', 'UTC'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        days,
        fc.nat({ max: 23 }),
        fc.nat({ max: 59 }),
        (zone, day, hour, minute) => {
          const [year, month, date] = day.split('-').map(Number) as [number, number, number];
          const at = DateTime.fromObject({ year, month, day: date, hour, minute }, { zone });
          expect(instantOf(day, hour, minute, zone)).toBe(
            Math.min(...at.getPossibleOffsets().map((each) => each.toMillis())),
          );
        },
      ),
    );
  });

  it('changes exactly at midnight of the practice: 23, 24 or 25 hours after the last time', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          changes,
          fc.integer({ min: 8_000, max: 11_000 }).map((count) => addDays('2000-01-01' as PlainDate, count)),
        ),
        (day) => {
          const start = instantOf(day, 0, 0, ZONE);
          const end = instantOf(addDays(day, 1), 0, 0, ZONE);
          expect(clinicDay(start, ZONE)).toBe(day);
          expect(clinicDay(start - 1, ZONE)).toBe(addDays(day, -1));
          expect(clinicDay(end - 1, ZONE)).toBe(day);
          expect([23, 24, 25]).toContain((end - start) / 3_600_000);
        },
      ),
    );
    expect(hoursOf('2026-03-08')).toBe(23);
    expect(hoursOf('2026-11-01')).toBe(25);
  });

  it('puts a time that the clock skips after the gap', () => {
    expect(new Date(instantOf('2026-03-08' as PlainDate, 2, 30, ZONE)).toISOString()).toBe(
      '2026-03-08T09:30:00.000Z',
    );
  });
});

function hoursOf(day: string): number {
  return (
    (instantOf(addDays(day as PlainDate, 1), 0, 0, ZONE) - instantOf(day as PlainDate, 0, 0, ZONE)) /
    3_600_000
  );
}

describe('ids', () => {
  const bytes = fc.uint8Array({ minLength: 10, maxLength: 16 });
  const times = fc.integer({ min: 0, max: 2 ** 48 - 1 });

  it('are UUIDs of version 7 that our own contract accepts, and keep their time', () => {
    fc.assert(
      fc.property(times, bytes, (time, random) => {
        const id = uuidV7(time, random);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(idSchema().parse(id)).toBe(id);
        expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(time);
      }),
    );
  });

  it('lie in the order of their times, and differ where their chance differs', () => {
    fc.assert(
      fc.property(times, times, bytes, bytes, (first, second, left, right) => {
        if (first !== second) expect(uuidV7(first, left) < uuidV7(second, right)).toBe(first < second);
        const masked = (random: Uint8Array) =>
          [(random[0] ?? 0) & 0x0f, random[1], (random[2] ?? 0) & 0x3f, ...random.subarray(3, 10)].join();
        expect(uuidV7(first, left) === uuidV7(first, right)).toBe(masked(left) === masked(right));
      }),
    );
  });

  it('of changes (the hybrid clock) only grow, also when the PC’s clock jumps back, and go on after a restart', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 4_000_000_000_000 }), { minLength: 2, maxLength: 40 }),
        fc.nat({ max: 38 }),
        (clock, restart) => {
          const state = { now: 0 };
          let next = createHlc(() => state.now, 'desk');
          let last = '';
          clock.forEach((now, place) => {
            state.now = now;
            if (place === restart && last !== '') next = createHlc(() => state.now, 'desk', last);
            const stamp = next();
            expect(stamp > last, `${stamp} after ${last}`).toBe(true);
            last = stamp;
          });
        },
      ),
    );
  });
});

describe('a typed line', () => {
  it('is stored as it is said: what comes out has no half characters, and coming out again changes nothing', () => {
    const line = typedLine(80);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom('\ud800', '\udc00', 'a', ' ', '😀') }),
        ),
        (text) => {
          const parsed = line.safeParse(text);
          expect(parsed.success).toBe(text.trim().length <= 80);
          if (!parsed.success) return;
          expect(parsed.data.isWellFormed()).toBe(true);
          expect(Buffer.from(parsed.data, 'utf8').toString('utf8')).toBe(parsed.data);
          expect(line.parse(parsed.data)).toBe(parsed.data);
        },
      ),
    );
  });
});
