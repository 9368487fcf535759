import type { Database } from 'better-sqlite3';
import { Refusal } from '../../shared/kernel/result.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { prepared } from '../engine/statements.ts';
import type { UnitOfWork } from '../engine/unit-of-work.ts';

/** How long a restricted record stays open after its reason was given, in milliseconds. */
export const OPEN_FOR_MS = 30 * 60_000;

/** What each sign-in has opened: patient → the operation that did. A sign-in that ends takes this with it. */
const openings = new WeakMap<object, Map<string, string>>();

/** Keeps the reason and opens the record for this sign-in; answers until when. */
export function openRestricted(unit: UnitOfWork, patientId: string, reason: string): Instant {
  prepared(
    unit.db,
    'INSERT INTO restricted_opening (id, patient_id, staff_id, reason, at) VALUES (?, ?, ?, ?, ?)',
  ).run(unit.operationId, patientId, unit.actor.staffId, reason, unit.now);
  unit.touch('patients');
  unit.concerns(patientId);
  const opened = openings.get(unit.actor) ?? new Map<string, string>();
  openings.set(unit.actor, opened.set(patientId, unit.operationId));
  return (unit.now + OPEN_FOR_MS) as Instant;
}

/** Refuses a restricted record that this sign-in has not opened with a reason within the last half hour. */
export function refuseUnopened(
  db: Database,
  patient: { readonly id: string; readonly restricted: boolean },
  session: object | null,
  now: number,
): void {
  if (!patient.restricted) return;
  const operationId = session === null ? undefined : openings.get(session)?.get(patient.id);
  // Asked of the store: an opening whose transaction failed was never written down and opens nothing.
  const at =
    operationId === undefined
      ? undefined
      : (prepared(db, 'SELECT at FROM restricted_opening WHERE id = ?').pluck().get(operationId) as
          | number
          | undefined);
  if (at !== undefined && now >= at && now < at + OPEN_FOR_MS) return;
  throw new Refusal('patients/restricted', 'This record is restricted. Say why you open it; that is kept.');
}

/** The same by id, for a query of any room that discloses a chart. */
export function refuseUnopenedChart(
  db: Database,
  patientId: string,
  session: object | null,
  now: number,
): void {
  const restricted = prepared(db, 'SELECT restricted FROM patient WHERE id = ?').pluck().get(patientId);
  if (restricted === 1) refuseUnopened(db, { id: patientId, restricted: true }, session, now);
}
