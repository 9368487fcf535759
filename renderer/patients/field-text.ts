import { isPlainDate } from '../../shared/kernel/time.ts';
import { currentFormats } from '../strings/use-formats.ts';
import { currentStrings } from '../strings/use-strings.ts';
import { formatPhone, languageName } from './patient-text.ts';

/** A field's name as the form has it; what no form has, as the engine calls it. */
export function fieldLabel(field: string): string {
  const { patients, people } = currentStrings();
  return (patients.fields as Readonly<Record<string, string>>)[field] ?? people.historyFields[field] ?? field;
}

/** A stored value as a person reads it; empty text stays empty. */
export function fieldText(field: string, value: string): string {
  if (value === '') return '';
  switch (field) {
    case 'birthDate':
    case 'deceasedOn':
    case 'startsOn':
    case 'endsOn':
      return isPlainDate(value) ? currentFormats().date(value) : value;
    case 'sex':
      return (currentStrings().patients.sexes as Readonly<Record<string, string>>)[value] ?? value;
    case 'phone':
    case 'secondPhone':
      return formatPhone(value);
    case 'language':
      return languageName(value);
    case 'phoneKind':
      return (currentStrings().patients.phoneKinds as Readonly<Record<string, string>>)[value] ?? value;
    case 'textConsent':
      return (currentStrings().patients.textConsents as Readonly<Record<string, string>>)[value] ?? value;
    case 'relationship':
      return (currentStrings().people.relationships as Readonly<Record<string, string>>)[value] ?? value;
    case 'kind':
      return (currentStrings().people.alertKinds as Readonly<Record<string, string>>)[value] ?? value;
    case 'needsInterpreter':
    case 'provisional':
    case 'isGuarantor':
    case 'isProxy':
    case 'isEmergency':
    case 'active':
    case 'restricted':
      return saidYesOrNo(value);
    case 'alerts':
      return value === '[]' ? currentStrings().common.none : value;
    default:
      return value;
  }
}

function saidYesOrNo(value: string): string {
  const { patients } = currentStrings();
  if (['true', '1', 'yes'].includes(value)) return patients.yes;
  return ['false', '0', 'no'].includes(value) ? patients.no : value;
}
