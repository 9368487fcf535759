import type { Instant } from '../kernel/time.ts';

/** One event of a calendar file. */
export interface IcsEvent {
  /** The same in every file that holds this event, and in no other event of the world. */
  readonly uid: string;
  readonly starts: Instant;
  readonly ends: Instant;
  readonly summary: string;
  /** Empty where there is none. */
  readonly location: string;
  readonly status: 'CONFIRMED' | 'CANCELLED';
  /** False for time that is free all the same, as of a visit that was cancelled. */
  readonly isBusy: boolean;
  /** How often it was changed. */
  readonly sequence: number;
  readonly changedAt: Instant;
}

interface IcsCalendar {
  readonly name: string;
  /** When the file is made. */
  readonly madeAt: Instant;
  readonly events: readonly IcsEvent[];
}

/**
 * The text of a calendar file (RFC 5545). Times are instants of UTC, which need no table of zones and are right in every
 * program; each shows them in the zone of its reader.
 */
export function icsText({ name, madeAt, events }: IcsCalendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Anteroom//Calendar//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...events.flatMap((event) => eventLines(event, madeAt)),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

function eventLines(event: IcsEvent, madeAt: Instant): readonly string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(event.uid)}`,
    `DTSTAMP:${stamp(madeAt)}`,
    `LAST-MODIFIED:${stamp(event.changedAt)}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTART:${stamp(event.starts)}`,
    `DTEND:${stamp(event.ends)}`,
    `SUMMARY:${escaped(event.summary)}`,
    ...(event.location === '' ? [] : [`LOCATION:${escaped(event.location)}`]),
    `STATUS:${event.status}`,
    `TRANSP:${event.isBusy ? 'OPAQUE' : 'TRANSPARENT'}`,
    'CLASS:PRIVATE',
    'END:VEVENT',
  ];
}

/** `20260310T164200Z`: seconds are whole, and UTC says so by its letter. */
function stamp(instant: Instant): string {
  return new Date(instant)
    .toISOString()
    .replace(/\.\d{3}/, '')
    .replace(/[-:]/g, '');
}

/** A text in which nothing can end its line or begin another property (3.3.11). */
function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/[\\;,]/g, (mark) => `\\${mark}`)
      .replace(/\r\n?|\n|[\u0085\u2028\u2029]/g, '\\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
  );
}

/** Octets of a line without its end (3.1). */
const LONGEST_LINE = 75;

/** Cuts a line after 75 octets at the most, never inside of a character; what follows begins with a space. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > LONGEST_LINE) {
      parts.push(part);
      part = '';
      // The space takes one of the next line's.
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n ');
}

function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
