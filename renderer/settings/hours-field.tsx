import type { OpenHours } from '../../shared/practice/hours.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';

interface HoursFieldProps {
  readonly label: string;
  readonly hours: readonly OpenHours[];
  readonly error: string | undefined;
  readonly onChange: (hours: OpenHours[]) => void;
  readonly onLeave: () => void;
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** The opening hours of a week; a second stretch on a day makes a lunch break. */
export function HoursField({ label, hours, error, onChange, onLeave }: HoursFieldProps) {
  const { settings, arrange } = useStrings();
  const monday = hours.filter(({ weekday }) => weekday === 1);
  const replace = (at: number, change: Partial<OpenHours>): void =>
    onChange(hours.map((each, index) => (index === at ? { ...each, ...change } : each)));
  return (
    <fieldset className="settings__week" onBlur={onLeave}>
      <legend className="field__label">{label}</legend>
      <div className="settings__hours">
        {WEEKDAYS.map((weekday) => {
          const day = settings.weekdays[weekday - 1] ?? '';
          const stretches = hours.flatMap((each, index) =>
            each.weekday === weekday ? [{ each, index }] : [],
          );
          const last = stretches.at(-1)?.each;
          const next = last === undefined ? { opens: '08:00', closes: '17:00' } : afterBreak(last);
          return [
            <span key={`${weekday} name`}>{day}</span>,
            <div key={weekday} className="settings__times">
              {stretches.length === 0 ? <span className="muted">{settings.closed}</span> : null}
              {stretches.map(({ each, index }) => (
                <span className="settings__times" key={index}>
                  <input
                    type="time"
                    className="field__control"
                    aria-label={settings.opens(day)}
                    aria-invalid={error === undefined ? undefined : true}
                    value={each.opens}
                    onChange={(event) => replace(index, { opens: event.target.value })}
                  />
                  {settings.to}
                  <input
                    type="time"
                    className="field__control"
                    aria-label={settings.closes(day)}
                    value={each.closes}
                    onChange={(event) => replace(index, { closes: event.target.value })}
                  />
                  <Button
                    small
                    aria-label={settings.removeHours(day)}
                    onClick={() => onChange(hours.filter((_each, at) => at !== index))}
                  >
                    −
                  </Button>
                </span>
              ))}
              {next === undefined ? null : (
                <Button
                  small
                  aria-label={settings.addHours(day)}
                  onClick={() => onChange(inOrder([...hours, { weekday, ...next }]))}
                >
                  +
                </Button>
              )}
            </div>,
          ];
        })}
      </div>
      {monday.length === 0 ? null : (
        <Button small className="settings__copy" onClick={() => onChange(inOrder(copied(hours, monday)))}>
          {arrange.copyMonday}
        </Button>
      )}
      {error === undefined ? null : (
        <p className="field__error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** An hour's break after what is there; undefined where the day has no room for one. */
function afterBreak({ closes }: OpenHours): Pick<OpenHours, 'opens' | 'closes'> | undefined {
  const hour = Number(closes.slice(0, 2)) + 1;
  if (!(hour <= 22)) return undefined;
  const opens = `${String(hour).padStart(2, '0')}:${closes.slice(3)}`;
  return { opens, closes: opens < '17:00' ? '17:00' : '23:30' };
}

/** Monday's stretches on every weekday; the weekend stays as it is. */
function copied(hours: readonly OpenHours[], monday: readonly OpenHours[]): OpenHours[] {
  return [
    ...[1, 2, 3, 4, 5].flatMap((weekday) => monday.map((each) => ({ ...each, weekday }))),
    ...hours.filter(({ weekday }) => weekday > 5),
  ];
}

function inOrder(hours: OpenHours[]): OpenHours[] {
  return hours.toSorted((left, right) => left.weekday - right.weekday || (left.opens < right.opens ? -1 : 1));
}
