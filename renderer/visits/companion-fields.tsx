import { type Companion, companionSchema } from '../../shared/visits/contract.ts';
import { useStrings } from '../strings/use-strings.ts';
import { SelectField, TextField } from '../ui/fields.tsx';

interface CompanionFieldsProps {
  readonly companion: Companion | null;
  /** Who is known to come with this child. */
  readonly known: readonly Companion[];
  readonly isAsked: boolean;
  readonly onChange: (companion: Companion) => void;
}

const RELATIONS = companionSchema.shape.relation.options;

/** Who is with a child: whoever is known, or a name and what they are to the child. */
export function CompanionFields({ companion, known, isAsked, onChange }: CompanionFieldsProps) {
  const { checkIn } = useStrings();
  const { name, relation } = companion ?? { name: '', relation: 'parent' as const };
  const isMissing = relation !== 'alone' && name.trim() === '';
  return (
    <fieldset className="companion">
      <legend className="step__ask">{checkIn.companionAsk}</legend>
      {known.length < 2 ? null : (
        <div className="step__actions">
          {known.map((each) => (
            <button
              key={`${each.name} ${each.relation}`}
              type="button"
              className="button button--plain button--small"
              aria-pressed={each.name === name && each.relation === relation}
              onClick={() => onChange(each)}
            >
              {each.name}
            </button>
          ))}
        </div>
      )}
      <div className="companion__fields">
        <TextField
          label={checkIn.companionName}
          value={name}
          onChange={(typed) => onChange({ name: typed, relation })}
          disabled={relation === 'alone'}
          error={isAsked && isMissing ? checkIn.companionNeeded : undefined}
          maxLength={120}
        />
        <SelectField
          label={checkIn.companionRelation}
          value={relation}
          options={RELATIONS.map((each) => ({ value: each, label: checkIn.relations[each] }))}
          onChange={(each) => onChange({ name: each === 'alone' ? '' : name, relation: each })}
        />
      </div>
    </fieldset>
  );
}
