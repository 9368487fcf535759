import { useState } from 'react';
import { z } from 'zod';
import { FEDERAL_HOLIDAYS, type FederalHoliday, holidayDay } from '../../shared/calendar/holidays.ts';
import { weekdayOf } from '../../shared/calendar/open-hours.ts';
import { ConcernedBookings } from '../calendar/stranded-list.tsx';
import { newOperationId } from '../data/bridge.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useFrame } from '../data/session.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { CheckField } from '../ui/fields.tsx';
import { Panel, PanelNext } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { useSettingsForm } from './use-form.ts';
import { useSaid } from './use-said.ts';

const schema = z.object({ holidays: z.array(z.enum(FEDERAL_HOLIDAYS)) });

interface HolidaysPanelProps {
  readonly holidays: readonly FederalHoliday[];
  readonly onClose: () => void;
}

/** Which federal holidays are kept, the days they fall on, and who is booked on one. */
export function HolidaysPanel({ holidays, onClose }: HolidaysPanelProps) {
  const { arrange, calendar, settings } = useStrings();
  const formats = useFormats();
  const day = useFrame().data?.day;
  const form = useSettingsForm('holidays', schema, { holidays: [...holidays] });
  const command = useDeskCommand('calendar.saveHolidays');
  const sayWithUndo = useSaid('calendar.undoArrangement');
  const [isBusy, setBusy] = useState(false);
  const kept = form.draft.holidays;
  const send = async (): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    const operationId = newOperationId();
    const done = await command.run({ holidays: kept }, operationId).then(
      () => true,
      () => false,
    );
    setBusy(false);
    if (!done) return;
    sayWithUndo(arrange.holidaysSaved, operationId);
    form.drop();
    onClose();
  };
  useShortcuts('panel', { 'Ctrl+Enter': () => void send() });
  if (day === undefined) return null;
  const year = Number(day.slice(0, 4));
  const dayIn = (holiday: FederalHoliday, of: number): string => {
    const on = holidayDay(holiday, of);
    return `${arrange.weekdays[weekdayOf(on) - 1]} ${formats.date(on)}`;
  };
  return (
    <Panel
      title={arrange.holidays}
      onClose={onClose}
      foot={
        <>
          <Button
            onClick={() =>
              form.change({ holidays: kept.length === FEDERAL_HOLIDAYS.length ? [] : [...FEDERAL_HOLIDAYS] })
            }
          >
            {kept.length === FEDERAL_HOLIDAYS.length ? arrange.markNone : arrange.markAll}
          </Button>
          <PanelNext>
            <Button
              look="primary"
              shortcut="Ctrl+Enter"
              aria-busy={command.isPending}
              onClick={() => void send()}
            >
              {settings.save}
            </Button>
          </PanelNext>
        </>
      }
    >
      <div className="settings__form" ref={form.form}>
        {command.failure === null ? null : <Notice tone="bad">{command.failure.message}</Notice>}
        <p className="small muted">{arrange.holidaysHint}</p>
        <ul className="holidays">
          {FEDERAL_HOLIDAYS.map((holiday) => (
            <li key={holiday}>
              <CheckField
                label={
                  <span>
                    {calendar.holidays[holiday]}{' '}
                    <span className="holidays__days small muted tabular">
                      {dayIn(holiday, year)} · {dayIn(holiday, year + 1)}
                    </span>
                  </span>
                }
                checked={kept.includes(holiday)}
                onChange={(isKept) =>
                  form.change({
                    holidays: isKept ? [...kept, holiday] : kept.filter((each) => each !== holiday),
                  })
                }
              />
            </li>
          ))}
        </ul>
        <ConcernedBookings by={{ kind: 'holidays', holidays: kept }} />
      </div>
    </Panel>
  );
}
