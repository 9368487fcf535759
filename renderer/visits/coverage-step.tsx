import { useState } from 'react';
import { formatCents } from '../../shared/kernel/money.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { TextField } from '../ui/fields.tsx';
import { SegmentedChoice } from '../ui/segmented-choice.tsx';
import {
  type CardDraft,
  type CheckInDraft,
  cardCopay,
  primaryCoverage,
  type VisitPanel,
} from './check-in-draft.ts';

interface CoverageStepProps {
  readonly panel: VisitPanel;
  readonly choice: CheckInDraft['coverage'];
  readonly card: CardDraft;
  readonly tried: boolean;
  readonly onChoice: (choice: NonNullable<CheckInDraft['coverage']>) => void;
  readonly onCard: (card: CardDraft) => void;
  readonly onNext: () => void;
}

const CARD_FIELDS = ['payerName', 'planName', 'memberId', 'groupNumber', 'copay'] as const;

/** Keep the policy on file, type the new card, or pay without one. */
export function CoverageStep({ panel, choice, card, tried, onChoice, onCard, onNext }: CoverageStepProps) {
  const { visits } = useStrings();
  const primary = primaryCoverage(panel);
  const incomplete = card.payerName.trim() === '' || card.memberId.trim() === '';
  const isCopayWrong = cardCopay(card) === undefined;
  const [entered, setEntered] = useState(false);
  const isAsked = tried || entered;
  return (
    <>
      {primary === undefined ? (
        <p className="step__ask">{visits.coverageNone}</p>
      ) : (
        <p className="step__ask">
          {visits.coverageAsk}
          <strong className="step__fact">
            {primary.payerName} {primary.planName} · {primary.memberId}
            {primary.copayCents === null
              ? ''
              : ` · ${visits.missing.copay} ${formatCents(primary.copayCents)}`}
          </strong>
        </p>
      )}
      <SegmentedChoice
        label={visits.coverageLabel}
        value={choice}
        options={[
          ...(primary === undefined ? [] : [{ value: 'keep' as const, label: visits.coverageKeep }]),
          { value: 'replace' as const, label: visits.coverageReplace },
          { value: 'self-pay' as const, label: visits.coverageSelfPay },
        ]}
        onChange={onChoice}
      />
      {choice === 'replace' ? (
        <form
          className="card-fields"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setEntered(true);
            if (!incomplete && !isCopayWrong) onNext();
          }}
        >
          {CARD_FIELDS.map((field) => (
            <TextField
              key={field}
              label={visits.card[field]}
              value={card[field]}
              onChange={(value) => onCard({ ...card, [field]: value })}
              inputMode={field === 'copay' ? 'decimal' : 'text'}
              maxLength={field === 'payerName' || field === 'planName' ? 80 : 40}
              {...(field === 'copay'
                ? { hint: visits.cardCopayEmpty, error: isCopayWrong ? visits.cardCopayWrong : undefined }
                : {})}
            />
          ))}
          <div className="card-fields__foot">
            {incomplete ? (
              <p className={isAsked ? 'field__error' : 'field__hint'} role={isAsked ? 'alert' : undefined}>
                {visits.cardNeeds}
              </p>
            ) : null}
            <Button submit shortcut="Enter">
              {visits.next}
            </Button>
          </div>
        </form>
      ) : null}
    </>
  );
}
