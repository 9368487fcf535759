import type { Permission } from '../staff/permissions.ts';

/** The one state machine of a visit: the board, the calendar and the chart all read it, so they cannot disagree. */
export const VISIT_STATUSES = [
  'booked',
  'confirmed',
  'arrived',
  'checked-in',
  'with-clinician',
  'ready-to-leave',
  'checked-out',
  'no-show',
  'cancelled',
] as const;
export type VisitStatus = (typeof VISIT_STATUSES)[number];

/** What a person does to a visit. Check-in and check-out carry more than a move and are commands of their own. */
export const VISIT_MOVES = [
  'confirm',
  'arrive',
  'check-in',
  'room',
  'ready',
  'check-out',
  'no-show',
  'cancel',
] as const;
export type VisitMove = (typeof VISIT_MOVES)[number];

const FROM: Readonly<Record<VisitMove, readonly VisitStatus[]>> = {
  confirm: ['booked'],
  // A no-show who turns up late is simply here after all.
  arrive: ['booked', 'confirmed', 'no-show'],
  // Checking in somebody still expected says that they have arrived.
  'check-in': ['booked', 'confirmed', 'no-show', 'arrived'],
  // Changing rooms is the same move again.
  room: ['checked-in', 'with-clinician'],
  ready: ['checked-in', 'with-clinician'],
  'check-out': ['checked-in', 'with-clinician', 'ready-to-leave'],
  'no-show': ['booked', 'confirmed'],
  // Somebody who walks out before being seen is a cancelled visit with that reason.
  cancel: ['booked', 'confirmed', 'arrived', 'checked-in'],
};

const TO: Readonly<Record<VisitMove, VisitStatus>> = {
  confirm: 'confirmed',
  arrive: 'arrived',
  'check-in': 'checked-in',
  room: 'with-clinician',
  ready: 'ready-to-leave',
  'check-out': 'checked-out',
  'no-show': 'no-show',
  cancel: 'cancelled',
};

/** The status after the move, or undefined where the move is not allowed. */
export function statusAfter(status: VisitStatus, move: VisitMove): VisitStatus | undefined {
  return FROM[move].includes(status) ? TO[move] : undefined;
}

/** The moves a screen may offer for a visit in this status. */
export function movesFrom(status: VisitStatus): readonly VisitMove[] {
  return VISIT_MOVES.filter((move) => FROM[move].includes(status));
}

/** What a move asks for: rooms are the clinician's too; who comes, stays away or pays is the desk's alone. */
export function permissionFor(move: VisitMove): Permission {
  return move === 'room' || move === 'ready' ? 'visits.move' : 'visits.check-in';
}

/** Whether somebody with these permissions may make this move. */
export function mayMove(permissions: readonly Permission[], move: VisitMove): boolean {
  return permissions.includes(permissionFor(move));
}

/** Whether the visit still stands: somebody is expected or here. */
export function isStanding(status: VisitStatus): boolean {
  return boardGroup(status) !== 'done';
}

/** Where on the board a visit stands. */
export type BoardGroup = 'at-the-desk' | 'expected' | 'checked-in' | 'in-room' | 'ready-to-leave' | 'done';

/** The group of a status; no-shows and cancellations are done for the desk. */
export function boardGroup(status: VisitStatus): BoardGroup {
  switch (status) {
    case 'arrived':
      return 'at-the-desk';
    case 'booked':
    case 'confirmed':
      return 'expected';
    case 'checked-in':
      return 'checked-in';
    case 'with-clinician':
      return 'in-room';
    case 'ready-to-leave':
      return 'ready-to-leave';
    default:
      return 'done';
  }
}
