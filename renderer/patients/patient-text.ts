import type { PlainDate } from '../../shared/kernel/time.ts';
import type { PatientFields, PatientSummary } from '../../shared/patients/contract.ts';
import { currentFormats } from '../strings/use-formats.ts';
import { currentStrings } from '../strings/use-strings.ts';

export { formatPhone } from '../../shared/patients/phone.ts';

type Named = Pick<PatientSummary, 'family' | 'given' | 'middle' | 'suffix'>;

/** `Okafor-Lindqvist, Chidinma A.`: family name first, as lists have it. */
export function listName(person: Named): string {
  const middle =
    person.middle === '' ? '' : ` ${person.middle.length === 1 ? `${person.middle}.` : person.middle}`;
  const suffix = person.suffix === '' ? '' : ` ${person.suffix}`;
  return `${person.family}${suffix}, ${person.given}${middle}`;
}

/** `Chidinma A. Okafor-Lindqvist`: the order of speech, as panels have it. */
export function naturalName(person: Named): string {
  const middle = person.middle.length === 1 ? `${person.middle}.` : person.middle;
  return [person.given, middle, person.family, person.suffix].filter((part) => part !== '').join(' ');
}

/** `CO`: two letters that stand for a face. */
export function initialsOf(person: Named): string {
  return `${Array.from(person.given)[0] ?? ''}${Array.from(person.family)[0] ?? ''}`.toUpperCase();
}

/** `38 F`, `7 mo M`, `62`: age on the practice's day, then sex where it was said. */
export function ageSex(person: Pick<PatientSummary, 'birthDate' | 'sex'>, today: PlainDate): string {
  return [currentFormats().age(person.birthDate, today), currentStrings().patients.sexLetters[person.sex]]
    .filter((part) => part !== '')
    .join(' ');
}

/** `Mar 4, 1988 · 38 F`: what always stands beside a name. */
export function birthAgeSex(person: Pick<PatientSummary, 'birthDate' | 'sex'>, today: PlainDate): string {
  return `${currentFormats().date(person.birthDate)} · ${ageSex(person, today)}`;
}

/** The address as an envelope has it, one line each. */
export function addressLines(
  person: Pick<PatientFields, 'addressLine' | 'city' | 'state' | 'postalCode'>,
): readonly string[] {
  const town = [person.city, [person.state, person.postalCode].filter((part) => part !== '').join(' ')]
    .filter((part) => part !== '')
    .join(', ');
  return [person.addressLine, town].filter((line) => line !== '');
}

/** `Spanish` for `es`, in the person's language; the tag itself where nobody knows it. */
export function languageName(tag: string): string {
  return currentFormats().languageName(tag);
}
