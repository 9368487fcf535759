import type { FederalHoliday } from '../../shared/calendar/holidays.ts';
import type { ConflictRule } from '../../shared/calendar/rules.ts';
import type { KeyGroup } from './en-frame.ts';

const holidays = {
  'new-year': 'New Year’s Day',
  'martin-luther-king': 'Martin Luther King Jr. Day',
  washington: 'Washington’s Birthday',
  memorial: 'Memorial Day',
  juneteenth: 'Juneteenth',
  independence: 'Independence Day',
  labor: 'Labor Day',
  columbus: 'Columbus Day',
  veterans: 'Veterans Day',
  thanksgiving: 'Thanksgiving Day',
  christmas: 'Christmas Day',
} satisfies Record<FederalHoliday, string>;

const keys: KeyGroup = {
  title: 'Calendar',
  keys: [
    ['ArrowDown', 'Later; up is earlier, left and right another provider'],
    ['Enter', 'Book here, or open the visit'],
    ['x', 'Put the visit on the pinboard'],
    ['v', 'Put it down here'],
    ['PageDown', 'Next day'],
    ['PageUp', 'Day before'],
    ['t', 'Today'],
  ],
};

/** The words of the Calendar room. */
export const enCalendar = {
  title: 'Calendar',
  grid: 'The day by provider. Arrows choose a time, Enter books or opens.',
  nobody: 'Any provider',
  hiddenName: 'Booked',
  today: 'Today',
  before: 'Day before',
  after: 'Day after',
  zoom: 'Rows of',
  minutes: (count: number) => `${count} min`,
  hideNames: 'Hide names',
  free: 'free',
  taken: 'taken',
  standing: (column: string, time: string, what: string) => `${column}, ${time}, ${what}`,
  pinned: (name: string) =>
    `${name} is on the pinboard. Go to another time and press V; Esc leaves it where it is.`,
  holidays,
  reasonOf: (reason: string) => (reason in holidays ? holidays[reason as FederalHoliday] : reason),

  bookTitle: 'New booking',
  book: 'Book',
  booked: (name: string, time: string) => `Booked ${name} at ${time}`,
  bookedBack: 'The booking is taken back',
  type: 'Kind of visit',
  room: 'Room',
  anyRoom: 'Any room',
  when: 'When',
  length: 'Length',
  overruled: 'Booked all the same',
  overrule: 'Why all the same',
  overruleNeeded: 'Say why, in a few words.',
  against: 'What stands against it',
  blocked: (reason: string) => `Kept free: ${reason}`,
  keys,
  conflicts: {
    'over-midnight': 'Ends after midnight',
    past: 'This day is over',
    room: 'The room is taken',
    patient: 'The patient has another visit then',
    provider: 'The provider has another visit then',
    'provider-full': 'The provider has no room then',
    hours: 'Outside of the working hours',
    block: 'Kept free',
    'wrong-provider': 'The provider does not see this kind of visit',
    'wrong-room': 'The room is not for this kind of visit',
    buffer: 'The time before or after is kept free',
    'wrong-patient': 'This kind of visit is for other patients: new or established',
  } satisfies Record<ConflictRule, string>,

  cut: 'To the pinboard',
  toBoard: 'Open on the board',
  toChart: 'Open the chart',
  elsewhere: 'This visit is not on the days shown.',
  moveTitle: 'Move',
  moveTo: (time: string, provider: string) => `To ${time}, ${provider}`,
  moveAnyway: 'Move all the same',
  leaveThere: 'Leave it there',
  moved: 'Moved',
  movedBack: 'Back where it was',
} as const;
