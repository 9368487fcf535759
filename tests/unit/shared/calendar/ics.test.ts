import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { type IcsEvent, icsText } from '../../../../shared/calendar/ics.ts';
import { addDays, type Instant, instantOf, type PlainDate } from '../../../../shared/kernel/time.ts';

const ZONE = 'America/Denver';
const MADE = Date.UTC(2026, 2, 10, 16, 42, 0, 345) as Instant;

const event = (changes: Partial<IcsEvent> = {}): IcsEvent => ({
  uid: 'visit-1@anteroom',
  starts: Date.UTC(2026, 2, 10, 17) as Instant,
  ends: Date.UTC(2026, 2, 10, 17, 20) as Instant,
  summary: 'Booked: Follow-up',
  location: '',
  status: 'CONFIRMED',
  isBusy: true,
  sequence: 0,
  changedAt: MADE,
  ...changes,
});
const text = (...events: readonly IcsEvent[]) => icsText({ name: 'Dr. Ruiz', madeAt: MADE, events });

/** What a program that is none of ours reads in it. */
const read = (file: string) => {
  const calendar = new ICAL.Component(ICAL.parse(file));
  return calendar.getAllSubcomponents('vevent').map((component) => ({
    event: new ICAL.Event(component),
    value: (name: string) => component.getFirstPropertyValue(name)?.toString(),
  }));
};

const ODD = [
  'Größe; Łódź, "Señor" \\ back',
  'line one\nline two\r\nline three\rfour',
  '👩‍⚕️👨‍👩‍👧‍👦 family visit '.repeat(12),
  '日本語の診察'.repeat(30),
  'BEGIN:VEVENT\nUID:made-up',
  `${'x'.repeat(74)}é`,
];

describe('a calendar file', () => {
  it('is read by another program as it was meant, whatever stands in it', () => {
    const events = ODD.map((summary, index) =>
      event({ uid: `visit-${index}@anteroom`, summary, location: summary }),
    );
    const found = read(text(...events));
    const meant = ODD.map((summary) => summary.replace(/\r\n?/g, '\n'));
    expect(found.map((each) => each.event.summary)).toEqual(meant);
    expect(found.map((each) => each.event.location)).toEqual(meant);
    expect(found.map((each) => each.event.uid)).toEqual(events.map(({ uid }) => uid));
  });

  it('has lines of 75 octets at the most, each with its whole end and no character cut in two', () => {
    const file = text(...ODD.map((summary) => event({ summary })));
    expect(file.endsWith('\r\n')).toBe(true);
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const bytes = Buffer.from(file, 'utf8').toString('latin1').split('\r\n');
    expect(Math.max(...bytes.map((line) => line.length))).toBe(75);
    for (const line of file.split('\r\n')) expect(line.isWellFormed()).toBe(true);
  });

  it('says every hour of a week in which the clock changes, the hour that comes twice, too', () => {
    for (const monday of ['2026-03-02', '2026-10-26'] as PlainDate[]) {
      const starts = Array.from({ length: 7 }, (_each, day) =>
        instantOf(addDays(monday, day), 9, 30, ZONE),
      ).concat(Date.UTC(2026, 10, 1, 7, 30) as Instant, Date.UTC(2026, 10, 1, 8, 30) as Instant);
      const events = starts.map((at, index) =>
        event({ uid: `visit-${index}`, starts: at, ends: (at + 1_200_000) as Instant }),
      );
      const found = read(text(...events));
      expect(found.map((each) => each.event.startDate.toJSDate().getTime())).toEqual(starts);
      expect(found.map((each) => each.event.duration.toSeconds())).toEqual(starts.map(() => 1200));
    }
  });

  it('says what was cancelled, how often it changed and when', () => {
    const [cancelled] = read(
      text(
        event({
          status: 'CANCELLED',
          isBusy: false,
          sequence: 3,
          changedAt: Date.UTC(2026, 0, 2, 3) as Instant,
        }),
      ),
    );
    expect(
      ['status', 'transp', 'sequence', 'last-modified', 'dtstamp', 'class'].map((name) =>
        cancelled?.value(name),
      ),
    ).toEqual(['CANCELLED', 'TRANSPARENT', '3', '2026-01-02T03:00:00Z', '2026-03-10T16:42:00Z', 'PRIVATE']);
  });

  it('without an event is still a calendar', () => {
    const calendar = new ICAL.Component(ICAL.parse(text()));
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Dr. Ruiz');
    expect(calendar.getAllSubcomponents()).toEqual([]);
  });
});
