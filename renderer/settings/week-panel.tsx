import type { OutputOf } from '../../shared/api/index.ts';
import type { Arranging } from '../../shared/calendar/arrange-contract.ts';
import { workWeekFieldsSchema } from '../../shared/calendar/arrange-contract.ts';
import { addDays, type PlainDate } from '../../shared/kernel/time.ts';
import { USUAL_HOURS } from '../../shared/practice/hours.ts';
import { ConcernedBookings } from '../calendar/stranded-list.tsx';
import { useDeskCommand } from '../data/queries.ts';
import { useFrame } from '../data/session.ts';
import { useStrings } from '../strings/use-strings.ts';
import { DayLine } from './day-line.tsx';
import { HoursField } from './hours-field.tsx';
import { RecordPanel } from './list-section.tsx';
import { OfWhomField, useNameOf } from './of-whom.tsx';
import { InUse } from './practice-lists.tsx';

type Arrangements = OutputOf<'calendar.arrangements'>;
type WeekRow = Arrangements['weeks'][number];

interface WeekPanelProps {
  /** Undefined for new hours. */
  readonly row: WeekRow | undefined;
  /** The hours of the practice, which new ones start from. */
  readonly hours: Arrangements['hours'];
  readonly onClose: () => void;
}

/** The weekly hours of a provider or a room from one day on, with the bookings that would stand outside of them. */
export function WeekPanel({ row, hours, onClose }: WeekPanelProps) {
  const { arrange } = useStrings();
  const frame = useFrame().data;
  const nameOf = useNameOf();
  const command = useDeskCommand('calendar.saveWeek');
  if (frame === undefined) return null;
  const usual = hours.length === 0 ? USUAL_HOURS.map((each) => ({ ...each })) : hours;
  return (
    <RecordPanel
      key={row?.id}
      row={row}
      of="weeks"
      schema={workWeekFieldsSchema}
      empty={{
        providerId: frame.providers.find(({ active }) => active)?.id ?? null,
        roomId: null,
        fromDay: nextMonth(frame.day),
        untilDay: null,
        hours: usual,
        active: true,
      }}
      addTitle={arrange.newWeek}
      nameOf={(fields) => arrange.weekTitle(nameOf(fields))}
      fieldsOf={({ id: _id, ...fields }) => fields}
      save={(id, fields, operationId) => command.run({ id, fields }, operationId)}
      undo="calendar.undoArrangement"
      onClose={onClose}
      fields={(form) => {
        const read = workWeekFieldsSchema.safeParse(form.draft);
        const by: Arranging | null = read.success
          ? { kind: 'week', id: row?.id ?? null, ...read.data }
          : null;
        return (
          <>
            <OfWhomField
              value={form.draft}
              offersAll={false}
              error={form.error('providerId')}
              onChange={form.change}
            />
            <div className="field-pair">
              <DayLine
                label={arrange.from}
                day={form.draft.fromDay}
                error={form.error('fromDay')}
                onChange={(fromDay) => form.change({ fromDay })}
              />
              <DayLine
                label={arrange.until}
                day={form.draft.untilDay}
                error={form.error('untilDay')}
                onChange={(untilDay) => form.change({ untilDay })}
              />
            </div>
            <p className="field__hint">{arrange.untilHint}</p>
            <HoursField
              label={arrange.weeksTitle}
              hours={form.draft.hours}
              error={form.error('hours')}
              onChange={(changed) => form.change({ hours: changed })}
              onLeave={() => form.leave('hours')}
            />
            <InUse form={form} />
            <ConcernedBookings by={by} />
          </>
        );
      }}
    />
  );
}

/** The first of the next month: when new hours mostly begin. */
function nextMonth(day: PlainDate): PlainDate {
  const last = addDays(`${day.slice(0, 8)}28` as PlainDate, 4);
  return `${last.slice(0, 8)}01` as PlainDate;
}
