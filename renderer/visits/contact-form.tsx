import { useState } from 'react';
import {
  type Patient,
  type PatientFields,
  PHONE_KINDS,
  TEXT_CONSENTS,
} from '../../shared/patients/contract.ts';
import { useDraft } from '../data/desk-store.ts';
import { useDeskCommand } from '../data/queries.ts';
import { LANGUAGES } from '../patients/patient-form-fields.tsx';
import { languageName } from '../patients/patient-text.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { CheckField, SelectField, TextField } from '../ui/fields.tsx';
import { sayWithUndo } from '../ui/undoable.ts';

const CONTACT_FIELDS = ['phone', 'addressLine', 'city', 'state', 'postalCode', 'email'] as const;
type ContactField = (typeof CONTACT_FIELDS)[number];
type ContactDraft = Partial<
  Pick<
    PatientFields,
    ContactField | 'sex' | 'preferredName' | 'phoneKind' | 'textConsent' | 'language' | 'needsInterpreter'
  >
>;

const SEXES = ['unknown', 'female', 'male', 'other'] as const;
const TYPES = { phone: 'tel', email: 'email' } as const;

interface ContactFormProps {
  readonly patient: Patient;
  /** Sex is asked of somebody new; of everybody else it is known. */
  readonly askSex: boolean;
  readonly saveLabel: string;
  readonly onSaved: () => void;
  readonly onBack?: (() => void) | undefined;
}

/** Phone, address and e-mail, changed beside the list. Saving is one command; what nobody touched is not sent. */
export function ContactForm({ patient, askSex, saveLabel, onSaved, onBack }: ContactFormProps) {
  const { visits, patients, people } = useStrings();
  const edit = useDeskCommand('patients.edit');
  const undoing = useDeskCommand('patients.undo');
  const [draft, keep, drop] = useDraft<ContactDraft>(`contact/${patient.id}`, {});
  const [tried, setTried] = useState(false);
  const problems = askSex ? { ...missing(patient, draft) } : {};
  const save = async (): Promise<void> => {
    setTried(true);
    if (Object.keys(problems).length > 0) return;
    const saved = await edit
      .run({ patientId: patient.id, version: patient.version, changes: draft })
      .catch(() => undefined);
    if (saved === undefined) return;
    drop();
    onSaved();
    sayWithUndo(
      patients.saved,
      () => undoing.run({ patientId: patient.id, operationId: saved.operationId }),
      people.changeUndone,
    );
  };
  // Somebody new is asked for what is missing, everybody else for what changes most often.
  const isSexAsked = askSex && patient.sex === 'unknown';
  const first = (askSex ? CONTACT_FIELDS.find((field) => patient[field] === '') : undefined) ?? 'phone';
  const errorOf = (field: ContactField): string | undefined =>
    edit.failure?.fields?.[`changes.${field}`] ??
    edit.failure?.fields?.[field] ??
    (tried && field in problems
      ? visits.fieldNeeded[field === 'phone' ? 'phone' : 'addressLine']
      : undefined);
  return (
    <form
      className="contact"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {askSex ? (
        <SelectField
          label={patients.fields.sex}
          value={draft.sex ?? patient.sex}
          options={SEXES.map((sex) => ({ value: sex, label: visits.sexes[sex] }))}
          onChange={(sex) => keep({ ...draft, sex })}
          autoFocus={isSexAsked}
        />
      ) : null}
      {CONTACT_FIELDS.map((field) => (
        <div key={field} className={`contact__${field}`}>
          <TextField
            label={patients.fields[field]}
            type={field in TYPES ? TYPES[field as keyof typeof TYPES] : 'text'}
            value={draft[field] ?? patient[field]}
            onChange={(value) => keep({ ...draft, [field]: value })}
            autoFocus={!isSexAsked && field === first}
            error={errorOf(field)}
            maxLength={120}
          />
        </div>
      ))}
      {askSex ? null : (
        <AlsoAsked patient={patient} draft={draft} onChange={(some) => keep({ ...draft, ...some })} />
      )}
      {edit.failure === null ? null : <Notice tone="bad">{edit.failure.message}</Notice>}
      <div className="contact__foot">
        {onBack === undefined ? null : (
          <Button look="quiet" onClick={onBack}>
            {visits.back}
          </Button>
        )}
        <Button submit shortcut="Enter" disabled={edit.isPending}>
          {saveLabel}
        </Button>
      </div>
    </form>
  );
}

/** What is asked of everybody sooner or later, beside phone and address. */
function AlsoAsked({
  patient,
  draft,
  onChange,
}: {
  readonly patient: Patient;
  readonly draft: ContactDraft;
  readonly onChange: (change: ContactDraft) => void;
}) {
  const { patients } = useStrings();
  const tags = [...new Set(['', patient.language, ...LANGUAGES])];
  return (
    <>
      <div className="contact__half">
        <SelectField
          label={patients.fields.phoneKind}
          value={draft.phoneKind ?? patient.phoneKind}
          options={PHONE_KINDS.map((kind) => ({ value: kind, label: patients.phoneKinds[kind] }))}
          onChange={(phoneKind) => onChange({ phoneKind })}
        />
      </div>
      <div className="contact__half">
        <SelectField
          label={patients.fields.textConsent}
          value={draft.textConsent ?? patient.textConsent}
          options={TEXT_CONSENTS.map((consent) => ({
            value: consent,
            label: patients.textConsents[consent],
          }))}
          onChange={(textConsent) => onChange({ textConsent })}
        />
      </div>
      <div className="contact__half">
        <TextField
          label={patients.fields.preferredName}
          value={draft.preferredName ?? patient.preferredName}
          onChange={(preferredName) => onChange({ preferredName })}
          maxLength={80}
        />
      </div>
      <div className="contact__half">
        <SelectField
          label={patients.fields.language}
          value={draft.language ?? patient.language}
          options={tags.map((tag) => ({
            value: tag,
            label: tag === '' ? patients.sexes.unknown : languageName(tag),
          }))}
          onChange={(language) => onChange({ language })}
        />
      </div>
      <CheckField
        label={patients.fields.needsInterpreter}
        checked={draft.needsInterpreter ?? patient.needsInterpreter}
        onChange={(needsInterpreter) => onChange({ needsInterpreter })}
      />
    </>
  );
}

/** A phone number and an address are what makes a name taken down a registered patient. */
function missing(patient: Patient, draft: ContactDraft): Partial<Record<ContactField, true>> {
  const isEmpty = (field: ContactField): boolean => (draft[field] ?? patient[field]).trim() === '';
  return {
    ...(isEmpty('phone') ? { phone: true } : {}),
    ...(isEmpty('addressLine') ? { addressLine: true } : {}),
  };
}
