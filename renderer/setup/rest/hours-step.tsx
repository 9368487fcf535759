import { useState } from 'react';
import type { InputOf } from '../../../shared/api/index.ts';
import type { OpenHours } from '../../../shared/practice/hours.ts';
import { useDeskCommand, useDeskQuery } from '../../data/queries.ts';
import { useStrings } from '../../strings/use-strings.ts';
import { Notice } from '../../ui/feedback.tsx';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const FIRST = { opens: '08:00', closes: '17:00' };

/** When the practice is open, a stretch a day; more than one a day is for Settings. */
export function HoursStep() {
  const { rest } = useStrings().setup;
  const details = useDeskQuery('practice.settings', {}).data?.details;
  const save = useDeskCommand('practice.saveDetails');
  const [typed, setTyped] = useState<readonly OpenHours[] | null>(null);
  if (details === undefined) return null;
  const hours = typed ?? details.hours;
  const change = (next: readonly OpenHours[]): void => {
    setTyped(next);
    if (next.some(({ opens, closes }) => opens === '' || closes === '' || opens >= closes)) return;
    const changed: InputOf<'practice.saveDetails'>['details'] = {
      ...details,
      hours: [...next].sort((a, b) => a.weekday - b.weekday),
    };
    // What was refused stands above; what was typed stays.
    save.run({ details: changed }).catch(() => undefined);
  };
  return (
    <>
      {save.failure === null ? null : <Notice tone="bad">{save.failure.message}</Notice>}
      <ul className="setup__hours">
        {WEEKDAYS.map((weekday) => {
          const day = hours.find((each) => each.weekday === weekday);
          const others = hours.filter((each) => each !== day);
          const set = (part: Partial<OpenHours>): void =>
            change([...others, { weekday, ...FIRST, ...day, ...part }]);
          const isWrong =
            day !== undefined && day.opens !== '' && day.closes !== '' && day.opens >= day.closes;
          return (
            <li key={weekday}>
              <label className="check-field">
                <input
                  type="checkbox"
                  checked={day !== undefined}
                  onChange={(event) => (event.target.checked ? set({}) : change(others))}
                />
                {rest.weekdays[weekday]}
              </label>
              {day === undefined ? (
                <span className="muted">{rest.closed}</span>
              ) : (
                <span>
                  <input
                    type="time"
                    className="field__control"
                    aria-label={rest.opens(rest.weekdays[weekday])}
                    value={day.opens}
                    onChange={(event) => set({ opens: event.target.value })}
                  />
                  <input
                    type="time"
                    className="field__control"
                    aria-label={rest.closes(rest.weekdays[weekday])}
                    aria-invalid={isWrong ? true : undefined}
                    value={day.closes}
                    onChange={(event) => set({ closes: event.target.value })}
                  />
                  {isWrong ? <span className="field__error">{rest.hoursWrong}</span> : null}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
