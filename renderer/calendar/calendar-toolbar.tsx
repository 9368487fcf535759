import { addDays, type PlainDate } from '../../shared/kernel/time.ts';
import { naturalName } from '../patients/patient-text.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { CheckField, SelectField } from '../ui/fields.tsx';
import type { CalendarView } from './calendar-view.ts';
import { STEPS, type Step } from './day-scale.ts';

interface CalendarToolbarProps {
  readonly day: PlainDate;
  readonly today: PlainDate;
  readonly view: CalendarView;
  readonly failure: string | null;
  readonly onDay: (day: PlainDate) => void;
  readonly onFind: (() => void) | undefined;
  readonly onLists: () => void;
  readonly onChange: (change: Partial<CalendarView>) => void;
}

/** Which day, how close, and what is on its way to another place. */
export function CalendarToolbar({
  day,
  today,
  view,
  failure,
  onDay,
  onFind,
  onLists,
  onChange,
}: CalendarToolbarProps) {
  const { calendar } = useStrings();
  const formats = useFormats();
  return (
    <>
      <div className="calendar__bar">
        <Button shortcut="PageUp" onClick={() => onDay(addDays(day, -1))}>
          <span aria-hidden="true">‹</span>
          <span className="visually-hidden">{calendar.before}</span>
        </Button>
        <Button shortcut="t" onClick={() => onDay(today)} disabled={day === today}>
          {calendar.today}
        </Button>
        <Button shortcut="PageDown" onClick={() => onDay(addDays(day, 1))}>
          <span aria-hidden="true">›</span>
          <span className="visually-hidden">{calendar.after}</span>
        </Button>
        <h2 className="calendar__day">{formats.dayLong(day)}</h2>
        {onFind === undefined ? null : (
          <Button shortcut="f" onClick={onFind}>
            {calendar.find}
          </Button>
        )}
        <Button shortcut="l" onClick={onLists}>
          {calendar.lists}
        </Button>
        <span className="calendar__zoom">
          <SelectField
            label={calendar.zoom}
            value={String(view.step)}
            options={STEPS.map((step) => ({ value: String(step), label: calendar.minutes(step) }))}
            onChange={(step) => onChange({ step: Number(step) as Step })}
          />
          <CheckField
            label={calendar.hideNames}
            checked={view.hidesNames}
            onChange={(hidesNames) => onChange({ hidesNames })}
          />
        </span>
      </div>
      {view.pinned === null ? null : (
        <Notice>
          {calendar.pinned(
            view.hidesNames ? calendar.hiddenName : naturalName({ ...view.pinned, middle: '' }),
          )}
        </Notice>
      )}
      {failure === null ? null : <Notice tone="bad">{failure}</Notice>}
    </>
  );
}
