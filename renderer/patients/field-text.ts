import { isPlainDate } from '../../shared/kernel/time.ts';
import { currentFormats } from '../strings/use-formats.ts';
import { currentStrings } from '../strings/use-strings.ts';
import { formatPhone, languageName } from './patient-text.ts';

/** A field's name as the form has it; what no form has, as the engine calls it. */
export function fieldLabel(field: string): string {
  return (currentStrings().patients.fields as Readonly<Record<string, string>>)[field] ?? field;
}

/** A stored value as a person reads it; empty text stays empty. */
export function fieldText(field: string, value: string): string {
  if (value === '') return '';
  switch (field) {
    case 'birthDate':
      return isPlainDate(value) ? currentFormats().date(value) : value;
    case 'sex':
      return (currentStrings().patients.sexes as Readonly<Record<string, string>>)[value] ?? value;
    case 'phone':
      return formatPhone(value);
    case 'language':
      return languageName(value);
    case 'needsInterpreter':
    case 'provisional':
      return value === 'true' || value === '1'
        ? currentStrings().patients.yes
        : value === 'false' || value === '0'
          ? currentStrings().patients.no
          : value;
    case 'alerts':
      return value === '[]' ? currentStrings().common.none : value;
    default:
      return value;
  }
}
