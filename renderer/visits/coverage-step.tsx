import { useState } from 'react';
import type { Coverage } from '../../shared/coverage/contract.ts';
import { freePriority } from '../../shared/coverage/rules.ts';
import { formatCents } from '../../shared/kernel/money.ts';
import { readCard } from '../coverage/card-draft.ts';
import { CardFields } from '../coverage/card-fields.tsx';
import { CardForm } from '../coverage/card-form.tsx';
import { CardPictures } from '../coverage/card-pictures.tsx';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { SegmentedChoice } from '../ui/segmented-choice.tsx';
import {
  type CheckInDraft,
  caseKind,
  casePolicy,
  coverageChoice,
  furtherCoverages,
  keptCoverage,
  primaryCoverage,
  type Today,
  type VisitPanel,
} from './check-in-draft.ts';

interface CoverageStepProps {
  readonly panel: VisitPanel;
  readonly draft: CheckInDraft;
  readonly today: Today;
  readonly tried: boolean;
  readonly onChange: (change: Partial<CheckInDraft>) => void;
  /** The choice is an answer, or the card is whole: on to the next step. */
  readonly onNext: () => void;
  readonly onStay: () => void;
}

type Way = NonNullable<CheckInDraft['coverage']> | 'keep-case';

/** Keep the policy on file, type a new card or a second one, take the policy of an accident, or pay without one. */
export function CoverageStep({ panel, draft, today, tried, onChange, onNext, onStay }: CoverageStepProps) {
  const { visits, checkIn } = useStrings();
  const [entered, setEntered] = useState(false);
  const primary = primaryCoverage(panel, today);
  const policy = casePolicy(panel, draft, today);
  const accident = caseKind(panel, draft);
  const choice = coverageChoice(panel, draft, today);
  const card = readCard(draft.card);
  const isTyping = choice === 'replace' || choice === 'add' || choice === 'case';
  const hasRoom = freePriority(panel.coverages, today.day) !== undefined;
  const isKeptCase =
    choice === 'keep' && keptCoverage(panel, draft, today) === policy && policy !== undefined;
  const choose = (way: Way): void => {
    const kind = way === 'case' ? (accident ?? 'auto') : 'medical';
    const keptId = way === 'keep-case' ? (policy?.id ?? null) : (primary?.id ?? null);
    onChange({
      coverage: way === 'keep-case' ? 'keep' : way,
      keptId: way === 'keep' || way === 'keep-case' ? keptId : null,
      card: { ...draft.card, kind },
    });
    if (way === 'replace' || way === 'add' || way === 'case') onStay();
    else onNext();
  };
  return (
    <>
      <WhatIsOnFile panel={panel} today={today} primary={primary} />
      {accident === null ? null : <p className="step__ask">{checkIn.accidentCovered}</p>}
      <SegmentedChoice<Way>
        label={visits.coverageLabel}
        value={isKeptCase ? 'keep-case' : choice}
        options={[
          ...(policy === undefined
            ? []
            : [{ value: 'keep-case' as const, label: checkIn.keepCase(policy.payerName) }]),
          ...(accident === null ? [] : [{ value: 'case' as const, label: checkIn.caseNew }]),
          ...(primary === undefined ? [] : [{ value: 'keep' as const, label: checkIn.keep }]),
          { value: 'replace', label: checkIn.replace },
          ...(primary !== undefined && hasRoom ? [{ value: 'add' as const, label: checkIn.add }] : []),
          { value: 'self-pay', label: checkIn.selfPay },
        ]}
        onChange={choose}
      />
      {isTyping ? (
        <CardForm
          onSend={() => {
            setEntered(true);
            if (card.ok) onNext();
          }}
        >
          <CardFields
            card={draft.card}
            onChange={(typed) => onChange({ card: typed })}
            askKind={choice === 'case'}
            pictures={
              <CardPictures
                patientId={panel.patient.id}
                card={draft.card}
                onChange={(sides) => onChange({ card: { ...draft.card, ...sides } })}
              />
            }
          />
          <div className="card-fields__foot">
            {card.ok ? null : (
              <p
                className={tried || entered ? 'field__error' : 'field__hint'}
                role={tried || entered ? 'alert' : undefined}
              >
                {checkIn.cardProblems[card.problem]}
              </p>
            )}
            <Button submit shortcut="Enter">
              {visits.next}
            </Button>
          </div>
        </CardForm>
      ) : null}
    </>
  );
}

/** The cards in force in their order, and the one that ended when there is none. */
function WhatIsOnFile({
  panel,
  today,
  primary,
}: {
  readonly panel: VisitPanel;
  readonly today: Today;
  readonly primary: Coverage | undefined;
}) {
  const { visits, checkIn } = useStrings();
  const formats = useFormats();
  if (primary === undefined) {
    const ended = panel.coverages.find(({ endsOn }) => endsOn !== null);
    return (
      <p className="step__ask">
        {ended?.endsOn == null
          ? visits.coverageNone
          : checkIn.ended(ended.payerName, formats.date(ended.endsOn))}
      </p>
    );
  }
  const line = (coverage: Coverage): string =>
    [
      `${coverage.payerName} ${coverage.planName}`.trim(),
      coverage.memberId,
      coverage.copayCents === null ? '' : `${visits.missing.copay} ${formatCents(coverage.copayCents)}`,
    ]
      .filter((part) => part !== '')
      .join(' · ');
  return (
    <p className="step__ask">
      {visits.coverageAsk}
      <strong className="step__fact">{line(primary)}</strong>
      {furtherCoverages(panel, today).map((coverage, index) => (
        <span key={coverage.id} className="step__fact">
          {line(coverage)} · {checkIn.places[index + 1]}
        </span>
      ))}
    </p>
  );
}
