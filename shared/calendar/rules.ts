import type { PatientId, ProviderId, RoomId, VisitId } from '../kernel/ids.ts';
import { covers, MINUTE, overlap, type Span } from './spans.ts';

/**
 * What may stand against a booking. `advice` only says something; `reason` is overruled by whoever books and says why; `lead`
 * by whoever may overrule; `never` by nobody.
 */
export const CONFLICT_RULES = {
  'over-midnight': 'never',
  past: 'never',
  room: 'never',
  patient: 'lead',
  provider: 'reason',
  'provider-full': 'lead',
  hours: 'lead',
  block: 'lead',
  'wrong-provider': 'lead',
  'wrong-room': 'lead',
  buffer: 'reason',
  'wrong-patient': 'advice',
} as const satisfies Readonly<Record<string, 'never' | 'lead' | 'reason' | 'advice'>>;
export type ConflictRule = keyof typeof CONFLICT_RULES;
export type Overruling = (typeof CONFLICT_RULES)[ConflictRule];

/** A booking as it is asked for; times in epoch milliseconds. */
export interface BookingAsked {
  /** The visit that moves; null for a new one. */
  readonly visitId: VisitId | null;
  readonly patientId: PatientId | null;
  readonly providerId: ProviderId | null;
  readonly roomId: RoomId | null;
  readonly starts: number;
  readonly minutes: number;
}

/** A standing visit of the day. */
export interface Busy {
  readonly visitId: VisitId;
  readonly patientId: PatientId;
  readonly providerId: ProviderId | null;
  readonly roomId: RoomId | null;
  readonly starts: number;
  readonly minutes: number;
  /** Minutes that its provider keeps free after it. */
  readonly bufferMinutes: number;
}

/** Time in which nothing is booked: of one provider, of one room, or of the whole practice. */
export interface Block extends Span {
  readonly providerId: ProviderId | null;
  readonly roomId: RoomId | null;
  readonly reason: string;
}

/** What is known of the day that a booking is asked for. */
export interface DayFacts {
  /** From midnight to midnight of the practice. */
  readonly day: Span;
  /** When the day of today began: a time of today that has passed may still be written down, an earlier day not. */
  readonly todayStarts: number;
  /** When the provider works; null where nobody has said, which stands against nothing. */
  readonly providerOpen: readonly Span[] | null;
  readonly roomOpen: readonly Span[] | null;
  /** How many visits beside one the provider sees at the same time. */
  readonly overbook: number;
  readonly blocks: readonly Block[];
  readonly busy: readonly Busy[];
  readonly type: {
    readonly bufferMinutes: number;
    /** Who sees it; empty is anybody. */
    readonly providerIds: readonly ProviderId[];
    readonly roomIds: readonly RoomId[];
    readonly forWhom: 'any' | 'new' | 'established';
  };
  /** Null while nobody is chosen. */
  readonly isNewPatient: boolean | null;
}

export interface Conflict {
  readonly rule: ConflictRule;
  /** The visit that stands there already. */
  readonly visitId: VisitId | null;
  /** What a block is for; empty for other rules. */
  readonly reason: string;
}

/** Everything that stands against a booking, the gravest first. The same function on the screen and in the transaction. */
export function conflictsOf(asked: BookingAsked, facts: DayFacts): readonly Conflict[] {
  const others = facts.busy.filter(({ visitId }) => visitId !== asked.visitId);
  return [
    ...againstTime(asked, facts),
    ...againstRoomAndPatient(asked, others),
    ...againstProvider(asked, others, facts),
    ...againstType(asked, facts),
  ].toSorted((one, two) => ORDER.indexOf(one.rule) - ORDER.indexOf(two.rule));
}

function conflict(rule: ConflictRule, visitId: VisitId | null = null, reason = ''): Conflict {
  return { rule, visitId, reason };
}

/** The day, the hours, and the blocks in them. */
function againstTime(asked: BookingAsked, facts: DayFacts): readonly Conflict[] {
  const wanted = spanOf(asked);
  const isShut = (open: readonly Span[] | null): boolean => open !== null && !covers(open, wanted);
  return [
    ...(wanted.starts < facts.day.starts || wanted.ends > facts.day.ends ? [conflict('over-midnight')] : []),
    ...(wanted.starts < facts.todayStarts ? [conflict('past')] : []),
    ...(isShut(facts.providerOpen) || isShut(facts.roomOpen) ? [conflict('hours')] : []),
    ...blocksOf(facts.blocks, asked.providerId, asked.roomId)
      .filter((block) => overlap(wanted, block))
      .map(({ reason }) => conflict('block', null, reason)),
  ];
}

