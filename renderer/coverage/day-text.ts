import { isPlainDate, type PlainDate } from '../../shared/kernel/time.ts';

/**
 * The day that was typed: `3/4/2026`, `03-04-26` or `2026-03-04`; null for nothing, undefined for what is no day.
 * Two digits of a year are of this century: no card starts in another one.
 */
export function readDay(text: string): PlainDate | null | undefined {
  const typed = text.trim();
  if (typed === '') return null;
  const iso = /^\d{4}-\d{2}-\d{2}$/.test(typed) ? typed : undefined;
  const american = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})$/.exec(typed);
  const [, month = '', date = '', year = ''] = american ?? [];
  const read =
    iso ?? `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isPlainDate(read) ? read : undefined;
}

/** How a day stands in a field: `3/4/2026`; nothing for none. */
export function dayText(day: PlainDate | null): string {
  if (day === null) return '';
  const [year, month, date] = day.split('-').map(Number);
  return `${month}/${date}/${year}`;
}
