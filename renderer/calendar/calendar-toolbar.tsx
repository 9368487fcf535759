import { useState } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { naturalName } from '../patients/patient-text.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { SegmentedChoice } from '../ui/segmented-choice.tsx';
import { AsOfForm } from './as-of-form.tsx';
import { type CalendarView, MODES } from './calendar-view.ts';
import { screenOn } from './days-shown.ts';
import { ViewOptions } from './view-options.tsx';

interface CalendarToolbarProps {
  readonly day: PlainDate;
  readonly days: readonly PlainDate[];
  readonly frame: OutputOf<'practice.frame'>;
  readonly view: CalendarView;
  readonly failure: string | null;
  readonly onDay: (day: PlainDate) => void;
  readonly onFind: (() => void) | undefined;
  readonly onLists: () => void;
  readonly onChange: (change: Partial<CalendarView>) => void;
}

/** Which days, how they are shown, what is looked for, and what is on its way to another place. */
export function CalendarToolbar(props: CalendarToolbarProps) {
  const { day, days, frame, view, failure, onDay, onFind, onChange } = props;
  const { calendar } = useStrings();
  const formats = useFormats();
  const [asksPast, setAsksPast] = useState(false);
  return (
    <>
      <div className="calendar__bar">
        <Button small shortcut="PageUp" onClick={() => onDay(screenOn(view.mode, day, -1))}>
          <span aria-hidden="true">‹</span>
          <span className="visually-hidden">{calendar.before}</span>
        </Button>
        <Button small shortcut="t" onClick={() => onDay(frame.day)} disabled={day === frame.day}>
          {calendar.today}
        </Button>
        <Button small shortcut="PageDown" onClick={() => onDay(screenOn(view.mode, day, 1))}>
          <span aria-hidden="true">›</span>
          <span className="visually-hidden">{calendar.after}</span>
        </Button>
        <h2 className="calendar__day">
          <ShownDays day={day} days={days} view={view} />
        </h2>
        <span className="calendar__modes">
          <SegmentedChoice
            label={calendar.view}
            value={view.mode}
            options={MODES.map((mode) => ({ value: mode, label: calendar.modes[mode] }))}
            onChange={(mode) => onChange({ mode, cursor: null })}
          />
        </span>
        {onFind === undefined ? null : (
          <Button small shortcut="f" onClick={onFind}>
            {calendar.find}
          </Button>
        )}
        <Button small shortcut="l" onClick={props.onLists}>
          {calendar.lists}
        </Button>
      </div>
      <ViewOptions
        frame={frame}
        view={view}
        onChange={onChange}
        onPast={view.asOf === null ? () => setAsksPast(true) : undefined}
      />
      {asksPast ? (
        <AsOfForm
          frame={frame}
          onClose={() => setAsksPast(false)}
          onShow={(asOf) => {
            setAsksPast(false);
            onChange({ asOf, panel: null, pinned: null });
          }}
        />
      ) : null}
      {view.asOf === null ? null : (
        <Notice>
          <span className="came-free tabular">
            {calendar[view.mode === 'month' ? 'asOfMonth' : 'asOfShown'](
              formats.dateTime(view.asOf, frame.zone),
            )}
            <Button small onClick={() => onChange({ asOf: null })}>
              {calendar.backToNow}
            </Button>
          </span>
        </Notice>
      )}
      {view.pinned === null ? null : (
        <Notice tone="info">
          {calendar.pinned(
            view.hidesNames ? calendar.hiddenName : naturalName({ ...view.pinned, middle: '' }),
          )}
        </Notice>
      )}
      {failure === null ? null : <Notice tone="bad">{failure}</Notice>}
    </>
  );
}

/** The days on the screen as a heading. */
function ShownDays({ day, days, view }: Pick<CalendarToolbarProps, 'day' | 'days' | 'view'>) {
  const formats = useFormats();
  const [first, last] = [days[0] ?? day, days.at(-1) ?? day];
  if (view.mode === 'day') return formats.dayLong(day);
  if (view.mode === 'month') return formats.month(day);
  return formats.days(first, last);
}
