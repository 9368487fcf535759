import type { AppointmentTypeId, ProviderId, RoomId } from '../kernel/ids.ts';
import { type Block, conflictsOf } from './rules.ts';
import type { Span } from './spans.ts';

/** Why a booking that was right once cannot stay as it is. */
export const STRANDED_RULES = [
  'provider-gone',
  'room-gone',
  'type-gone',
  'hours',
  'block',
  'wrong-provider',
  'wrong-room',
] as const;
export type StrandedRule = (typeof STRANDED_RULES)[number];

export interface StrandedProblem {
  readonly rule: StrandedRule;
  /** What a block is for, or the name of a federal holiday; empty for other rules. */
  readonly reason: string;
}

/** A standing booking, as far as what is arranged around it can stand against it. */
export interface StandingBooking {
  readonly providerId: ProviderId | null;
  readonly roomId: RoomId | null;
  readonly typeId: AppointmentTypeId;
  readonly starts: number;
  readonly minutes: number;
}

/** How the day of a booking is arranged, as of now or as it would be. */
export interface ArrangedFacts {
  readonly day: Span;
  readonly providerOpen: readonly Span[] | null;
  readonly roomOpen: readonly Span[] | null;
  readonly blocks: readonly Block[];
  readonly type: { readonly providerIds: readonly ProviderId[]; readonly roomIds: readonly RoomId[] };
  readonly isProviderGone: boolean;
  readonly isRoomGone: boolean;
  readonly isTypeGone: boolean;
}

/**
 * What is arranged against a standing booking, by the rules it was booked under. Other bookings are left out of it: two of
 * them at once were so when they were made.
 */
export function problemsOf(booking: StandingBooking, facts: ArrangedFacts): readonly StrandedProblem[] {
  const gone = (isGone: boolean, rule: StrandedRule): readonly StrandedProblem[] =>
    isGone ? [{ rule, reason: '' }] : [];
  const conflicts = conflictsOf(
    { ...booking, visitId: null, patientId: null },
    {
      ...facts,
      todayStarts: facts.day.starts,
      overbook: 0,
      busy: [],
      type: { ...facts.type, bufferMinutes: 0, forWhom: 'any' },
      isNewPatient: null,
    },
  );
  return [
    ...gone(facts.isProviderGone, 'provider-gone'),
    ...gone(facts.isRoomGone, 'room-gone'),
    ...gone(facts.isTypeGone, 'type-gone'),
    ...conflicts.flatMap(({ rule, reason }) => (isStranding(rule) ? [{ rule, reason }] : [])),
  ];
}

function isStranding(rule: string): rule is StrandedRule {
  return (STRANDED_RULES as readonly string[]).includes(rule);
}
