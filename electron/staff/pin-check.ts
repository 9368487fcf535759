import type { Database } from 'better-sqlite3';
import type { StaffId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { Role } from '../../shared/staff/permissions.ts';
import type { SessionContext } from '../engine/handler.ts';
import { prepared } from '../engine/statements.ts';
import { isPin } from '../security/pin.ts';

const ATTEMPTS_BEFORE_LOCKOUT = 5;
const LOCKOUT_MS = 5 * 60_000;

/** A person who may sign in at this desk. */
export interface PinRow {
  readonly displayName: string;
  readonly initials: string;
  readonly role: Role;
}

interface StoredPin extends PinRow {
  readonly hash: string;
  readonly failedAttempts: number;
  readonly lockedUntil: number | null;
}

/**
 * Checks a PIN and counts the attempt; answers whose it is. Throws a Refusal that names `field` when it is wrong, and for
 * five minutes after five wrong ones. The count of a right one is taken back by `forgetAttempts` or with the new PIN.
 */
export async function checkPin(
  context: SessionContext,
  staffId: StaffId,
  pin: string,
  field: 'pin' | 'currentPin',
): Promise<PinRow> {
  const { db, ports } = context;
  const now = ports.clock.now();
  const row = pinRow(db, staffId);
  if (!row) throw new Refusal('staff/unknown', 'This person cannot sign in at this desk. Choose a tile.');
  if (row.lockedUntil !== null && row.lockedUntil > now) throw lockedOut(row.lockedUntil - now);
  // The attempt is counted before it is checked, so that guesses sent side by side, or a killed program, are counted too.
  const attempts = (row.lockedUntil === null ? row.failedAttempts : 0) + 1;
  const lockedUntil = attempts >= ATTEMPTS_BEFORE_LOCKOUT ? now + LOCKOUT_MS : null;
  const outcome = field === 'pin' ? 'sign-in tried' : 'own PIN tried';
  context.commit({ staffId, role: row.role, outcome }, () => setAttempts(db, staffId, attempts, lockedUntil));
  if (await isPin(row.hash, pin)) return row;
  if (lockedUntil !== null) throw lockedOut(LOCKOUT_MS);
  const left = ATTEMPTS_BEFORE_LOCKOUT - attempts;
  throw new Refusal(
    'staff/wrong-pin',
    `That PIN is not right. ${left} ${left === 1 ? 'try' : 'tries'} left.`,
    {
      fields: { [field]: 'Try again.' },
    },
  );
}

/** A right PIN clears the count of wrong ones; call it inside the transaction that says so. */
export function forgetAttempts(db: Database, staffId: StaffId): void {
  setAttempts(db, staffId, 0, null);
}

function pinRow(db: Database, staffId: StaffId): StoredPin | undefined {
  return prepared(
    db,
    `SELECT m.display_name AS displayName, m.initials, m.role, p.hash, p.failed_attempts AS failedAttempts, p.locked_until AS lockedUntil
     FROM staff_member m JOIN staff_pin p ON p.staff_id = m.id WHERE m.id = ? AND m.active = 1`,
  ).get(staffId) as StoredPin | undefined;
}

function setAttempts(db: Database, staffId: StaffId, attempts: number, lockedUntil: number | null): void {
  prepared(db, 'UPDATE staff_pin SET failed_attempts = ?, locked_until = ? WHERE staff_id = ?').run(
    attempts,
    lockedUntil,
    staffId,
  );
}

/** While a PIN was checked or hashed the desk was locked, so what it was for is not done. */
export function lockedMeanwhile(): Refusal {
  return new Refusal('staff/locked-meanwhile', 'The desk was locked meanwhile. Sign in again.', {
    retryable: true,
  });
}

function lockedOut(forMs: number): Refusal {
  const minutes = Math.ceil(forMs / 60_000);
  return new Refusal(
    'staff/locked-out',
    `Too many wrong PINs. Wait ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, or ask your lead.`,
  );
}
