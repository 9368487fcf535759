import { useState } from 'react';
import type { TenderKind } from '../../shared/cash/contract.ts';
import { formatCents } from '../../shared/kernel/money.ts';
import { chooseTender, mostFor, TENDERS } from '../cash/payment-draft.ts';
import { PaymentFields } from '../cash/payment-fields.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { SegmentedChoice } from '../ui/segmented-choice.tsx';
import type { CheckOut } from './use-check-out.ts';

type Way = TenderKind | 'later';

/** What is still owed, and whether it is paid now or later. */
export function CheckOutStep({ checkOut }: { readonly checkOut: CheckOut }) {
  const { visits } = useStrings();
  const { draft, owed, prepaid, purpose, due, left, change } = checkOut;
  const [isChosenHere, setChosenHere] = useState(false);
  const way: Way | null = draft.way === 'later' ? 'later' : draft.way === 'pay' ? draft.payment.tender : null;
  const choose = (chosen: Way): void => {
    if (chosen === 'later') change({ way: 'later' });
    else {
      setChosenHere(true);
      change({ way: 'pay', payment: chooseTender(draft.payment, chosen, { due, left: prepaid }) });
    }
  };
  return (
    <section className="box" aria-label={visits.checkOutTitle}>
      <h3 className="box__title">{visits.checkOutTitle}</h3>
      {owed.copay + owed.balance === 0 ? (
        <p className="step__ask">{visits.balanceNone}</p>
      ) : (
        <>
          <p className="copay__amount">
            <strong className="money">{formatCents(due)}</strong>
            <span className="muted">
              {visits.purposes[purpose].toLowerCase()} {visits.balanceOpen}
            </span>
          </p>
          {owed.copay > 0 && owed.balance > 0 ? (
            <div className="copay__purpose">
              <SegmentedChoice
                label={visits.whatFor}
                value={purpose}
                options={[
                  { value: 'copay', label: `${visits.purposes.copay} ${formatCents(owed.copay)}` },
                  { value: 'balance', label: `${visits.purposes.balance} ${formatCents(owed.balance)}` },
                ]}
                onChange={(chosen) =>
                  change({ purpose: chosen, payment: { ...draft.payment, amount: null } })
                }
              />
            </div>
          ) : null}
          <SegmentedChoice
            label={visits.balanceHow}
            value={way}
            digits={draft.way !== 'pay'}
            options={[
              ...TENDERS.map((tender) => ({ value: tender, label: visits.tenders[tender] })),
              { value: 'later', label: visits.balanceLater },
              ...(prepaid > 0
                ? [{ value: 'prepaid' as const, label: visits.fromPrepaid(formatCents(prepaid)) }]
                : []),
            ]}
            onChange={choose}
          />
          {draft.way === 'pay' ? (
            <PaymentFields
              draft={draft.payment}
              due={due}
              purpose={purpose}
              most={mostFor(draft.payment.tender, due, prepaid)}
              tried={checkOut.tried}
              takesFocus={isChosenHere}
              onChange={(payment) => change({ payment })}
            />
          ) : null}
          {draft.way !== null && left > 0 ? (
            <p className="step__ask" aria-live="polite">
              <strong className="money">{visits.stillOwed(formatCents(left))}</strong>
            </p>
          ) : null}
        </>
      )}
    </section>
  );
}
