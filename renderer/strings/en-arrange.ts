import type { Arranging } from '../../shared/calendar/arrange-contract.ts';
import type { StrandedRule } from '../../shared/calendar/stranded.ts';
import type { ForWhom } from '../../shared/practice/type-rules.ts';
import type { KeyGroup } from './en-frame.ts';

const bookings = (count: number): string => (count === 1 ? '1 booking' : `${count} bookings`);
const stand = (count: number): string => `${bookings(count)} ${count === 1 ? 'stands' : 'stand'}`;

const keys: KeyGroup = {
  title: 'Hours and blocks',
  keys: [
    ['n', 'New hours'],
    ['b', 'New block'],
    ['h', 'Federal holidays'],
  ],
};

/** What is said of hours, blocks, holidays and kinds of visit, and of the bookings that a change of them stands against. */
export const enArrange = {
  keys,
  color: 'Color',
  buffer: 'Minutes kept free afterwards',
  bufferLong: (minutes: number) => `${minutes} min free after`,
  preparation: 'What the patient is told beforehand',
  preparationHint: 'For example: nothing to eat for eight hours before.',
  forWhom: 'For',
  forWhoms: {
    any: 'Any patient',
    new: 'New patients',
    established: 'Established patients',
  } satisfies Record<ForWhom, string>,
  seenBy: 'Seen by',
  anybody: 'None marked: anybody.',
  seenIn: 'In',
  anyRoom: 'None marked: any room.',
  overbook: 'Visits beside one',
  overbookHint: 'How many more may stand at the same time, each with a reason. 0: one after the other.',
  overbooked: (count: number) => `${count} beside one`,

  /** Monday first. */
  weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  newWeek: 'New hours',
  newBlock: 'New block',
  holidays: 'Federal holidays',
  withPast: 'Show what is over',
  weeksTitle: 'Weekly hours',
  blocksTitle: 'Blocks and own holidays',
  usual: 'Who has no hours here works when the practice is open.',
  noBlocks: 'No time is kept free.',
  weekTitle: (name: string) => `Hours of ${name}`,
  who: 'Of whom',
  whole: 'Whole practice',
  from: 'From',
  until: 'Until',
  untilHint: 'Without a last day they hold until later hours replace them.',
  since: (day: string) => `from ${day}`,
  span: (from: string, until: string) => `${from} to ${until}`,
  now: 'now',
  noHours: 'no hours',
  reason: 'What for',
  reasonHint: 'As “Staff meeting”, or the name of a holiday of your own.',
  wholeDays: 'Whole days',
  opens: 'From (time)',
  closes: 'To (time)',
  holidaysKept: (count: number, all: number) => `${count} of ${all} kept`,
  holidaysHint:
    'No visit is booked on a day that is kept. One on a Saturday is kept on Friday, one on a Sunday on Monday.',
  markAll: 'Mark all',
  markNone: 'Mark none',
  holidaysSaved: 'Holidays saved',
  copyMonday: 'Copy Monday to all weekdays',

  strandedTitle: 'Bookings that cannot stay',
  stranded: (count: number) => `${stand(count)} outside of hours, in a block, or with what is out of use`,
  strandedBy: {
    week: (count: number) => `${stand(count)} outside of these hours`,
    block: (count: number) => `${stand(count)} in this time`,
    holidays: (count: number) => `${stand(count)} on these days`,
    practice: (count: number) => `${stand(count)} outside of these hours`,
    provider: (count: number) => `${bookings(count)} still with them`,
    room: (count: number) => `${bookings(count)} still in this room`,
    type: (count: number) => `${bookings(count)} of this kind would not be booked like this any more`,
  } satisfies Record<Arranging['kind'], (count: number) => string>,
  noneStranded: 'No booking stands against this.',
  allWell: 'Every booking stands in the hours and with who is here.',
  theyStay: 'They stay booked until somebody moves them. Enter shows one in the calendar.',
  showAll: (count: number) => `Show all ${count}`,
  overruled: (reason: string) => `booked all the same: ${reason}`,
  problems: {
    'provider-gone': 'The provider has left',
    'room-gone': 'The room is out of use',
    'type-gone': 'This kind of visit is out of use',
    hours: 'Outside of the working hours',
    block: 'Kept free',
    'wrong-provider': 'The provider does not see this kind of visit',
    'wrong-room': 'The room is not for this kind of visit',
  } satisfies Record<StrandedRule, string>,
} as const;
