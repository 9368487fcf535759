import type { DayTotals } from '../../shared/calendar/day-lines.ts';

/** What a day of the calendar says on paper and in a calendar file, and the panel that both are asked for in. */
export const enPaper = {
  title: 'Print the day',
  paletteLabel: 'Print a day of the calendar',
  paletteWords: 'print calendar day sheet schedule provider room paper ics export file',
  key: 'Print the day, or save it as a calendar file',
  what: 'What to print',
  dayOfYear: (day: string, year: string) => `${day}, ${year}`,
  provider: 'Provider',
  room: 'Room',
  allRooms: 'All rooms',
  show: 'Show the pages',

  columns: {
    time: 'Time',
    patient: 'Patient',
    visit: 'Visit',
    room: 'Room',
    provider: 'Provider',
    status: 'Status',
  },
  hours: (spans: string) => `Hours: ${spans}`,
  noHours: 'Hours: not said',
  closed: 'Hours: none this day',
  noTime: 'No time',
  minutes: (count: number) => `${count} min`,
  lasting: (minutes: number) =>
    [
      Math.floor(minutes / 60) > 0 ? `${Math.floor(minutes / 60)} h` : '',
      minutes % 60 > 0 ? `${minutes % 60} min` : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  free: (lasting: string) => `Free, ${lasting}`,
  break: (lasting: string) => `Break, ${lasting}`,
  blocked: (reason: string) => `Kept free: ${reason}`,
  allDay: 'All day',
  second: (time: string) => `${time} (second time)`,
  newPatient: 'NEW PATIENT',
  interpreter: (language: string) => `INTERPRETER: ${language}`,
  walkIn: 'walk-in',
  preparation: (text: string) => `Preparation: ${text}`,
  nobodyBooked: 'Nobody is booked.',
  noRooms: 'No room is in use.',
  continued: (name: string) => `${name}, continued`,
  totals: (visits: number, parts: string) => `Visits ${visits}: ${parts}`,
  counts: {
    booked: (count: number) => `booked ${count}`,
    confirmed: (count: number) => `confirmed ${count}`,
    arrived: (count: number) => `arrived ${count}`,
    noShow: (count: number) => `no-show ${count}`,
    cancelled: (count: number) => `cancelled ${count}`,
  } satisfies Record<Exclude<keyof DayTotals, 'visits'>, (count: number) => string>,

  file: {
    title: 'As a calendar file',
    lead: 'For a calendar program or a phone. The file lies outside of the encrypted store: whoever has it can read it.',
    from: 'From',
    until: 'Until',
    withNames: 'With the names of the patients',
    namesLead: 'Without them, each visit says “Booked” and its kind. Restricted records are never named.',
    save: 'Save as calendar file (.ics)',
    saved: (count: number) => (count === 1 ? 'Saved 1 visit.' : `Saved ${count} visits.`),
    wrongDays: 'Write two days, the last not before the first.',
  },
};
