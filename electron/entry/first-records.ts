import type { Database } from 'better-sqlite3';
import type { z } from 'zod';
import type { firstAdministratorSchema, newPracticeSchema } from '../../shared/entry/contract.ts';
import { type DeskId, type OperationId, type StaffId, uuidV7 } from '../../shared/kernel/ids.ts';
import { clinicDay, type Instant } from '../../shared/kernel/time.ts';
import { TYPE_COLOR_COUNT } from '../../shared/practice/type-rules.ts';
import { publishDefaultTexts } from '../consents/texts.ts';
import { insertAll } from '../demo/insert.ts';
import { createHlc } from '../engine/hlc.ts';
import { appendAudit } from '../engine/journal.ts';
import type { EnginePorts } from '../engine/ports.ts';
import { PROGRAM_VERSION } from '../engine/program-version.ts';
import { type Actor, beginUnitOfWork, type UnitOfWork } from '../engine/unit-of-work.ts';
import { appointmentTypeRecord, practiceRecord } from '../practice/records.ts';
import { preferenceRecord, staffRecord } from '../staff/records.ts';

export type NewPractice = z.output<typeof newPracticeSchema>;
export type FirstAdministrator = z.output<typeof firstAdministratorSchema>;

/** Minutes without a hand on keyboard or mouse until a new practice's desk locks; its administrator may change it. */
const IDLE_LOCK_MINUTES = 10;
const FIRST_MRN = 1001;
const METHOD = 'entry.create';

const USUAL_PREFERENCES = { density: 'comfortable', textSize: 100, theme: 'system', clock: 12 } as const;

/** Without a kind of visit nobody can walk in; these are what most practices begin with, in minutes. */
const USUAL_TYPES = [
  { en: 'Follow-up', es: 'Seguimiento', minutes: 20, walkIn: false },
  { en: 'New patient', es: 'Paciente nuevo', minutes: 40, walkIn: false },
  { en: 'Annual', es: 'Chequeo anual', minutes: 40, walkIn: false },
  { en: 'Same-day', es: 'Sin cita', minutes: 15, walkIn: true },
];

/** Writes the practice, its first administrator and this desk into an empty, migrated store, as one transaction. */
export function writeFirstRecords(
  db: Database,
  made: {
    readonly practice: NewPractice;
    readonly administrator: FirstAdministrator;
    readonly pinHash: string;
  },
  { clock, random }: Pick<EnginePorts, 'clock' | 'random'>,
): void {
  const now = clock.now() as Instant;
  const newId = <Id extends string>(): Id => uuidV7<Id>(now, random(10));
  const deskId = newId<DeskId>();
  const { displayName, initials } = made.administrator;
  const actor: Actor = { staffId: newId<StaffId>(), displayName, initials, role: 'administrator' };
  const operationId = newId<OperationId>();
  const unit = beginUnitOfWork({
    db,
    actor,
    operationId,
    method: METHOD,
    now,
    day: clinicDay(now, made.practice.zone),
    deskId,
    random,
    nextHlc: createHlc(() => now, deskId),
    version: PROGRAM_VERSION,
  });
  const write = db.transaction(() => {
    insertAll(db, 'desk', [{ id: deskId, name: 'Desk 1', receiptPrefix: 'D1' }]);
    insertAll(db, 'this_desk', [{ id: 1, deskId }]);
    insertAll(db, 'mrn_counter', [{ id: 1, last: FIRST_MRN - 1 }]);
    writePractice(unit, made.practice);
    const { staffId, role } = actor;
    unit.create(staffRecord, { id: staffId, displayName, initials, role, active: true, position: 0 });
    insertAll(db, 'staff_pin', [{ staffId, hash: made.pinHash, failedAttempts: 0, lockedUntil: null }]);
    unit.create(preferenceRecord, { id: staffId, ...USUAL_PREFERENCES, language: made.practice.language });
    insertAll(db, 'operation', [{ id: operationId, method: METHOD, staffId, output: '{}', at: now }]);
    const entities = JSON.stringify(unit.entities);
    const who = { staffId, role, deskId, patientId: null };
    appendAudit(db, { at: now, ...who, method: METHOD, action: 'C', outcome: 'ok', entities, operationId });
  });
  write.immediate();
}

function writePractice(unit: UnitOfWork, practice: NewPractice): void {
  const { name, phone, addressLines, zone, npi, hours, paper, language } = practice;
  unit.create(practiceRecord, {
    id: unit.newId<string>(),
    name,
    phone,
    address: addressLines.join('\n'),
    zone,
    npi,
    hours: JSON.stringify(hours),
    paper,
    demo: false,
    idleLockMinutes: IDLE_LOCK_MINUTES,
  });
  for (const [position, { minutes, walkIn, [language]: typeName }] of USUAL_TYPES.entries())
    unit.create(appointmentTypeRecord, {
      id: unit.newId<string>(),
      name: typeName,
      minutes,
      walkIn,
      color: position % TYPE_COLOR_COUNT,
      active: true,
      position,
    });
  if (practice.usualConsents) publishDefaultTexts(unit);
}
