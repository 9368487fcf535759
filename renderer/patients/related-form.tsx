import './people.css';
import { RELATIONSHIPS } from '../../shared/patients/contract.ts';
import type { HouseholdMember } from '../../shared/patients/records-contract.ts';
import type { RelatedFields } from '../../shared/patients/relations.ts';
import { useStrings } from '../strings/use-strings.ts';
import { CheckField, SelectField, TextField } from '../ui/fields.tsx';
import { LineForm } from './lines.tsx';
import { listName } from './patient-text.ts';
import { fromHousehold, type RelatedErrors } from './related-draft.ts';

const ROLES = ['isGuarantor', 'isProxy', 'isEmergency'] as const;

interface RelatedFormProps {
  readonly fields: RelatedFields;
  /** Errors to show. */
  readonly errors: RelatedErrors;
  /** People who may be the contact themselves. */
  readonly household: readonly HouseholdMember[];
  readonly isBusy: boolean;
  readonly onChange: (fields: RelatedFields) => void;
  readonly onSave: () => void;
  readonly onCancel: () => void;
}

/** Somebody who belongs to a patient, written down in the place where they will stand. */
export function RelatedForm({
  fields,
  errors,
  household,
  isBusy,
  onChange,
  onSave,
  onCancel,
}: RelatedFormProps) {
  const strings = useStrings().people;
  const set = (change: Partial<RelatedFields>): void => onChange({ ...fields, ...change });
  const isLinked = fields.relatedPatientId !== null;
  const choices = [
    { value: '', label: strings.notLinked },
    ...household.map((person) => ({ value: person.id as string, label: listName(person) })),
  ];
  return (
    <LineForm isBusy={isBusy} onSave={onSave} onCancel={onCancel}>
      {household.length === 0 ? null : (
        <SelectField
          label={strings.linkHousehold}
          value={fields.relatedPatientId ?? ''}
          options={choices}
          onChange={(id) => {
            const person = household.find((each) => each.id === id);
            onChange(
              person === undefined ? { ...fields, relatedPatientId: null } : fromHousehold(fields, person),
            );
          }}
        />
      )}
      <div className="form-grid">
        <TextField
          label={strings.name}
          value={fields.name}
          maxLength={160}
          required
          disabled={isLinked}
          error={errors.name}
          onChange={(name) => set({ name })}
        />
        <SelectField
          label={strings.relationship}
          value={fields.relationship}
          options={RELATIONSHIPS.map((value) => ({ value, label: strings.relationships[value] }))}
          onChange={(relationship) => set({ relationship })}
        />
        <TextField
          label={strings.phone}
          type="tel"
          value={fields.phone}
          maxLength={40}
          error={errors.phone}
          onChange={(phone) => set({ phone })}
        />
        <TextField
          label={strings.email}
          type="email"
          value={fields.email}
          maxLength={120}
          error={errors.email}
          onChange={(email) => set({ email })}
        />
        <div className="form-grid__wide">
          <TextField
            label={strings.address}
            value={fields.address}
            maxLength={240}
            error={errors.address}
            onChange={(address) => set({ address })}
          />
        </div>
      </div>
      <fieldset className="people-form__roles">
        <legend className="visually-hidden">{strings.rolesLegend}</legend>
        {ROLES.map((role) => (
          <CheckField
            key={role}
            label={strings.roles[role]}
            checked={fields[role]}
            onChange={(on) => set({ [role]: on })}
          />
        ))}
        <CheckField
          label={strings.needsInterpreter}
          checked={fields.needsInterpreter}
          onChange={(needsInterpreter) => set({ needsInterpreter })}
        />
      </fieldset>
    </LineForm>
  );
}
