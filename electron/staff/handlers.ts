import type { Database } from 'better-sqlite3';
import type { StaffId } from '../../shared/kernel/ids.ts';
import type { Session, staffContract } from '../../shared/staff/contract.ts';
import { ROLE_PERMISSIONS, type Role } from '../../shared/staff/permissions.ts';
import type { CommandHandlers, QueryHandlers, RoomHandlers, SessionHandlers } from '../engine/handler.ts';
import { prepared } from '../engine/statements.ts';
import { deskRow, practiceSetting } from '../practice/practice-setting.ts';
import { administrationCommands, administrationQueries, pinSessions } from './administration.ts';
import { checkPin, forgetAttempts, lockedMeanwhile } from './pin-check.ts';

export const staffQueries: RoomHandlers<QueryHandlers, keyof typeof staffContract> = {
  ...administrationQueries,

  'staff.roster': ({ db, now, deskId }) => {
    const setting = practiceSetting(db);
    const rows = prepared(
      db,
      `SELECT m.id, m.display_name AS displayName, m.initials, m.role FROM staff_member m
       JOIN staff_pin p ON p.staff_id = m.id WHERE m.active = 1 ORDER BY m.position`,
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
      withoutPin: prepared(
        db,
        'SELECT count(*) FROM staff_member WHERE active = 1 AND id NOT IN (SELECT staff_id FROM staff_pin)',
      )
        .pluck()
        .get() as number,
    };
  },
  'staff.session': ({ session, isAccessEnded }) => ({ session, isAccessEnded }),
};

export const staffCommands: RoomHandlers<CommandHandlers, keyof typeof staffContract> =
  administrationCommands;

export const staffSessions: SessionHandlers = {
  ...pinSessions,

  'staff.signIn': async (context, { staffId, pin }) => {
    const { db } = context;
    const locksBefore = context.locks();
    const person = await checkPin(context, staffId, pin, 'pin');
    if (context.locks() !== locksBefore) throw lockedMeanwhile();
    const session: Session = {
      staffId,
      displayName: person.displayName,
      initials: person.initials,
      role: person.role,
      permissions: [...ROLE_PERMISSIONS[person.role]],
    };
    context.commit({ staffId, role: person.role, outcome: 'signed in' }, () => forgetAttempts(db, staffId));
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

/**
 * The session as the staff list has it now: null once the person's access ended, with other permissions once their role
 * changed. Whoever is dismissed is out with their next key press, on every line.
 */
export function sessionNow(db: Database, session: Session): Session | null {
  const row = prepared(db, 'SELECT role, active FROM staff_member WHERE id = ?').get(session.staffId) as
    | { role: Role; active: number }
    | undefined;
  if (row?.active !== 1) return null;
  if (row.role === session.role) return session;
  return { ...session, role: row.role, permissions: [...ROLE_PERMISSIONS[row.role]] };
}
