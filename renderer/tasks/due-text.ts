import { weekdayOf } from '../../shared/calendar/open-hours.ts';
import { addDays, type PlainDate } from '../../shared/kernel/time.ts';
import { readAhead } from '../calendar/find-draft.ts';
import { dayText } from '../coverage/day-text.ts';

/** When something is to be done: a day, and perhaps an hour of it as `HH:MM`. */
export interface Due {
  readonly day: PlainDate | null;
  readonly time: string | null;
}

const NEVER: Due = { day: null, time: null };
const TIME = /(?:^|\s)(?:at |a las? )?(\d{1,2})(?::(\d{2}))?\s*(?:([ap])\.?m?\.?)?$/;
const TODAY = ['today', 'tod', 'hoy'];
const TOMORROW = ['tomorrow', 'tom', 'tmr', 'manana'];
/** Monday first, in both languages of the desk. */
const WEEKDAYS = [
  ['monday', 'lunes'],
  ['tuesday', 'martes'],
  ['wednesday', 'miercoles'],
  ['thursday', 'jueves'],
  ['friday', 'viernes'],
  ['saturday', 'sabado'],
  ['sunday', 'domingo'],
];
const SHORTEST_WEEKDAY = 3;

/**
 * When something is due as the desk types it: `today`, `tomorrow`, `fri`, `in 2 weeks`, a date, each with an hour behind it or
 * not; an hour alone is today's. Undefined for what is none of these.
 */
export function readDue(text: string, today: PlainDate): Due | undefined {
  const typed = text.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ');
  if (typed === '') return NEVER;
  const found = TIME.exec(typed);
  // A number alone is a date's, not an hour: an hour has its minutes or says which half of the day it is in.
  const isTime = found !== null && (found[2] !== undefined || found[3] !== undefined);
  const time = isTime ? timeOf(found) : null;
  if (time === undefined) return undefined;
  const rest = isTime ? typed.slice(0, found.index).trim() : typed;
  const day = rest === '' ? today : dayOf(rest, today);
  return day === undefined ? undefined : { day, time };
}

/** How a due time stands in the field. */
export function dueText({ day, time }: Due): string {
  return [dayText(day), time ?? ''].filter((part) => part !== '').join(' ');
}

function timeOf([, hours = '', minutes = '00', half]: RegExpExecArray): string | undefined {
  const hour = Number(hours);
  if (half !== undefined && (hour < 1 || hour > 12)) return undefined;
  const whole = half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0);
  if (whole > 23 || Number(minutes) > 59) return undefined;
  return `${String(whole).padStart(2, '0')}:${minutes}`;
}

function dayOf(text: string, today: PlainDate): PlainDate | undefined {
  if (TODAY.includes(text)) return today;
  if (TOMORROW.includes(text)) return addDays(today, 1);
  const named = text.replace(/^(?:next|on|el|el proximo) /, '');
  const weekday =
    named.length < SHORTEST_WEEKDAY
      ? -1
      : WEEKDAYS.findIndex((names) => names.some((name) => name.startsWith(named)));
  // Whoever says Friday on a Friday means the next one: today is called today.
  if (weekday >= 0) return addDays(today, ((weekday + 1 - weekdayOf(today) + 6) % 7) + 1);
  return readAhead(text.replace(/^(?:in|en) /, ''), today) ?? undefined;
}
