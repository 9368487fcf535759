import type { Database } from 'better-sqlite3';
import type { StaffId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { Session } from '../../shared/staff/contract.ts';
import { ROLE_PERMISSIONS, type Role } from '../../shared/staff/permissions.ts';
import type { QueryHandlers, RoomHandlers, SessionHandlers } from '../engine/handler.ts';
import { prepared } from '../engine/statements.ts';
import { deskRow, practiceSetting } from '../practice/practice-setting.ts';
import { isPin } from '../security/pin.ts';

const ATTEMPTS_BEFORE_LOCKOUT = 5;
const LOCKOUT_MS = 5 * 60_000;

interface PinRow {
  readonly id: string;
  readonly displayName: string;
  readonly initials: string;
  readonly role: Role;
  readonly hash: string;
  readonly failedAttempts: number;
  readonly lockedUntil: number | null;
}

export const staffQueries: RoomHandlers<QueryHandlers, 'staff.roster' | 'staff.session'> = {
  'staff.roster': ({ db, now, deskId }) => {
    const setting = practiceSetting(db);
    const rows = prepared(
      db,
      'SELECT id, display_name AS displayName, initials, role FROM staff_member WHERE active = 1 ORDER BY position',
    ).all() as {
      id: StaffId;
      displayName: string;
      initials: string;
      role: Role;
    }[];
    return {
      practiceName: setting.name,
      deskName: deskRow(db, deskId).name,
      demo: setting.demo,
      now,
      zone: setting.zone,
      idleLockMinutes: setting.idleLockMinutes,
      staff: rows.map(({ id, ...rest }) => ({ staffId: id, ...rest })),
    };
  },
  'staff.session': ({ session }) => ({ session }),
};

export const staffSessions: SessionHandlers = {
  'staff.signIn': async (context, { staffId, pin }) => {
    const { db, ports } = context;
    const now = ports.clock.now();
    const locksBefore = context.locks();
    const row = pinRow(db, staffId);
    if (!row) throw new Refusal('staff/unknown', 'This person cannot sign in at this desk. Choose a tile.');
    if (row.lockedUntil !== null && row.lockedUntil > now) throw lockedOut(row.lockedUntil - now);
    // The attempt is counted before it is checked, so that guesses sent side by side, or a killed program, are counted too.
    const attempts = (row.lockedUntil === null ? row.failedAttempts : 0) + 1;
    const lockedUntil = attempts >= ATTEMPTS_BEFORE_LOCKOUT ? now + LOCKOUT_MS : null;
    context.commit({ staffId, role: row.role, outcome: 'sign-in tried' }, () =>
      setAttempts(db, staffId, attempts, lockedUntil),
    );
    if (!(await isPin(row.hash, pin))) {
      if (lockedUntil !== null) throw lockedOut(LOCKOUT_MS);
      const left = ATTEMPTS_BEFORE_LOCKOUT - attempts;
      throw new Refusal(
        'staff/wrong-pin',
        `That PIN is not right. ${left} ${left === 1 ? 'try' : 'tries'} left.`,
        { fields: { pin: 'Try again.' } },
      );
    }
    if (context.locks() !== locksBefore) {
      throw new Refusal('staff/locked-meanwhile', 'The desk was locked meanwhile. Sign in again.', {
        retryable: true,
      });
    }
    const session: Session = {
      staffId,
      displayName: row.displayName,
      initials: row.initials,
      role: row.role,
      permissions: [...ROLE_PERMISSIONS[row.role]],
    };
    context.commit({ staffId, role: row.role, outcome: 'signed in' }, () =>
      setAttempts(db, staffId, 0, null),
    );
    context.open(session);
    return { session };
  },
  'staff.lock': async (context, { reason }) => {
    const session = context.current();
    // Closed before it is written down: a full disk must not keep a desk open.
    context.close();
    if (session)
      context.commit(
        { staffId: session.staffId, role: session.role, outcome: `locked, ${reason}` },
        () => undefined,
      );
    return {};
  },
};

function pinRow(db: Database, staffId: StaffId): PinRow | undefined {
  return prepared(
    db,
    `SELECT m.id, m.display_name AS displayName, m.initials, m.role, p.hash, p.failed_attempts AS failedAttempts, p.locked_until AS lockedUntil
     FROM staff_member m JOIN staff_pin p ON p.staff_id = m.id WHERE m.id = ? AND m.active = 1`,
  ).get(staffId) as PinRow | undefined;
}

function setAttempts(db: Database, staffId: StaffId, attempts: number, lockedUntil: number | null): void {
  prepared(db, 'UPDATE staff_pin SET failed_attempts = ?, locked_until = ? WHERE staff_id = ?').run(
    attempts,
    lockedUntil,
    staffId,
  );
}

function lockedOut(forMs: number): Refusal {
  const minutes = Math.ceil(forMs / 60_000);
  return new Refusal(
    'staff/locked-out',
    `Too many wrong PINs. Wait ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, or ask your lead.`,
  );
}
