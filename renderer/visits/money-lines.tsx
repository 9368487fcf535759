import { useLayoutEffect, useRef, useState } from 'react';
import { formatCents } from '../../shared/kernel/money.ts';
import { chooseTender, mostFor, readPayment, TENDERS } from '../cash/payment-draft.ts';
import { PaymentFields } from '../cash/payment-fields.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { SegmentedChoice } from '../ui/segmented-choice.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import type { CheckInDraft, Today, VisitPanel } from './check-in-draft.ts';
import { openAmounts } from './check-in-input.ts';
import { dueOfLine, type MoreDraft, mostOfLine, NEW_LINE } from './money-draft.ts';

interface MoneyLinesProps {
  readonly panel: VisitPanel;
  readonly draft: CheckInDraft;
  readonly today: Today;
  readonly tried: boolean;
  readonly onChange: (change: Partial<CheckInDraft>) => void;
}

/** What is paid beside the copay: a second tender, the prior balance, money ahead; each with a receipt of its own. */
export function MoneyLines({ panel, draft, today, tried, onChange }: MoneyLinesProps) {
  const { visits, checkIn } = useStrings();
  const { more } = draft;
  const open = openAmounts(panel, draft, today);
  const reading =
    draft.copay === 'taken'
      ? readPayment(draft.payment, open.copay ?? panel.visit.copayCents, 'copay')
      : null;
  const first = reading?.ok ? reading.payment : null;
  const add = (purpose: MoreDraft['purpose']): void => onChange({ more: [...more, NEW_LINE(purpose)] });
  const put = (index: number, line: MoreDraft): void =>
    onChange({ more: more.map((each, place) => (place === index ? line : each)) });
  const has = (purpose: MoreDraft['purpose']): boolean => more.some((line) => line.purpose === purpose);
  const takesBalance = panel.priorBalanceCents > 0 && !has('balance');
  const takesAhead = !has('prepayment');
  useShortcuts('panel', {
    b: takesBalance ? () => add('balance') : undefined,
    h: takesAhead ? () => add('prepayment') : undefined,
  });
  const box = useRef<HTMLDivElement>(null);
  const [chosenAt, setChosenAt] = useState<number | null>(null);
  const count = useRef(more.length);
  useLayoutEffect(() => {
    // Who adds a line says next how it is paid; who removes one goes on with what is left to do here.
    const grew = more.length - count.current;
    count.current = more.length;
    if (grew > 0) box.current?.querySelector<HTMLElement>('.money-line:last-of-type input')?.focus();
    else if (grew < 0) box.current?.querySelector<HTMLElement>('.step__actions button')?.focus();
  }, [more.length]);
  return (
    <div className="money-lines" ref={box}>
      {more.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are added at the end and have no name of their own
        <section key={index} className="money-line" aria-label={visits.purposes[line.purpose]}>
          <div className="money-line__head">
            <span>{visits.purposes[line.purpose]}</span>
            <Button
              small
              look="quiet"
              onClick={() => {
                setChosenAt(null);
                onChange({ more: more.filter((_each, place) => place !== index) });
              }}
            >
              {checkIn.removeLine}
            </Button>
          </div>
          <SegmentedChoice
            label={checkIn.lineHow(visits.purposes[line.purpose].toLowerCase())}
            value={line.payment.tender}
            digits={index === more.length - 1 && line.payment.tender === null}
            options={[
              ...TENDERS.map((tender) => ({ value: tender, label: visits.tenders[tender] })),
              ...(open.prepaid > 0 && line.purpose !== 'prepayment'
                ? [{ value: 'prepaid' as const, label: visits.fromPrepaid(formatCents(open.prepaid)) }]
                : []),
            ]}
            onChange={(tender) => {
              setChosenAt(index);
              const place = { due: dueOfLine(open, first, more, index), left: open.prepaid };
              put(index, { ...line, payment: chooseTender(line.payment, tender, place) });
            }}
          />
          <PaymentFields
            draft={line.payment}
            due={dueOfLine(open, first, more, index)}
            purpose={line.purpose}
            tried={tried}
            takesFocus={chosenAt === index}
            most={mostFor(line.payment.tender, mostOfLine(open, first, more, index), open.prepaid)}
            onChange={(payment) => put(index, { ...line, payment })}
          />
        </section>
      ))}
      <div className="step__actions">
        {takesBalance ? (
          <Button small shortcut="B" onClick={() => add('balance')}>
            {checkIn.addBalance(formatCents(panel.priorBalanceCents))}
          </Button>
        ) : null}
        {takesAhead ? (
          <Button small look="quiet" shortcut="H" onClick={() => add('prepayment')}>
            {checkIn.addPrepayment}
          </Button>
        ) : null}
        {first !== null && open.copay !== null && first.amountCents < open.copay && !has('copay') ? (
          <Button small look="quiet" onClick={() => add('copay')}>
            {checkIn.addTender}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
