import type { Database } from 'better-sqlite3';
import type { ParsedInputOf } from '../../shared/api/index.ts';
import type { AlertId, NoteId, OperationId, PatientId, RelatedPersonId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { Patient } from '../../shared/patients/contract.ts';
import { nameKey } from '../../shared/patients/fold.ts';
import { phoneDigits, tidyPhone } from '../../shared/patients/phone.ts';
import type {
  AlertRecord,
  HouseholdMember,
  MergedRecord,
  Note,
} from '../../shared/patients/records-contract.ts';
import type { RelatedPerson } from '../../shared/patients/relations.ts';
import type { RecordKind } from '../engine/records.ts';
import { changesOf, reverseChange } from '../engine/reverse.ts';
import { prepared } from '../engine/statements.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import { patientRow, patientSummary } from './patients.ts';
import { alertRecord, noteRecord, patientRecord, relatedRecord } from './records.ts';
import { refuseUnopened } from './restricted.ts';

interface Done {
  readonly operationId: OperationId;
}

/** The methods whose change one may take back from the chart. */
const UNDOABLE = [
  'patients.edit',
  'patients.saveRelated',
  'patients.endRelated',
  'patients.saveAlert',
  'patients.endAlert',
  'patients.saveNote',
  'patients.endNote',
];
const MOST_HOUSEHOLD = 12;

/** The people who belong to a patient, in the order they were written down; a patient here with the name they have now. */
export function relatedOf(db: Database, patientId: string): RelatedPerson[] {
  const ids = prepared(
    db,
    'SELECT id FROM related_person WHERE patient_id = ? AND active = 1 ORDER BY created_at, id',
  )
    .pluck()
    .all(patientId) as RelatedPersonId[];
  return ids.map((id) => {
    const row = readRecord(db, relatedRecord, id);
    if (!row) throw new Error('invariant broken: the related person just listed');
    const { name, relationship, phone, email, address, language, needsInterpreter } = row;
    const { isGuarantor, isProxy, isEmergency } = row;
    const known =
      row.relatedPatientId === null ? undefined : readRecord(db, patientRecord, row.relatedPatientId);
    return {
      id,
      relatedPatientId: row.relatedPatientId as PatientId | null,
      name: known === undefined ? name : spokenName(known),
      relationship,
      // A restricted record keeps its numbers to itself here as well.
      phone: known === undefined || phone !== '' ? phone : known.restricted ? '' : known.phone,
      email,
      address,
      language,
      needsInterpreter,
      isGuarantor,
      isProxy,
      isEmergency,
    };
  });
}

/** Alerts of a patient that still hold, allergies first, notes last. */
export function alertsOf(db: Database, patientId: string): AlertRecord[] {
  return prepared(
    db,
    `SELECT id, kind, text, created_at AS createdAt, created_by AS createdBy FROM patient_alert
     WHERE patient_id = ? AND active = 1 ORDER BY kind = 'note', kind, text`,
  ).all(patientId) as AlertRecord[];
}

/** The notes of the desk about a patient, newest first. */
export function notesOf(db: Database, patientId: string): Note[] {
  return prepared(
    db,
    `SELECT id, text, created_at AS createdAt, created_by AS createdBy FROM patient_note
     WHERE patient_id = ? AND active = 1 ORDER BY created_at DESC, id DESC`,
  ).all(patientId) as Note[];
}

/** People at the same address or written down as related, in either direction; an empty address makes no household. */
export function householdOf(
  db: Database,
  row: Pick<Patient, 'id' | 'addressLine' | 'postalCode'>,
): HouseholdMember[] {
  const atAddress =
    row.addressLine === ''
      ? []
      : (prepared(
          db,
          `SELECT id FROM patient WHERE postal_code = ? AND address_line = ? AND active = 1 AND id <> ? ORDER BY birth_date LIMIT ${MOST_HOUSEHOLD}`,
        )
          .pluck()
          .all(row.postalCode, row.addressLine, row.id) as PatientId[]);
  const linked = prepared(
    db,
    `SELECT related_patient_id FROM related_person WHERE patient_id = ? AND active = 1 AND related_patient_id IS NOT NULL
     UNION SELECT patient_id FROM related_person WHERE related_patient_id = ? AND active = 1`,
  )
    .pluck()
    .all(row.id, row.id) as PatientId[];
  return [...new Set([...atAddress, ...linked])]
    .map((id) => readRecord(db, patientRecord, id))
    .filter((person) => person?.active === true && person.id !== row.id)
    .slice(0, MOST_HOUSEHOLD)
    .map((person) => {
      if (!person) throw new Error('invariant broken: filtered above');
      const [isHere, isLinked] = [
        atAddress.includes(person.id as PatientId),
        linked.includes(person.id as PatientId),
      ];
      return { ...patientSummary(person), why: isHere && isLinked ? 'both' : isHere ? 'address' : 'related' };
    });
}

/** The records that were merged into a patient, newest merge first. */
export function mergedInto(db: Database, patientId: string): MergedRecord[] {
  const rows = prepared(
    db,
    `SELECT p.id, p.mrn, p.given || ' ' || p.family AS name, c.recorded_at AS at, coalesce(m.display_name, '') AS by
     FROM patient p
     JOIN change_log c ON c.sequence = (SELECT max(sequence) FROM change_log WHERE record_type = 'Patient' AND local_id = p.id AND method = 'patients.merge' AND json_extract(diff, '$.active') IS NOT NULL)
     LEFT JOIN staff_member m ON m.id = c.staff_id WHERE p.merged_into_id = ? ORDER BY c.sequence DESC`,
  ).all(patientId) as MergedRecord[];
  return rows;
}

/** Writes down, or corrects, somebody who belongs to a patient. */
export function saveRelated(
  unit: UnitOfWork,
  { patientId, relatedId, fields }: ParsedInputOf<'patients.saveRelated'>,
): Done & { readonly relatedId: RelatedPersonId } {
  const patient = openedPatient(unit, patientId);
  const other = fields.relatedPatientId === null ? null : patientRow(unit.db, fields.relatedPatientId);
  if (other?.id === patient.id)
    throw new Refusal('patients/own-relative', 'Nobody is related to themselves. Choose another person.');
  const relatedPatientId = other?.id ?? null;
  const kept = { ...fields, relatedPatientId, phone: tidyPhone(fields.phone) };
  if (relatedId !== null) {
    ofThisPatient(readRecord(unit.db, relatedRecord, relatedId), patient.id);
    unit.change(relatedRecord, relatedId, kept);
    return { operationId: operationOf(unit), relatedId };
  }
  const id = unit.newId<RelatedPersonId>();
  unit.create(relatedRecord, { id, patientId: patient.id, ...kept, ...madeNow(unit) });
  return { operationId: operationOf(unit), relatedId: id };
}

/** Writes down, or corrects, an alert. */
export function saveAlert(
  unit: UnitOfWork,
  { patientId, alertId, kind, text }: ParsedInputOf<'patients.saveAlert'>,
): Done & { readonly alertId: AlertId } {
  const patient = openedPatient(unit, patientId);
  if (alertId !== null) {
    ofThisPatient(readRecord(unit.db, alertRecord, alertId), patient.id);
    unit.change(alertRecord, alertId, { kind, text });
    return { operationId: operationOf(unit), alertId };
  }
  const id = unit.newId<AlertId>();
  unit.create(alertRecord, { id, patientId: patient.id, kind, text, ...madeNow(unit) });
  return { operationId: operationOf(unit), alertId: id };
}

/** Writes down, or corrects, a note. */
export function saveNote(
  unit: UnitOfWork,
  { patientId, noteId, text }: ParsedInputOf<'patients.saveNote'>,
): Done & { readonly noteId: NoteId } {
  const patient = openedPatient(unit, patientId);
  if (noteId !== null) {
    ofThisPatient(readRecord(unit.db, noteRecord, noteId), patient.id);
    unit.change(noteRecord, noteId, { text });
    return { operationId: operationOf(unit), noteId };
  }
  const id = unit.newId<NoteId>();
  unit.create(noteRecord, { id, patientId: patient.id, text, ...madeNow(unit) });
  return { operationId: operationOf(unit), noteId: id };
}

/** Takes a contact, an alert or a note off; it stays in the history. */
export function end(
  unit: UnitOfWork,
  kind: typeof relatedRecord | typeof alertRecord | typeof noteRecord,
  id: string,
): Done {
  const row = readRecord(unit.db, kind as RecordKind, id) as
    | { patientId: string; active: boolean }
    | undefined;
  if (!row?.active) throw gone();
  openedPatient(unit, row.patientId as PatientId);
  unit.change(kind as RecordKind, id, { active: false });
  return { operationId: operationOf(unit) };
}

/** Takes back one change of this patient made in the chart. */
export function undoChange(unit: UnitOfWork, askedId: PatientId, undone: OperationId): Done {
  const patient = openedPatient(unit, askedId);
  const log = prepared(
    unit.db,
    `SELECT c.method FROM change_log c WHERE c.operation_id = ? AND c.undoes_operation_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM change_log u WHERE u.undoes_operation_id = c.operation_id) LIMIT 1`,
  )
    .pluck()
    .get(undone) as string | undefined;
  const kinds = [patientRecord, relatedRecord, alertRecord, noteRecord] as unknown as readonly RecordKind[];
  const changes = changesOf(unit.db, undone);
  const isOfPatient = changes.every((change) => {
    if (change.recordType === 'Patient') return change.localId === patient.id;
    const kind = kinds.find((each) => each.type === change.recordType);
    const row = kind
      ? (readRecord(unit.db, kind, change.localId) as { patientId?: string } | undefined)
      : undefined;
    return row?.patientId === patient.id;
  });
  if (log === undefined || !UNDOABLE.includes(log) || !isOfPatient)
    throw new Refusal(
      'patients/nothing-to-undo',
      'This change cannot be taken back any more. Look at the history.',
    );
  unit.undoesOperationId = undone;
  for (const change of changes) reverseChange(unit, kinds, change, { except: DERIVED });
  bringInStep(
    unit,
    patient.id,
    changes.some((change) => change.recordType === 'Patient'),
  );
  return { operationId: operationOf(unit) };
}

/** What follows from other fields, or only grows. */
const DERIVED = ['version', 'nameKey', 'phoneDigits'] as const;

/** Derives again what follows from the fields, after some of them went back. */
export function bringInStep(unit: UnitOfWork, patientId: string, isChanged: boolean): void {
  if (!isChanged) return;
  const row = readRecord(unit.db, patientRecord, patientId);
  if (!row) return;
  unit.change(patientRecord, patientId, {
    nameKey: nameKey(row.family, row.given),
    phoneDigits: phoneDigits(row.phone),
    version: row.version + 1,
  });
}

function openedPatient(unit: UnitOfWork, patientId: PatientId) {
  const row = patientRow(unit.db, patientId);
  unit.concerns(row.id);
  refuseUnopened(unit.db, row, unit.actor, unit.now);
  return row;
}

function ofThisPatient(
  row: { readonly patientId: string; readonly active: boolean } | undefined,
  patientId: string,
) {
  if (!row?.active || row.patientId !== patientId) throw gone();
}

function gone(): Refusal {
  return new Refusal('patients/gone', 'This line is not there any more. Look at the patient again.');
}

function madeNow(unit: UnitOfWork) {
  return { active: true, createdAt: unit.now, createdBy: unit.actor.displayName };
}

function operationOf(unit: UnitOfWork): OperationId {
  return unit.operationId as OperationId;
}

function spokenName(person: { given: string; family: string; suffix: string }): string {
  return [person.given, person.family, person.suffix].filter((part) => part !== '').join(' ');
}
