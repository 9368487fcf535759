import './coverage.css';
import type { ReactNode } from 'react';
import { COVERAGE_KINDS, RELATIONS_TO_SUBSCRIBER } from '../../shared/coverage/contract.ts';
import { useStrings } from '../strings/use-strings.ts';
import { CheckField, SelectField, TextField } from '../ui/fields.tsx';
import { type CardDraft, cardCopay, readCard } from './card-draft.ts';
import { DayField } from './day-field.tsx';
import { readDay } from './day-text.ts';

interface CardFieldsProps {
  readonly card: CardDraft;
  readonly onChange: (card: CardDraft) => void;
  /** True: the kind of coverage can be chosen, too. */
  readonly askKind: boolean;
  readonly autoFocus?: boolean | undefined;
  /** Pictures of the two sides, where a camera may take them. */
  readonly pictures?: ReactNode;
}

const ON_EVERY_CARD = ['payerName', 'planName', 'memberId', 'groupNumber', 'copay'] as const;
const LONG: ReadonlySet<string> = new Set(['payerName', 'planName']);

/** A card as it is typed: what stands on every card, and the rest behind one line. */
export function CardFields({ card, onChange, askKind, autoFocus, pictures }: CardFieldsProps) {
  const { visits, checkIn } = useStrings();
  const isCopayWrong = cardCopay(card) === undefined;
  const reading = readCard(card);
  const isUntidy = !reading.ok && (reading.problem === 'card-date' || reading.problem === 'card-dates');
  const dayError = (text: string): string | undefined =>
    readDay(text) === undefined ? checkIn.dayWrong : undefined;
  return (
    <>
      {ON_EVERY_CARD.map((field, index) => (
        <TextField
          key={field}
          label={visits.card[field]}
          value={card[field]}
          onChange={(value) => onChange({ ...card, [field]: value })}
          inputMode={field === 'copay' ? 'decimal' : 'text'}
          maxLength={LONG.has(field) ? 80 : 40}
          autoFocus={autoFocus === true && index === 0}
          {...(field === 'copay'
            ? { hint: visits.cardCopayEmpty, error: isCopayWrong ? visits.cardCopayWrong : undefined }
            : {})}
        />
      ))}
      {askKind ? (
        <SelectField
          label={checkIn.kind}
          value={card.kind}
          options={COVERAGE_KINDS.map((kind) => ({ value: kind, label: checkIn.kinds[kind] }))}
          onChange={(kind) => onChange({ ...card, kind })}
        />
      ) : null}
      <details className="card-fields__more" open={isUntidy || undefined}>
        <summary>{checkIn.more}</summary>
        <div className="card-fields">
          <SelectField
            label={checkIn.relation}
            value={card.relation}
            options={RELATIONS_TO_SUBSCRIBER.map((relation) => ({
              value: relation,
              label: checkIn.relationsToSubscriber[relation],
            }))}
            onChange={(relation) => onChange({ ...card, relation })}
          />
          {card.relation === 'self' ? (
            <span />
          ) : (
            <>
              <TextField
                label={checkIn.subscriberName}
                value={card.subscriberName}
                onChange={(subscriberName) => onChange({ ...card, subscriberName })}
                maxLength={120}
              />
              <DayField
                label={checkIn.subscriberBirthDate}
                text={card.subscriberBirthDate}
                onChange={(subscriberBirthDate) => onChange({ ...card, subscriberBirthDate })}
                error={dayError(card.subscriberBirthDate)}
              />
              <span />
            </>
          )}
          <DayField
            label={checkIn.startsOn}
            text={card.startsOn}
            onChange={(startsOn) => onChange({ ...card, startsOn })}
            error={dayError(card.startsOn)}
          />
          <DayField
            label={checkIn.endsOn}
            text={card.endsOn}
            onChange={(endsOn) => onChange({ ...card, endsOn })}
            error={
              dayError(card.endsOn) ??
              (!reading.ok && reading.problem === 'card-dates'
                ? checkIn.cardProblems['card-dates']
                : undefined)
            }
          />
          <div className="card-fields__wide">
            <CheckField
              label={checkIn.needsAuthorization}
              checked={card.needsAuthorization}
              onChange={(needsAuthorization) => onChange({ ...card, needsAuthorization })}
            />
          </div>
          {pictures === undefined ? null : <div className="card-fields__wide">{pictures}</div>}
        </div>
      </details>
    </>
  );
}
