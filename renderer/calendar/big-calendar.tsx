import 'react-big-calendar/lib/css/react-big-calendar.css';
import { DateTime, Settings } from 'luxon';
import { Calendar, type CalendarProps, type DateHeaderProps, luxonLocalizer } from 'react-big-calendar';

/** What the head of a day of the month is drawn from. */
export type MonthDayProps = Pick<DateHeaderProps, 'date'>;

const localizer = luxonLocalizer(DateTime);

/** The parts of react-big-calendar that the desk takes: its month and its agenda. The time grid is our own (ADR 12). */
export function BigCalendar<Event extends object>({
  zone,
  language,
  ...props
}: Omit<CalendarProps<Event>, 'localizer'> & {
  /** The practice's: the library knows the zone of the computer alone. */
  readonly zone: string;
  readonly language: string;
}) {
  Settings.defaultZone = zone;
  Settings.defaultLocale = language;
  return (
    <Calendar<Event> localizer={localizer} toolbar={false} popup={false} selectable={false} {...props} />
  );
}
