import { useEffect, useRef, useState } from 'react';
import type { TenderKind } from '../../shared/cash/contract.ts';
import { formatCents } from '../../shared/kernel/money.ts';
import type { NoCopayReason } from '../../shared/visits/contract.ts';
import { chooseTender, mostFor, TENDERS } from '../cash/payment-draft.ts';
import { PaymentFields } from '../cash/payment-fields.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { SegmentedChoice } from '../ui/segmented-choice.tsx';
import {
  type CheckInDraft,
  type CopayAsked,
  copayAsked,
  type Today,
  type VisitPanel,
} from './check-in-draft.ts';
import { MoneyLines } from './money-lines.tsx';

type Way = TenderKind | 'not-today' | 'none-due';

interface CopayStepProps {
  readonly panel: VisitPanel;
  readonly draft: CheckInDraft;
  readonly today: Today;
  readonly tried: boolean;
  readonly onChange: (change: Partial<CheckInDraft>) => void;
}

const REASONS: readonly NoCopayReason[] = [
  'no-means-today',
  'will-be-billed',
  'disputed',
  'waived-by-practice',
  'left-before-payment',
];

/** The copay and how it is paid, or why not today; and what is paid beside it. */
export function CopayStep(props: CopayStepProps) {
  const { checkIn } = useStrings();
  const asked = copayAsked(props.panel, props.draft, props.today);
  const isDue = !asked.known || asked.amount > 0;
  return (
    <>
      {isDue ? <CopayDue {...props} asked={asked} /> : <p className="step__ask">{checkIn.nothingDue}</p>}
      <MoneyLines {...props} />
    </>
  );
}

function CopayDue({ panel, draft, asked, tried, onChange }: CopayStepProps & { readonly asked: CopayAsked }) {
  const { visits } = useStrings();
  const { prepaidCents } = panel;
  const [isChosenHere, setChosenHere] = useState(false);
  const way = wayOf(draft, asked);
  const choose = (chosen: Way): void => {
    if (chosen === 'not-today') onChange({ copay: 'not-taken' });
    else if (chosen === 'none-due') onChange({ copay: 'none-due' });
    else {
      setChosenHere(true);
      onChange({
        copay: 'taken',
        payment: chooseTender(draft.payment, chosen, { due: asked.amount, left: prepaidCents }),
      });
    }
  };
  return (
    <>
      <p className="copay__amount">
        <strong className="money">{asked.known ? formatCents(asked.amount) : visits.copayUnknown}</strong>
        <span className="muted tabular">{visits.copayToday(formatCents(panel.priorBalanceCents))}</span>
      </p>
      {asked.known ? null : <p className="step__ask">{visits.copayUnknownHint}</p>}
      <SegmentedChoice
        label={visits.copayHow}
        value={way}
        // Once a tender is chosen, digits are what is typed beside it and choose no other; a line added has them for itself.
        digits={draft.copay !== 'taken' && draft.more.length === 0}
        options={[
          ...TENDERS.map((tender) => ({ value: tender, label: visits.tenders[tender] })),
          { value: 'not-today', label: visits.notToday },
          ...(asked.known ? [] : [{ value: 'none-due' as const, label: visits.copayNoneChoice }]),
          ...(prepaidCents > 0
            ? [{ value: 'prepaid' as const, label: visits.fromPrepaid(formatCents(prepaidCents)) }]
            : []),
        ]}
        onChange={choose}
      />
      {draft.copay === 'taken' ? (
        <PaymentFields
          draft={draft.payment}
          due={asked.amount}
          purpose="copay"
          most={mostFor(draft.payment.tender, asked.known ? asked.amount : null, prepaidCents)}
          tried={tried}
          takesFocus={isChosenHere}
          onChange={(payment) => onChange({ payment })}
        />
      ) : null}
      {draft.copay === 'not-taken' ? (
        <Reasons chosen={draft.noCopayReason} onChoose={(noCopayReason) => onChange({ noCopayReason })} />
      ) : null}
    </>
  );
}

function wayOf(draft: CheckInDraft, asked: CopayAsked): Way | null {
  switch (draft.copay) {
    case 'taken':
      return draft.payment.tender;
    case 'not-taken':
      return 'not-today';
    case 'none-due':
      return asked.known ? null : 'none-due';
    default:
      return null;
  }
}

interface ReasonsProps {
  readonly chosen: NoCopayReason | null;
  readonly onChoose: (reason: NoCopayReason) => void;
}

function Reasons({ chosen, onChoose }: ReasonsProps) {
  const { visits } = useStrings();
  const box = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    // The arrows choose at once: whoever pressed 4 has a reason to give next.
    if (box.current?.querySelector('input:checked') === null) box.current.querySelector('input')?.focus();
  }, []);
  return (
    <fieldset className="reasons" ref={box}>
      <legend className="step__ask">{visits.notTodayWhy}</legend>
      {REASONS.map((reason) => (
        <label key={reason} className="check-field">
          <input
            type="radio"
            name="no-copay-reason"
            checked={chosen === reason}
            onChange={() => onChoose(reason)}
          />
          {visits.noCopayReasons[reason]}
        </label>
      ))}
    </fieldset>
  );
}
