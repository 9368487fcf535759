import type { Database } from 'better-sqlite3';
import { USUAL_HOURS } from '../../shared/practice/hours.ts';
import type { Role } from '../../shared/staff/permissions.ts';
import { hashPin } from '../security/pin.ts';
import { chanceOf } from './chance.ts';
import { insertAll } from './insert.ts';

/** The zone of the demo's town. */
export const DEMO_ZONE = 'America/Denver';

/**
 * Opens the demo's key slot. It stands here for everybody to read and guards nothing: the demo holds nobody's data, and
 * its file is encrypted only so that it runs on the same store as a practice.
 */
export const DEMO_RECOVERY_CODE = 'DEMO-PRACTICE-HOLDS-NOBODY';

export interface DemoStaffMember {
  readonly displayName: string;
  readonly initials: string;
  readonly role: Role;
  /** Public like the recovery code. */
  readonly pin: string;
}

/** Who works in the demo practice, in the order of the sign-in tiles; one of every role at least. */
export const DEMO_STAFF: readonly DemoStaffMember[] = [
  { displayName: 'Ana Ruiz', initials: 'AR', role: 'front-desk', pin: '2580' },
  { displayName: 'Marcus Webb', initials: 'MW', role: 'front-desk', pin: '1470' },
  { displayName: 'Priya Raman', initials: 'PR', role: 'lead', pin: '3690' },
  { displayName: 'Tom Kessler', initials: 'TK', role: 'billing', pin: '7531' },
  { displayName: 'Nora Fjeld', initials: 'NF', role: 'clinician', pin: '8642' },
  { displayName: 'Grace Adeyemi', initials: 'GA', role: 'administrator', pin: '9517' },
  { displayName: 'Samuel Ortiz', initials: 'SO', role: 'auditor', pin: '6283' },
];

const PROVIDERS = [
  { displayName: 'Dr. Ruiz', specialty: 'Family medicine' },
  { displayName: 'Dr. Chen', specialty: 'Internal medicine' },
  { displayName: 'Dr. Adebayo', specialty: 'Family medicine' },
  { displayName: 'Dr. Lindgren', specialty: 'Pediatrics' },
  { displayName: 'NP Yazzie', specialty: 'Family medicine' },
  { displayName: 'Lab', specialty: 'Laboratory' },
];

const ROOMS = ['Room 1', 'Room 2', 'Room 3', 'Room 4'];

const APPOINTMENT_TYPES = [
  { name: 'Follow-up', minutes: 20, color: 0 },
  { name: 'Annual', minutes: 40, color: 1 },
  { name: 'New patient', minutes: 40, color: 5 },
  { name: 'Procedure', minutes: 30, color: 3 },
  { name: 'Same-day', minutes: 15, walkIn: true, color: 4 },
  {
    name: 'Draw',
    minutes: 10,
    color: 2,
    preparation: 'Nothing to eat for eight hours before; water is fine.',
  },
];

/** Fees of the desk itself; what clinicians do is billed by code, and codes are the practice's own. */
const PRICES = [
  { code: 'NOSHOW', description: 'Missed appointment', amountCents: 3500 },
  { code: 'FORM', description: 'Form filled in outside a visit', amountCents: 2000 },
  { code: 'COPY', description: 'Copy of the records', amountCents: 1500 },
];

/** PIN hashes in the order of DEMO_STAFF: side by side, off the main thread. */
export function hashDemoPins(): Promise<readonly string[]> {
  return Promise.all(DEMO_STAFF.map(({ pin }) => hashPin(pin)));
}

/** Writes the practice, its people and its first desk. `now` in epoch milliseconds. */
export function seedPractice(db: Database, now: number, pinHashes: readonly string[]): void {
  const chance = chanceOf('practice');
  const rows = <Item>(items: readonly Item[]): (Item & { id: string; position: number })[] =>
    items.map((item, position) => ({ id: chance.id<string>(now), ...item, position }));
  const address = '1435 N Lincoln Ave\nLoveland, CO 80538';
  insertAll(db, 'practice', [
    {
      id: chance.id<string>(now),
      name: 'Riverside Family Medicine',
      phone: '(970) 555-0100',
      address,
      zone: DEMO_ZONE,
      demo: true,
      idleLockMinutes: 10,
      hours: JSON.stringify(USUAL_HOURS),
    },
  ]);
  insertAll(db, 'provider', rows(PROVIDERS));
  insertAll(db, 'room', rows(ROOMS.map((name) => ({ name }))));
  insertAll(db, 'appointment_type', rows(APPOINTMENT_TYPES));
  seedPrices(db, now);
  const deskId = chance.id<string>(now);
  insertAll(db, 'desk', [{ id: deskId, name: 'Desk 1', receiptPrefix: 'D1' }]);
  insertAll(db, 'this_desk', [{ id: 1, deskId }]);
  const staff = rows(DEMO_STAFF.map(({ pin: _pin, ...shown }) => ({ ...shown, active: true })));
  insertAll(db, 'staff_member', staff);
  insertAll(
    db,
    'staff_pin',
    staff.map(({ id, position }) => ({
      staffId: id,
      hash: pinHashes[position] ?? '',
      failedAttempts: 0,
      lockedUntil: null,
    })),
  );
}

/**
 * Gives a demo practice made by an earlier version what later ones begin with: opening hours, prices, and the mark of
 * the visits without an appointment. Where an administrator has set anything up it stays theirs.
 */
export function completePractice(db: Database, now: number): void {
  const isTheirs = db.prepare(`SELECT 1 FROM change_log WHERE method LIKE 'practice.%' LIMIT 1`).get();
  if (isTheirs !== undefined) return;
  db.prepare(`UPDATE practice SET hours = ? WHERE hours = '[]'`).run(JSON.stringify(USUAL_HOURS));
  db.prepare(
    `UPDATE appointment_type SET walk_in = 1
     WHERE name = 'Same-day' AND NOT EXISTS (SELECT 1 FROM appointment_type WHERE walk_in = 1)`,
  ).run();
  if (db.prepare('SELECT 1 FROM appointment_type WHERE color <> 0 LIMIT 1').get() === undefined) {
    const colour = db.prepare('UPDATE appointment_type SET color = ? WHERE name = ?');
    for (const { name, color } of APPOINTMENT_TYPES) colour.run(color, name);
  }
  if (db.prepare('SELECT 1 FROM price_item LIMIT 1').get() === undefined) seedPrices(db, now);
}

function seedPrices(db: Database, now: number): void {
  const chance = chanceOf('prices');
  insertAll(
    db,
    'price_item',
    PRICES.map((price, position) => ({ id: chance.id<string>(now), ...price, active: true, position })),
  );
}
