import type { Database } from 'better-sqlite3';
import type { PatientId, PictureId } from '../../shared/kernel/ids.ts';
import { invariant, Refusal } from '../../shared/kernel/result.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { isStateFor, STATE_PROBLEM } from '../../shared/patients/contact-rules.ts';
import type { Patient, PatientFields, PatientSummary } from '../../shared/patients/contract.ts';
import { nameKey } from '../../shared/patients/fold.ts';
import { phoneDigits, readPhone, tidyPhone } from '../../shared/patients/phone.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import { nextMrn } from './mrn.ts';
import { hasMerged, hasStandingVisit, patientRecord } from './records.ts';
import { refuseUnopened } from './restricted.ts';
import type { patient } from './tables.ts';

type PatientRow = typeof patient.$inferSelect;
/** The fields to change; a field left out, or undefined, stays. */
type FieldChanges = { readonly [Field in keyof PatientFields]?: PatientFields[Field] | undefined };

/** The columns of a patient summary, for joins of other rooms; `p` is the patient table. */
export const PATIENT_SUMMARY_COLUMNS = `p.id AS patientId, p.mrn, p.family, p.given, p.middle, p.suffix, p.preferred_name AS preferredName, p.birth_date AS birthDate,
  p.sex, p.phone, p.provisional, p.restricted, p.deceased_on AS deceasedOn, p.language, p.needs_interpreter AS needsInterpreter, p.name_key AS nameKey, p.demographics_confirmed_at AS demographicsConfirmedAt`;

/** The row of a patient in use; the old id of a merged record leads to the one that stays. Refuses an id that is not one. */
export function patientRow(db: Database, patientId: PatientId): PatientRow {
  const own = readRecord(db, patientRecord, patientId);
  const row = own?.mergedIntoId ? readRecord(db, patientRecord, own.mergedIntoId) : own;
  if (!row?.active) throw new Refusal('patients/unknown', 'This patient is not here any more. Search again.');
  return row;
}

/** The row of a visit's patient, in use or not: a walk-in that was taken back still tells whose visit it was. */
export function patientRowOfVisit(db: Database, patientId: PatientId): PatientRow {
  return invariant(readRecord(db, patientRecord, patientId), 'a visit has its patient');
}

/** What every list shows of a patient: of a restricted one just what it takes not to mix them up with somebody else. */
export function patientSummary(
  row: Pick<PatientRow, keyof PatientSummary & keyof PatientRow>,
): PatientSummary {
  const { id, mrn, family, given, middle, suffix, preferredName, birthDate, sex, phone, provisional } = row;
  const { restricted, deceasedOn } = row;
  return masked({
    id: id as PatientId,
    mrn,
    family,
    given,
    middle,
    suffix,
    preferredName,
    birthDate,
    sex,
    phone,
    provisional,
    restricted,
    deceasedOn,
  });
}

/** A line of a list without what a restricted record keeps to itself. */
export function masked<Line extends Pick<PatientSummary, 'restricted' | 'phone' | 'preferredName'>>(
  line: Line,
): Line {
  return line.restricted ? { ...line, phone: '', preferredName: '' } : line;
}

/** A patient as the chart and the panel show them. */
export function patientOf(row: PatientRow): Patient {
  return {
    ...patientSummary(row),
    phone: row.phone,
    preferredName: row.preferredName,
    secondPhone: row.secondPhone,
    phoneKind: row.phoneKind,
    textConsent: row.textConsent,
    photoId: row.photoId as PictureId | null,
    email: row.email,
    addressLine: row.addressLine,
    city: row.city,
    state: row.state,
    postalCode: row.postalCode,
    language: row.language,
    needsInterpreter: row.needsInterpreter,
    version: row.version,
    demographicsConfirmedAt: row.demographicsConfirmedAt as Instant | null,
    demographicsConfirmedBy: row.demographicsConfirmedBy,
  };
}

/** Registers a patient under the next MRN. A provisional one is a walk-in of whom only name and birth date are known. */
export function registerPatient(
  unit: UnitOfWork,
  fields: PatientFields,
  provisional: boolean,
): { patientId: PatientId; mrn: string } {
  refuseUnlikely(unit, fields);
  const mrn = nextMrn(unit.db);
  const id = unit.newId<PatientId>();
  unit.create(patientRecord, {
    id,
    mrn,
    ...spelledOut(fields),
    restricted: false,
    mergedIntoId: null,
    photoId: null,
    provisional,
    active: true,
    nameKey: nameKey(fields.family, fields.given),
    phoneDigits: phoneDigits(fields.phone),
    version: 1,
    demographicsConfirmedAt: provisional ? null : unit.now,
    demographicsConfirmedBy: provisional ? null : unit.actor.displayName,
    createdAt: unit.now,
  });
  unit.concerns(id);
  return { patientId: id, mrn };
}

