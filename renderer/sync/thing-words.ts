import { formatCents } from '../../shared/kernel/money.ts';
import { isPlainDate } from '../../shared/kernel/time.ts';
import type { SyncedThing } from '../../shared/sync/desk-contract.ts';
import { fieldText } from '../patients/field-text.ts';
import { listName } from '../patients/patient-text.ts';
import type { Formats } from '../strings/formats.ts';
import { currentStrings } from '../strings/use-strings.ts';

/** What a record is, as the desk says it: `Visit, Thu, Mar 12, 10:00 AM`. */
export function thingWords(
  { recordType, at, amountCents, name }: SyncedThing,
  formats: Formats,
  zone: string,
): string {
  const { sync } = currentStrings();
  return [
    sync.kinds[recordType] ?? sync.someKind,
    at === null ? '' : formats.dateTime(at, zone),
    amountCents === null ? '' : formatCents(amountCents as Parameters<typeof formatCents>[0]),
    name,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** Whose it is. */
export function ownerWords({ patient }: Pick<SyncedThing, 'patient'>): string {
  return patient === null ? currentStrings().sync.ofPractice : listName({ ...patient });
}

/** What a field is called; undefined for one that nobody at the desk sees. */
export function fieldWords(field: string): string | undefined {
  const { sync, patients, people } = currentStrings();
  return (
    sync.fields[field] ??
    (patients.fields as Readonly<Record<string, string>>)[field] ??
    people.historyFields[field]
  );
}

/** A value as the desk says it. */
export function valueWords(
  field: string,
  value: string | number | boolean | null,
  formats: Formats,
  zone: string,
): string {
  const { sync, visits } = currentStrings();
  if (value === null || value === '') return sync.empty;
  if (typeof value === 'boolean') return value ? sync.yes : sync.no;
  if (typeof value === 'number') {
    if (field.endsWith('Cents')) return formatCents(value as Parameters<typeof formatCents>[0]);
    if (field.toLowerCase().endsWith('minutes')) return sync.minutesOf(value);
    return /(?:At|Since)$/.test(field) ? formats.dateTime(value, zone) : formats.number(value);
  }
  if (field === 'status') return (visits.status as Readonly<Record<string, string>>)[value] ?? value;
  return isPlainDate(value) ? formats.date(value) : fieldText(field, value);
}
