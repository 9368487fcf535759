import type { VisitStatus } from '../../shared/visits/state-machine.ts';

/** Where a provider stands in the practice's list. */
const PROVIDER = { ruiz: 0, chen: 1, adebayo: 2, lindgren: 3, yazzie: 4, lab: 5 } as const;

export type VisitTypeName = 'Follow-up' | 'Annual' | 'New patient' | 'Procedure' | 'Same-day' | 'Draw';

/** One visit of the half-way day, told from the clock so that the day is half-way whenever it is opened. */
export interface PlannedVisit {
  /** MRN of one of the cast; without it the next of the other patients. */
  readonly mrn?: string;
  /** Position of the provider; null is anyone. */
  readonly provider: number | null;
  readonly type: VisitTypeName;
  /** Minutes from now to the appointment; null for a walk-in. */
  readonly at: number | null;
  readonly status: VisitStatus;
  /** Minutes that the visit has been in its status. */
  readonly since: number;
  /** Position of the room. */
  readonly room?: number;
  readonly reason?: string;
  readonly cancelReason?: string;
}

const { ruiz, chen, adebayo, lindgren, yazzie, lab } = PROVIDER;
const DAY_BEFORE = 24 * 60;

/** The board of the picture, and the hours before and after it. The first one marks that the day was laid out. */
export const HALF_WAY_DAY: readonly PlannedVisit[] = [
  // Chidinma Okafor-Lindqvist, José Peña Álvarez, Theo Baker
  {
    mrn: '20418',
    provider: ruiz,
    type: 'Follow-up',
    at: 5,
    status: 'arrived',
    since: 6,
    reason: 'Follow-up, blood pressure',
  },
  {
    mrn: '20422',
    provider: chen,
    type: 'Annual',
    at: -10,
    status: 'arrived',
    since: 21,
    reason: 'Annual wellness visit',
  },
  {
    mrn: '20425',
    provider: null,
    type: 'Same-day',
    at: null,
    status: 'arrived',
    since: 2,
    reason: 'Earache since last night',
  },
  // Late: still expected though the time has passed.
  { provider: adebayo, type: 'Follow-up', at: -15, status: 'booked', since: DAY_BEFORE * 4 },
  // Margaret A. Smith, Kim-Ly Nguyen, Patrick O’Dowd
  {
    mrn: '20426',
    provider: ruiz,
    type: 'Follow-up',
    at: 20,
    status: 'confirmed',
    since: DAY_BEFORE,
    reason: 'Blood pressure, refills',
  },
  {
    mrn: '20430',
    provider: chen,
    type: 'New patient',
    at: 20,
    status: 'booked',
    since: DAY_BEFORE * 6,
    reason: 'Establish care',
  },
  {
    mrn: '20432',
    provider: lab,
    type: 'Draw',
    at: 35,
    status: 'confirmed',
    since: DAY_BEFORE,
    reason: 'Fasting lipids',
  },
  { provider: adebayo, type: 'Annual', at: 50, status: 'confirmed', since: DAY_BEFORE },
  { provider: yazzie, type: 'Same-day', at: 60, status: 'booked', since: 90 },
  // Emma and Ella Whitfield, twins
  {
    mrn: '20437',
    provider: lindgren,
    type: 'Annual',
    at: 65,
    status: 'confirmed',
    since: DAY_BEFORE,
    reason: 'Well-child visit',
  },
  {
    mrn: '20438',
    provider: lindgren,
    type: 'Annual',
    at: 105,
    status: 'confirmed',
    since: DAY_BEFORE,
    reason: 'Well-child visit',
  },
  // The other Margaret Smith
  {
    mrn: '20429',
    provider: chen,
    type: 'Follow-up',
    at: 125,
    status: 'booked',
    since: DAY_BEFORE * 9,
    reason: 'Knee pain',
  },
  { provider: yazzie, type: 'Procedure', at: 140, status: 'confirmed', since: DAY_BEFORE },
  { provider: ruiz, type: 'Follow-up', at: 165, status: 'booked', since: DAY_BEFORE * 5 },
  { provider: lab, type: 'Draw', at: 190, status: 'booked', since: DAY_BEFORE * 2 },
  { provider: adebayo, type: 'New patient', at: 215, status: 'confirmed', since: DAY_BEFORE },
  { provider: yazzie, type: 'Follow-up', at: -15, status: 'checked-in', since: 16 },
  { provider: lindgren, type: 'Same-day', at: -5, status: 'checked-in', since: 4 },
  { provider: adebayo, type: 'Annual', at: -35, status: 'with-clinician', since: 18, room: 0 },
  // Rima Haddad
  {
    mrn: '20434',
    provider: chen,
    type: 'Follow-up',
    at: -25,
    status: 'with-clinician',
    since: 14,
    room: 1,
    reason: 'Thyroid results',
  },
  { provider: lindgren, type: 'Follow-up', at: -30, status: 'with-clinician', since: 9, room: 2 },
  { provider: yazzie, type: 'Procedure', at: -45, status: 'with-clinician', since: 27, room: 3 },
  // Björn Johansson
  {
    mrn: '20435',
    provider: ruiz,
    type: 'Procedure',
    at: -40,
    status: 'ready-to-leave',
    since: 3,
    reason: 'Mole removal, book 6-week follow-up',
  },
  { provider: lab, type: 'Draw', at: -20, status: 'ready-to-leave', since: 1 },
  { provider: ruiz, type: 'Follow-up', at: -160, status: 'checked-out', since: 128 },
  { provider: chen, type: 'Annual', at: -155, status: 'checked-out', since: 104 },
  { provider: adebayo, type: 'Follow-up', at: -145, status: 'checked-out', since: 112 },
  { provider: lab, type: 'Draw', at: -140, status: 'checked-out', since: 123 },
  { provider: lindgren, type: 'Annual', at: -130, status: 'checked-out', since: 83 },
  { provider: ruiz, type: 'New patient', at: -110, status: 'checked-out', since: 58 },
  { provider: yazzie, type: 'Follow-up', at: -100, status: 'checked-out', since: 68 },
  { provider: chen, type: 'Follow-up', at: -85, status: 'checked-out', since: 49 },
  { provider: adebayo, type: 'Same-day', at: -75, status: 'checked-out', since: 41 },
  { provider: yazzie, type: 'Annual', at: -90, status: 'no-show', since: 60 },
  {
    provider: chen,
    type: 'Follow-up',
    at: -55,
    status: 'cancelled',
    since: 170,
    cancelReason: 'Called: car trouble',
  },
];
