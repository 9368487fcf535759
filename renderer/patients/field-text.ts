import { formatDate, isPlainDate } from '../../shared/kernel/time.ts';
import { enCommon } from '../strings/en-frame.ts';
import { enPatients } from '../strings/en-patients.ts';
import { formatPhone, languageName } from './patient-text.ts';

/** A field's name as the form has it; what no form has, as the engine calls it. */
export function fieldLabel(field: string): string {
  return (enPatients.fields as Readonly<Record<string, string>>)[field] ?? field;
}

/** A stored value as a person reads it; empty text stays empty. */
export function fieldText(field: string, value: string): string {
  if (value === '') return '';
  switch (field) {
    case 'birthDate':
      return isPlainDate(value) ? formatDate(value) : value;
    case 'sex':
      return (enPatients.sexes as Readonly<Record<string, string>>)[value] ?? value;
    case 'phone':
      return formatPhone(value);
    case 'language':
      return languageName(value);
    case 'needsInterpreter':
    case 'provisional':
      return value === 'true' || value === '1'
        ? enPatients.yes
        : value === 'false' || value === '0'
          ? enPatients.no
          : value;
    case 'alerts':
      return value === '[]' ? enCommon.none : value;
    default:
      return value;
  }
}
