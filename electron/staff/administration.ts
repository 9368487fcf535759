import type { Database } from 'better-sqlite3';
import type { StaffId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { Role } from '../../shared/staff/permissions.ts';
import type { Preferences, staffAdministrationContract } from '../../shared/staff/staff-contract.ts';
import type {
  CommandHandlers,
  QueryHandlers,
  RoomHandlers,
  SessionContext,
  SessionHandlers,
} from '../engine/handler.ts';
import { prepared } from '../engine/statements.ts';
import { readRecord } from '../engine/unit-of-work.ts';
import { hashPin } from '../security/pin.ts';
import { checkPin, lockedMeanwhile } from './pin-check.ts';
import { preferenceRecord, staffRecord } from './records.ts';

type Administration = keyof typeof staffAdministrationContract;

export const administrationQueries: RoomHandlers<QueryHandlers, Administration> = {
  'staff.list': ({ db }) => {
    const rows = prepared(
      db,
      `SELECT m.id, m.display_name AS displayName, m.initials, m.role, m.active, p.staff_id IS NOT NULL AS hasPin
       FROM staff_member m LEFT JOIN staff_pin p ON p.staff_id = m.id ORDER BY m.active DESC, m.position`,
    ).all() as {
      id: StaffId;
      displayName: string;
      initials: string;
      role: Role;
      active: number;
      hasPin: number;
    }[];
    return { staff: rows.map((row) => ({ ...row, active: row.active === 1, hasPin: row.hasPin === 1 })) };
  },

  'staff.preferences': ({ db, session }) => {
    const row = session ? readRecord(db, preferenceRecord, session.staffId) : undefined;
    if (!row) return { preferences: null };
    const { id: _id, ...preferences } = row;
    return { preferences };
  },
};

export const administrationCommands: RoomHandlers<CommandHandlers, Administration> = {
  'staff.save': (unit, { id, fields }) => {
    const saved = id ?? unit.newId<StaffId>();
    if (id === null) {
      const position = prepared(unit.db, 'SELECT coalesce(max(position), -1) + 1 FROM staff_member')
        .pluck()
        .get() as number;
      unit.create(staffRecord, { id: saved, ...fields, position });
    } else {
      if (readRecord(unit.db, staffRecord, id) === undefined)
        throw new Refusal(
          'staff/unknown-person',
          'This person is not on the list any more. Look at it again.',
        );
      unit.change(staffRecord, id, fields);
    }
    keepAnAdministrator(unit.db);
    return { id: saved };
  },

  'staff.savePreferences': (unit, { preferences }) => {
    const id = unit.actor.staffId;
    if (readRecord(unit.db, preferenceRecord, id) === undefined)
      unit.create(preferenceRecord, { id, ...preferences });
    else unit.change(preferenceRecord, id, preferences satisfies Preferences);
    return {};
  },
};

/** A PIN is hashed off the main thread, so these are asynchronous; nothing of it but the hash is ever written. */
export const pinSessions: Pick<SessionHandlers, 'staff.setPin' | 'staff.changePin'> = {
  'staff.setPin': async (context, { staffId, pin }) => {
    const { db } = context;
    roleOf(db, staffId);
    const { hash, actor } = await hashedFor(context, 'staff.setPin', pin);
    context.commit({ ...actor, method: 'staff.setPin', outcome: `PIN given to ${roleOf(db, staffId)}` }, () =>
      writePin(db, staffId, hash),
    );
    return {};
  },

  'staff.changePin': async (context, { currentPin, pin }) => {
    const { staffId } = context.acting('staff.changePin');
    const locksBefore = context.locks();
    await checkPin(context, staffId, currentPin, 'currentPin');
    const { hash, actor } = await hashedFor(context, 'staff.changePin', pin, locksBefore);
    context.commit({ ...actor, method: 'staff.changePin', outcome: 'own PIN changed' }, () =>
      writePin(context.db, staffId, hash),
    );
    return {};
  },
};

/**
 * Hashes a PIN, which takes a while, and then asks anew who is there and what they may do: meanwhile the desk may have been
 * locked, and the person dismissed or given another role. Between this answer and the commit there is no wait, so it holds
 * inside the transaction, too; before it, and not in it, because a refusal is written down and would be rolled back.
 */
async function hashedFor(
  context: SessionContext,
  method: 'staff.setPin' | 'staff.changePin',
  pin: string,
  locksBefore = context.locks(),
): Promise<{ readonly hash: string; readonly actor: ReturnType<SessionContext['acting']> }> {
  const hash = await hashPin(pin);
  const actor = context.acting(method);
  // Somebody else sits here now: what the one before began is not done in their name.
  if (context.locks() !== locksBefore) throw lockedMeanwhile();
  return { hash, actor };
}

function roleOf(db: Database, staffId: StaffId): Role {
  const known = readRecord(db, staffRecord, staffId);
  if (known === undefined)
    throw new Refusal('staff/unknown-person', 'This person is not on the list any more. Look at it again.');
  return known.role;
}

function writePin(db: Database, staffId: StaffId, hash: string): void {
  prepared(
    db,
    `INSERT INTO staff_pin (staff_id, hash, failed_attempts, locked_until) VALUES (?, ?, 0, NULL)
     ON CONFLICT (staff_id) DO UPDATE SET hash = excluded.hash, failed_attempts = 0, locked_until = NULL`,
  ).run(staffId, hash);
}

/** Whether anybody who works here may set up the practice, at whichever desk they sign in. */
export function hasAdministrator(db: Database): boolean {
  const sql = `SELECT 1 FROM staff_member WHERE role = 'administrator' AND active = 1 LIMIT 1`;
  return prepared(db, sql).get() !== undefined;
}

/** Throws a Refusal where nobody who can sign in would be an administrator any more. */
export function keepAnAdministrator(db: Database): void {
  const found = prepared(
    db,
    `SELECT 1 FROM staff_member m JOIN staff_pin p ON p.staff_id = m.id WHERE m.role = 'administrator' AND m.active = 1`,
  ).get();
  if (found === undefined)
    throw new Refusal(
      'staff/last-administrator',
      'Somebody must be able to set up the practice. Make another person administrator first.',
    );
}
