import type { OutputOf } from '../../shared/api/index.ts';
import { overrulingOf } from '../../shared/calendar/rules.ts';
import { clinicDay } from '../../shared/kernel/time.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { SelectField } from '../ui/fields.tsx';
import type { BookingDraft } from './booking-draft.ts';

type SeriesVisit = OutputOf<'calendar.checkSeries'>['visits'][number];

/** How far apart the visits of a series may be, in days. */
const INTERVALS = [7, 14, 21, 28, 42, 56, 84];
const COUNTS = [2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 26, 52];

/** The times of a series that are booked: the free ones, the free time instead of a taken one, none that was left out. */
export function takenOf(visits: readonly SeriesVisit[], leftOut: readonly number[]): number[] {
  return visits.flatMap((visit, index) => {
    const starts = timeOf(visit);
    return starts === null || leftOut.includes(index) ? [] : [starts];
  });
}

function timeOf({ starts, conflicts, instead }: SeriesVisit): number | null {
  return overrulingOf(conflicts) === null ? starts : instead;
}

interface SeriesPartProps {
  readonly draft: BookingDraft;
  /** Undefined while they are held against the calendar. */
  readonly visits: readonly SeriesVisit[] | undefined;
  readonly zone: string;
  readonly onChange: (change: Partial<BookingDraft>) => void;
}

/** Whether it comes again, how often, and on which days; a taken time shows the free one instead, or why there is none. */
export function SeriesPart({ draft, visits, zone, onChange }: SeriesPartProps) {
  const { calendar } = useStrings();
  const formats = useFormats();
  return (
    <>
      <div className="pair">
        <SelectField
          label={calendar.repeat}
          value={String(draft.everyDays ?? '')}
          options={[
            { value: '', label: calendar.once },
            ...INTERVALS.map((days) => ({ value: String(days), label: calendar.everyWeeks(days / 7) })),
          ]}
          onChange={(days) => onChange({ everyDays: days === '' ? null : Number(days), leftOut: [] })}
        />
        {draft.everyDays === null ? null : (
          <SelectField
            label={calendar.times}
            value={String(draft.count)}
            options={COUNTS.map((count) => ({ value: String(count), label: String(count) }))}
            onChange={(count) => onChange({ count: Number(count), leftOut: [] })}
          />
        )}
      </div>
      {draft.everyDays === null || visits === undefined ? null : (
        <ul className="series" aria-label={calendar.seriesTitle}>
          {visits.map((visit, index) => {
            const starts = timeOf(visit);
            const isTaken = starts !== null && !draft.leftOut.includes(index);
            return (
              <li key={visit.starts}>
                <label className="check-field">
                  <input
                    type="checkbox"
                    checked={isTaken}
                    disabled={starts === null}
                    onChange={({ target }) =>
                      onChange({
                        leftOut: target.checked
                          ? draft.leftOut.filter((each) => each !== index)
                          : [...draft.leftOut, index],
                      })
                    }
                  />
                  <span className="tabular">
                    {formats.dayLong(clinicDay(visit.starts, zone))}, {formats.time(visit.starts, zone)}
                    {starts === visit.starts ? null : (
                      <em className="series__instead">
                        {starts === null
                          ? calendar.nothingFree
                          : calendar.instead(formats.time(starts, zone))}
                      </em>
                    )}
                  </span>
                </label>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
