import type { OutputOf } from '../../shared/api/index.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { CheckField, SelectField } from '../ui/fields.tsx';
import { type CalendarView, MOST_CHOSEN } from './calendar-view.ts';
import { STEPS, type Step } from './day-scale.ts';
import { typeColors } from './type-colors.ts';

interface ViewOptionsProps {
  readonly frame: OutputOf<'practice.frame'>;
  readonly view: CalendarView;
  readonly onChange: (change: Partial<CalendarView>) => void;
  /** Asks for a past minute; undefined while one is shown. */
  readonly onPast: (() => void) | undefined;
}

/** How the days are shown: whose columns, how close, in which colours, with or without names. */
export function ViewOptions({ frame, view, onChange, onPast }: ViewOptionsProps) {
  const { calendar, paper } = useStrings();
  const isGrid = view.mode === 'day' || view.mode === 'week';
  return (
    <div className="calendar__options">
      {isGrid ? (
        <>
          <SelectField
            label={calendar.columnsBy}
            value={view.by}
            options={[
              { value: 'provider', label: calendar.byProvider },
              { value: 'room', label: calendar.byRoom },
            ]}
            onChange={(by) => onChange({ by, chosen: [], cursor: null })}
          />
          <SelectField
            label={calendar.zoom}
            value={String(view.step)}
            options={STEPS.map((step) => ({ value: String(step), label: calendar.minutes(step) }))}
            onChange={(step) => onChange({ step: Number(step) as Step })}
          />
          <SelectField
            label={calendar.colorsBy}
            value={view.colors}
            options={[
              { value: 'status', label: calendar.byStatus },
              { value: 'type', label: calendar.byType },
            ]}
            onChange={(colors) => onChange({ colors })}
          />
        </>
      ) : null}
      {view.mode === 'week' ? (
        <CheckField
          label={calendar.workWeek}
          checked={view.isWorkWeek}
          onChange={(isWorkWeek) => onChange({ isWorkWeek, cursor: null })}
        />
      ) : null}
      {view.mode === 'month' ? null : (
        <CheckField
          label={calendar.hideNames}
          checked={view.hidesNames}
          onChange={(hidesNames) => onChange({ hidesNames })}
        />
      )}
      {onPast === undefined || view.mode === 'month' ? null : (
        <Button small look="quiet" onClick={onPast}>
          {calendar.asItStood}
        </Button>
      )}
      {isGrid ? (
        <Button
          small
          look="quiet"
          shortcut="p"
          onClick={() => onChange({ panel: { kind: 'paper', providerId: null } })}
        >
          {paper.title}
        </Button>
      ) : null}
      {view.mode === 'week' ? <Chosen frame={frame} view={view} onChange={onChange} /> : null}
      {isGrid && view.colors === 'type' ? (
        <ul className="calendar__legend" aria-label={calendar.byType}>
          {frame.appointmentTypes.map(({ id, name, color }) => (
            <li key={id} style={typeColors(color)}>
              {name}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** Whose columns a week shows. */
function Chosen({ frame, view, onChange }: Pick<ViewOptionsProps, 'frame' | 'view' | 'onChange'>) {
  const { calendar } = useStrings();
  const all: readonly { readonly id: string; readonly name: string }[] =
    view.by === 'room'
      ? frame.rooms.filter(({ active }) => active)
      : frame.providers
          .filter(({ active }) => active)
          .map(({ id, displayName }) => ({ id, name: displayName }));
  const chosen = view.chosen.length > 0 ? view.chosen : all.slice(0, 1).map(({ id }) => id);
  return (
    <fieldset className="calendar__chosen">
      <legend className="visually-hidden">{calendar.shown}</legend>
      {all.map(({ id, name }) => (
        <label key={id} className="weekdays__day">
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            disabled={!chosen.includes(id) && chosen.length >= MOST_CHOSEN}
            onChange={({ target }) =>
              onChange({
                chosen: target.checked ? [...chosen, id] : chosen.filter((each) => each !== id),
                cursor: null,
              })
            }
          />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  );
}
