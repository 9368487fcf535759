import { useState } from 'react';
import type { CalendarVisit } from '../../shared/calendar/contract.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { CheckField, TextField } from '../ui/fields.tsx';
import type { CardActions } from './use-card-actions.ts';

/** What is asked for under a visit's facts. */
export type CardForm = 'cancel' | 'late' | 'why';

interface CardFormsProps {
  readonly form: CardForm;
  readonly visit: CalendarVisit;
  readonly actions: CardActions;
  readonly onDone: () => void;
}

/** One short question about a visit: why it is cancelled, how late they will be, why it was moved. */
export function CardFormPart({ form, visit, actions, onDone }: CardFormsProps) {
  const { calendar, visits } = useStrings();
  const [text, setText] = useState('');
  const [isRest, setRest] = useState(false);
  const usual =
    form === 'cancel' ? visits.cancelReasons : form === 'why' ? calendar.usualWhys : calendar.usualLate;
  const titles = { cancel: visits.cancelTitle, late: calendar.lateTitle, why: calendar.whyTitle };
  const labels = { cancel: visits.cancelWhy, late: calendar.lateLabel, why: visits.cancelWhy };
  const [isWrong, setWrong] = useState(false);
  const submit = async (typed: string): Promise<void> => {
    // What is no number must not pass for "in time after all".
    const isNumber = /^(?:\s*\d+\D*)?\s*$/.test(typed);
    setWrong(form === 'late' && !isNumber);
    if (form === 'late' && !isNumber) return;
    const done =
      form === 'cancel'
        ? actions.cancel(visit, typed, isRest)
        : form === 'late'
          ? actions.late(visit, Number.parseInt(typed, 10))
          : actions.explain(visit, typed);
    if (await done) onDone();
  };
  return (
    <section className="box" aria-label={titles[form]}>
      <h3 className="box__title">{titles[form]}</h3>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit(text);
        }}
      >
        <TextField
          label={labels[form]}
          value={text}
          onChange={(next) => {
            setText(next);
            setWrong(false);
            actions.clear();
          }}
          autoFocus
          maxLength={200}
          error={isWrong ? calendar.lateWrong : (actions.failure ?? undefined)}
        />
        {form === 'cancel' && visit.seriesId !== null ? (
          <CheckField label={calendar.andRest} checked={isRest} onChange={setRest} />
        ) : null}
      </form>
      <div className="step__actions">
        {usual.map((each) => (
          <Button key={each} small onClick={() => setText(each)} aria-pressed={text === each}>
            {each}
          </Button>
        ))}
      </div>
      {form === 'cancel' && visit.seriesId !== null ? <Notice>{calendar.restHint}</Notice> : null}
      <div className="step__actions">
        <Button look="primary" shortcut="Enter" onClick={() => void submit(text)}>
          {form === 'cancel' ? visits.moves.cancel : calendar.note}
        </Button>
        <Button onClick={onDone}>{visits.back}</Button>
      </div>
    </section>
  );
}