/** Nobody is in two places, and no room holds two. */
function againstRoomAndPatient(asked: BookingAsked, others: readonly Busy[]): readonly Conflict[] {
  const wanted = spanOf(asked);
  return others
    .filter((other) => overlap(wanted, spanOf(other)))
    .flatMap(({ visitId, roomId, patientId }) => [
      ...(roomId !== null && roomId === asked.roomId ? [conflict('room', visitId)] : []),
      ...(patientId === asked.patientId ? [conflict('patient', visitId)] : []),
    ]);
}

/** Who sees whom at the same time, and the time that is kept free between two. */
function againstProvider(asked: BookingAsked, others: readonly Busy[], facts: DayFacts): readonly Conflict[] {
  if (asked.providerId === null) return [];
  const wanted = spanOf(asked);
  const theirs = others.filter(({ providerId }) => providerId === asked.providerId);
  const clashing = theirs.filter((other) => overlap(wanted, spanOf(other)));
  const isFull = mostAtOnce(clashing.map(spanOf), wanted) > facts.overbook;
  const withOwn = { ...wanted, ends: wanted.ends + facts.type.bufferMinutes * MINUTE };
  const tooNear = theirs.filter((other) => {
    const span = spanOf(other);
    const withTheirs = { ...span, ends: span.ends + other.bufferMinutes * MINUTE };
    return !clashing.includes(other) && (overlap(withOwn, span) || overlap(wanted, withTheirs));
  });
  return [
    ...clashing.map(({ visitId }) => conflict(isFull ? 'provider-full' : 'provider', visitId)),
    ...tooNear.map(({ visitId }) => conflict('buffer', visitId)),
  ];
}

/** Who and what the kind of visit is for. */
function againstType(asked: BookingAsked, { type, isNewPatient }: DayFacts): readonly Conflict[] {
  const isOther = <Id>(id: Id | null, known: readonly Id[]): boolean =>
    id !== null && known.length > 0 && !known.includes(id);
  return [
    ...(isOther(asked.providerId, type.providerIds) ? [conflict('wrong-provider')] : []),
    ...(isOther(asked.roomId, type.roomIds) ? [conflict('wrong-room')] : []),
    ...(isNewPatient !== null && type.forWhom !== 'any' && (type.forWhom === 'new') !== isNewPatient
      ? [conflict('wrong-patient')]
      : []),
  ];
}

const GRAVITY: readonly Overruling[] = ['never', 'lead', 'reason', 'advice'];
const ORDER = (Object.keys(CONFLICT_RULES) as ConflictRule[]).toSorted(
  (one, two) => GRAVITY.indexOf(CONFLICT_RULES[one]) - GRAVITY.indexOf(CONFLICT_RULES[two]),
);

/** What it takes to book all the same; null when nothing stands against it but advice. */
export function overrulingOf(conflicts: readonly Conflict[]): Exclude<Overruling, 'advice'> | null {
  const needed = conflicts.map(({ rule }) => CONFLICT_RULES[rule]);
  return (['never', 'lead', 'reason'] as const).find((each) => needed.includes(each)) ?? null;
}

function spanOf({ starts, minutes }: Pick<Busy, 'starts' | 'minutes'>): Span {
  return { starts, ends: starts + minutes * MINUTE };
}

/** The blocks that stand against a provider or a room; one of nobody in particular is the whole practice's. */
export function blocksOf(
  blocks: readonly Block[],
  provider: ProviderId | null,
  room: RoomId | null,
): readonly Block[] {
  return blocks.filter(
    ({ providerId, roomId }) =>
      (providerId === null && roomId === null) ||
      (providerId !== null && providerId === provider) ||
      (roomId !== null && roomId === room),
  );
}

/** How many of the spans there are at once at the fullest moment of `wanted`. */
function mostAtOnce(spans: readonly Span[], wanted: Span): number {
  // The fullest moment begins where one of them begins, or where what is wanted does.
  const moments = [wanted.starts, ...spans.map(({ starts }) => Math.max(starts, wanted.starts))];
  return Math.max(
    ...moments.map((at) => spans.filter(({ starts, ends }) => starts <= at && at < ends).length),
  );
}
