import './coverage.css';
import { ELIGIBILITY_RESULTS, type EligibilityWay } from '../../shared/coverage/contract.ts';
import { parseCents } from '../../shared/kernel/money.ts';
import { useStrings } from '../strings/use-strings.ts';
import { SelectField, TextField } from '../ui/fields.tsx';
import { SegmentedChoice } from '../ui/segmented-choice.tsx';
import type { EligibilityDraft } from './eligibility-draft.ts';

interface EligibilityFormProps {
  readonly draft: EligibilityDraft;
  readonly onChange: (draft: EligibilityDraft) => void;
}

const WAYS: readonly EligibilityWay[] = ['portal', 'phone', 'card'];

/** What the insurer said, by which way, and the copay it told; a no asks why the patient is seen all the same. */
export function EligibilityForm({ draft, onChange }: EligibilityFormProps) {
  const { visits, checkIn } = useStrings();
  const isCopayWrong = draft.copay.trim() !== '' && parseCents(draft.copay) === undefined;
  const isChecked = draft.result !== null && draft.result !== 'not-checked';
  return (
    <div className="eligibility">
      <p className="step__ask">{checkIn.eligibilityAsk}</p>
      <SegmentedChoice
        label={checkIn.eligibilityLabel}
        value={draft.result}
        options={ELIGIBILITY_RESULTS.map((result) => ({ value: result, label: checkIn.resultShort[result] }))}
        onChange={(result) => onChange({ ...draft, result })}
      />
      {isChecked ? (
        <div className="eligibility__fields">
          <SelectField
            label={checkIn.how}
            value={draft.how}
            options={WAYS.map((how) => ({ value: how, label: checkIn.ways[how] }))}
            onChange={(how) => onChange({ ...draft, how })}
          />
          <TextField
            label={checkIn.copayTold}
            value={draft.copay}
            onChange={(copay) => onChange({ ...draft, copay })}
            inputMode="decimal"
            maxLength={14}
            hint={checkIn.copayToldHint}
            error={isCopayWrong ? visits.cardCopayWrong : undefined}
          />
          {draft.result === 'inactive' ? (
            <div className="eligibility__wide">
              <TextField
                label={checkIn.overrideReason}
                value={draft.overrideReason}
                onChange={(overrideReason) => onChange({ ...draft, overrideReason })}
                maxLength={200}
                hint={checkIn.overrideHint}
              />
            </div>
          ) : null}
          <div className="eligibility__wide">
            <TextField
              label={checkIn.note}
              value={draft.note}
              onChange={(note) => onChange({ ...draft, note })}
              maxLength={200}
            />
          </div>
        </div>
      ) : null}
    </div>
  );
}