/** Takes down just a name: the rest is asked when they are here. */
export function registerByName(
  unit: UnitOfWork,
  { family, given, birthDate, phone }: Pick<PatientFields, 'family' | 'given' | 'birthDate' | 'phone'>,
): PatientId {
  const blank = {
    middle: '',
    suffix: '',
    preferredName: '',
    email: '',
    addressLine: '',
    city: '',
    state: '',
    postalCode: '',
  };
  return registerPatient(
    unit,
    { ...blank, family, given, birthDate, phone, sex: 'unknown', language: 'en', needsInterpreter: false },
    true,
  ).patientId;
}

/** The fields as they are stored: what was left out says that nobody was asked, a number is written the one way. */
function spelledOut(fields: PatientFields) {
  return {
    ...fields,
    phone: tidyPhone(fields.phone),
    phoneE164: readPhone(fields.phone)?.e164 ?? '',
    secondPhone: tidyPhone(fields.secondPhone ?? ''),
    phoneKind: fields.phoneKind ?? '',
    textConsent: fields.textConsent ?? 'unknown',
    deceasedOn: fields.deceasedOn ?? null,
  } as const;
}

/** Refuses what no one field shows: a day still to come, and a state that is none beside a US ZIP. */
function refuseUnlikely(
  unit: UnitOfWork,
  {
    birthDate,
    state,
    postalCode,
    deceasedOn,
  }: Pick<PatientFields, 'birthDate' | 'state' | 'postalCode' | 'deceasedOn'>,
): void {
  if (deceasedOn && (deceasedOn > unit.day || deceasedOn < birthDate))
    throw new Refusal('input/invalid', 'The date of death is not between the birth date and today.', {
      fields: { deceasedOn: 'Write a day from the birth date to today.' },
    });
  if (birthDate > unit.day)
    throw new Refusal('input/invalid', 'The birth date is in the future. Correct it.', {
      fields: { birthDate: 'This day has not come yet.' },
    });
  if (!isStateFor(postalCode, state))
    throw new Refusal('input/invalid', STATE_PROBLEM, { fields: { state: STATE_PROBLEM } });
}

/** Changes fields of a patient; refused when `version` is not the one that the person was looking at. */
export function editPatient(
  unit: UnitOfWork,
  askedId: PatientId,
  version: number,
  asked: FieldChanges,
): number {
  const row = patientRow(unit.db, askedId);
  const patientId = row.id as PatientId;
  unit.concerns(patientId);
  refuseUnopened(unit.db, row, unit.actor, unit.now);
  if (row.version !== version) {
    throw new Refusal(
      'patients/changed-meanwhile',
      'Somebody changed this patient while you were typing. Look at the new values, then save again.',
      { retryable: true },
    );
  }
  const changes = tidied(
    Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)),
    row,
  );
  const after = { ...row, ...changes };
  // What was written down wrong long ago is asked for only by whoever edits the address.
  const isAddressed = changes.state !== undefined || changes.postalCode !== undefined;
  refuseUnlikely(unit, isAddressed ? after : { ...after, state: '' });
  const differs = Object.entries(changes).some(([field, value]) => row[field as keyof PatientRow] !== value);
  // Writing down a walk-in's phone and address is what makes them a registered patient.
  const registered = row.provisional && after.phone !== '' && after.addressLine !== '';
  if (!differs && !registered) return version;
  unit.change(patientRecord, patientId, {
    ...changes,
    nameKey: nameKey(after.family, after.given),
    phoneDigits: phoneDigits(after.phone),
    ...(changes.phone === undefined ? {} : { phoneE164: readPhone(after.phone)?.e164 ?? '' }),
    provisional: row.provisional && !registered,
    version: version + 1,
    // Whoever hears of a death has not asked where the patient lives.
    ...(Object.keys(changes).every((field) => field === 'deceasedOn')
      ? {}
      : { demographicsConfirmedAt: unit.now, demographicsConfirmedBy: unit.actor.displayName }),
  });
  return version + 1;
}

/** A number that was typed is written the one way; one that stands there as it always did stays so. */
function tidied(changes: Partial<PatientRow>, row: PatientRow): Partial<PatientRow> {
  const tidy = (field: 'phone' | 'secondPhone') =>
    changes[field] === undefined || changes[field] === row[field]
      ? {}
      : { [field]: tidyPhone(changes[field]) };
  return { ...changes, ...tidy('phone'), ...tidy('secondPhone') };
}

/** Notes that the patient said today that name, address and phone are right. */
export function confirmDemographics(unit: UnitOfWork, patientId: PatientId): void {
  unit.change(patientRecord, patientId, {
    demographicsConfirmedAt: unit.now,
    demographicsConfirmedBy: unit.actor.displayName,
  });
}

/** Takes a provisional patient out of use after the walk-in turned out to be somebody known. */
export function retireProvisional(unit: UnitOfWork, patientId: PatientId): void {
  if (!hasStandingVisit(unit.db, patientId) && !hasMerged(unit.db, patientId))
    unit.change(patientRecord, patientId, { active: false });
}
