import { useState } from 'react';
import type { Coverage } from '../../shared/coverage/contract.ts';
import { isCasePolicy } from '../../shared/coverage/rules.ts';
import type { PatientId } from '../../shared/kernel/ids.ts';
import { formatCents } from '../../shared/kernel/money.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button, Pill } from '../ui/controls.tsx';
import type { UndoableChange } from '../ui/undoable.ts';
import { CardForm } from './card-form.tsx';
import { CoverageForm } from './coverage-form.tsx';
import { DayField } from './day-field.tsx';
import { dayText, readDay } from './day-text.ts';

interface CoverageLineProps {
  readonly coverage: Coverage;
  /** 0 is billed first; below 0 it takes no place. */
  readonly place: number;
  readonly isLast: boolean;
  readonly isInForce: boolean;
  readonly today: PlainDate;
  /** Null for somebody who only looks. */
  readonly change: UndoableChange | null;
  readonly work: 'edit' | 'end' | null;
  readonly patientId: PatientId;
  readonly onWork: (work: 'edit' | 'end' | null) => void;
  readonly onMove: (by: -1 | 1) => void;
}

/** One coverage with its place, its dates and what may be done about it. */
export function CoverageLine({
  coverage,
  place,
  isLast,
  isInForce,
  today,
  change,
  work,
  patientId,
  onWork,
  onMove,
}: CoverageLineProps) {
  const words = useStrings().checkIn.coverage;
  const mark = useDeskCommand('coverage.enteredInError');
  const { facts, pill } = useCoverageFacts(coverage, place, isInForce, today);
  return (
    <li className="coverage-one">
      <span className="coverage-one__line">
        <span>
          <strong>{coverage.payerName}</strong> {coverage.planName}
        </span>
        <Pill tone={isInForce ? 'good' : 'neutral'}>{pill}</Pill>
      </span>
      <span className="small muted tabular">{facts}</span>
      {change === null ? null : work === 'edit' ? (
        <CoverageForm patientId={patientId} coverage={coverage} change={change} onDone={() => onWork(null)} />
      ) : work === 'end' ? (
        <EndForm coverage={coverage} today={today} change={change} onDone={() => onWork(null)} />
      ) : (
        <span className="coverage-one__actions">
          <Button small look="quiet" onClick={() => onWork('edit')}>
            {words.edit}
          </Button>
          {isInForce ? (
            <Button small look="quiet" onClick={() => onWork('end')}>
              {words.end}
            </Button>
          ) : null}
          {place > 0 ? (
            <Button small look="quiet" onClick={() => onMove(-1)}>
              {words.up}
            </Button>
          ) : null}
          {place >= 0 && !isLast ? (
            <Button small look="quiet" onClick={() => onMove(1)}>
              {words.down}
            </Button>
          ) : null}
          <Button
            small
            look="quiet"
            title={words.errorHint}
            onClick={() =>
              void change.act(words.errorToast, (id) =>
                mark.run({ coverageId: coverage.id, version: coverage.version }, id),
              )
            }
          >
            {words.error}
          </Button>
        </span>
      )}
    </li>
  );
}

/** Half a line of a coverage, and what stands beside it. */
function useCoverageFacts(
  coverage: Coverage,
  place: number,
  isInForce: boolean,
  today: PlainDate,
): { readonly facts: string; readonly pill: string } {
  const { checkIn, patients } = useStrings();
  const words = checkIn.coverage;
  const formats = useFormats();
  const { startsOn, endsOn } = coverage;
  const dates = isInForce
    ? endsOn === null
      ? ''
      : words.until(formats.date(endsOn))
    : startsOn !== null && startsOn > today
      ? words.startsLater(formats.date(startsOn))
      : words.ended(endsOn === null ? '' : formats.date(endsOn));
  const pill = !isInForce
    ? words.status.ended
    : isCasePolicy(coverage.kind)
      ? checkIn.kinds[coverage.kind]
      : (checkIn.places[place] ?? '');
  const facts = [
    coverage.memberId,
    coverage.groupNumber === '' ? '' : patients.groupNumber(coverage.groupNumber),
    coverage.copayCents === null ? '' : patients.copay(formatCents(coverage.copayCents)),
    coverage.relation === 'self'
      ? ''
      : words.subscriber(
          coverage.subscriberName === '' ? checkIn.none : coverage.subscriberName,
          checkIn.relationsToSubscriber[coverage.relation],
        ),
    dates,
  ];
  return { facts: facts.filter((part) => part !== '').join(' · '), pill };
}

function EndForm({
  coverage,
  today,
  change,
  onDone,
}: {
  readonly coverage: Coverage;
  readonly today: PlainDate;
  readonly change: UndoableChange;
  readonly onDone: () => void;
}) {
  const { checkIn } = useStrings();
  const words = checkIn.coverage;
  const end = useDeskCommand('coverage.end');
  const [text, setText] = useState(dayText(today));
  const endsOn = readDay(text);
  const save = async (): Promise<void> => {
    if (!endsOn) return;
    const input = { coverageId: coverage.id, version: coverage.version, endsOn };
    if (await change.act(words.endedToast, (id) => end.run(input, id))) onDone();
  };
  return (
    <CardForm onSend={() => void save()}>
      <DayField
        label={words.endDay}
        text={text}
        onChange={setText}
        autoFocus
        error={endsOn ? undefined : checkIn.dayWrong}
      />
      <div className="card-fields__foot">
        <p />
        <Button look="quiet" onClick={onDone}>
          {words.cancel}
        </Button>
        <Button submit shortcut="Enter" disabled={end.isPending}>
          {words.endSave}
        </Button>
      </div>
    </CardForm>
  );
}
