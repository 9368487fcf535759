import './patients.css';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { type PatientFieldName, PHONE_KINDS, TEXT_CONSENTS } from '../../shared/patients/contract.ts';
import { useStrings } from '../strings/use-strings.ts';
import { BirthDateField } from '../ui/birth-date-field.tsx';
import { CheckField, type Option, SelectField, TextField } from '../ui/fields.tsx';
import type { FieldErrors, PatientDraft } from './patient-form.ts';
import { languageName } from './patient-text.ts';

/** What is spoken in US waiting rooms, most heard first; a patient's own is added where it is another. */
export const LANGUAGES = [
  'en',
  'es',
  'zh',
  'vi',
  'tl',
  'ar',
  'fr',
  'ko',
  'ru',
  'pt',
  'ht',
  'hi',
  'pl',
  'so',
  'ase',
];

interface FormFieldsProps {
  readonly draft: PatientDraft;
  readonly today: PlainDate;
  /** Errors of the fields already left. */
  readonly errors: FieldErrors;
  readonly onChange: (change: Partial<PatientDraft>) => void;
  readonly onLeave: (field: PatientFieldName) => void;
  /** What now stands on file under a field somebody else changed meanwhile. */
  readonly hints?: Partial<Record<PatientFieldName, string>> | undefined;
  readonly autoFocus?: boolean | undefined;
}

type TextFieldName = Exclude<
  PatientFieldName,
  'birthDate' | 'sex' | 'needsInterpreter' | 'language' | 'phoneKind' | 'textConsent'
>;

const LONGEST: Readonly<Record<TextFieldName, number>> = {
  family: 80,
  given: 80,
  middle: 80,
  suffix: 20,
  preferredName: 80,
  phone: 40,
  secondPhone: 40,
  deceasedOn: 40,
  email: 120,
  addressLine: 120,
  city: 80,
  state: 40,
  postalCode: 20,
};

/** Who it is: the fields that tell a person apart. */
export function IdentityFields(props: FormFieldsProps) {
  const { draft, today, errors, onChange, onLeave, hints } = props;
  const strings = useStrings().patients;
  const sexes: readonly Option<PatientDraft['sex']>[] = (['female', 'male', 'other', 'unknown'] as const).map(
    (sex) => ({ value: sex, label: strings.sexes[sex] }),
  );
  return (
    <div className="form-grid">
      <Line {...props} field="family" autoFocus={props.autoFocus} required />
      <Line {...props} field="given" required />
      <Line {...props} field="middle" />
      <Line {...props} field="preferredName" />
      <BirthDateField
        text={draft.birthDate}
        today={today}
        error={errors.birthDate}
        required
        onChange={(birthDate) => onChange({ birthDate })}
        onLeave={() => onLeave('birthDate')}
      />
      <SelectField
        label={strings.fields.sex}
        value={draft.sex}
        options={sexes}
        hint={hints?.sex}
        onChange={(sex) => onChange({ sex })}
      />
      <Line {...props} field="phone" type="tel" />
      <Line {...props} field="suffix" />
    </div>
  );
}

/** Where and how to reach them. */
export function ContactFields(props: FormFieldsProps) {
  const { draft, onChange, hints } = props;
  const strings = useStrings().patients;
  const tags =
    draft.language === '' || LANGUAGES.includes(draft.language) ? LANGUAGES : [draft.language, ...LANGUAGES];
  const languages: readonly Option<string>[] = [
    { value: '', label: strings.sexes.unknown },
    ...tags.map((tag) => ({ value: tag, label: languageName(tag) })),
  ];
  return (
    <div className="form-grid">
      <div className="form-grid__wide">
        <Line {...props} field="addressLine" />
      </div>
      <Line {...props} field="city" />
      <div className="form-grid__pair">
        <Line {...props} field="state" />
        <Line {...props} field="postalCode" />
      </div>
      <div className="form-grid__pair">
        <SelectField
          label={strings.fields.phoneKind}
          value={draft.phoneKind}
          options={PHONE_KINDS.map((value) => ({ value, label: strings.phoneKinds[value] }))}
          hint={hints?.phoneKind}
          onChange={(phoneKind) => onChange({ phoneKind })}
        />
        <SelectField
          label={strings.fields.textConsent}
          value={draft.textConsent}
          options={TEXT_CONSENTS.map((value) => ({ value, label: strings.textConsents[value] }))}
          hint={hints?.textConsent}
          onChange={(textConsent) => onChange({ textConsent })}
        />
      </div>
      <Line {...props} field="secondPhone" type="tel" />
      <Line {...props} field="email" type="email" />
      <SelectField
        label={strings.fields.language}
        value={draft.language}
        options={languages}
        hint={hints?.language}
        onChange={(language) => onChange({ language })}
      />
      <div className="form-grid__wide">
        <CheckField
          label={strings.fields.needsInterpreter}
          checked={draft.needsInterpreter}
          onChange={(needsInterpreter) => onChange({ needsInterpreter })}
        />
      </div>
    </div>
  );
}

/** When somebody died; asked only where a record is corrected, never at registration. */
export function DeathField(props: FormFieldsProps) {
  return (
    <div className="form-grid">
      <Line {...props} field="deceasedOn" />
    </div>
  );
}

interface LineProps extends FormFieldsProps {
  readonly field: TextFieldName;
  readonly type?: 'tel' | 'email' | undefined;
  readonly required?: boolean | undefined;
}

function Line({ field, type, required, draft, errors, hints, onChange, onLeave, autoFocus }: LineProps) {
  const strings = useStrings().patients;
  return (
    <TextField
      label={strings.fields[field]}
      name={field}
      type={type}
      required={required}
      autoFocus={field === 'family' ? autoFocus : undefined}
      value={draft[field]}
      maxLength={LONGEST[field]}
      error={errors[field]}
      hint={hints?.[field]}
      onChange={(value) => onChange({ [field]: value })}
      onLeave={() => onLeave(field)}
    />
  );
}
