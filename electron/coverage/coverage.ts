import type { Database } from 'better-sqlite3';
import type { Coverage, CoverageFields, NewCoverage } from '../../shared/coverage/contract.ts';
import {
  CASE_PRIORITY,
  freePriority,
  isCasePolicy,
  isInForce,
  primaryOn,
  reordered,
} from '../../shared/coverage/rules.ts';
import type { CoverageId, PatientId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { prepared } from '../engine/statements.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import { refuseOtherPictures } from '../pictures/pictures.ts';
import { coverageRecord } from './records.ts';
import type { coverage } from './tables.ts';

type CoverageRow = typeof coverage.$inferSelect;
/** The fields to change; a field left out, or undefined, stays. */
type FieldChanges = { readonly [Field in keyof CoverageFields]?: CoverageFields[Field] | undefined };

/** A patient's coverages that are not mistakes, primary first, ended ones last. */
export function coveragesOf(db: Database, patientId: string): Coverage[] {
  const rows = prepared(
    db,
    `SELECT id, payer_name AS payerName, plan_name AS planName, member_id AS memberId, group_number AS groupNumber, copay_cents AS copayCents,
            kind, subscriber_name AS subscriberName, subscriber_birth_date AS subscriberBirthDate, relation,
            front_picture_id AS frontPictureId, back_picture_id AS backPictureId, needs_authorization AS needsAuthorization,
            priority, status, starts_on AS startsOn, ends_on AS endsOn, confirmed_at AS confirmedAt, version
     FROM coverage WHERE patient_id = ? AND status <> 'entered-in-error' ORDER BY status = 'ended', priority, starts_on DESC`,
  ).all(patientId) as (Omit<Coverage, 'needsAuthorization'> & { needsAuthorization: number })[];
  return rows.map((row) => ({ ...row, needsAuthorization: row.needsAuthorization === 1 }));
}

/** The coverage when it is the patient's and in force on the day, else undefined. */
export function coverageInForce(
  db: Database,
  coverageId: CoverageId,
  patientId: string,
  day: PlainDate,
): Coverage | undefined {
  return coveragesOf(db, patientId).find(
    (coverage) => coverage.id === coverageId && isInForce(coverage, day),
  );
}

/** Who is billed first for an ordinary visit of a patient on a day. */
export function primaryCoverage(db: Database, patientId: string, day: PlainDate): Coverage | undefined {
  return primaryOn(coveragesOf(db, patientId), day);
}

/** One coverage of a patient, ended or not; undefined for a mistake. */
export function coverageOf(db: Database, coverageId: string): Coverage | undefined {
  const row = readRecord(db, coverageRecord, coverageId);
  return row && coveragesOf(db, row.patientId).find((coverage) => coverage.id === coverageId);
}

/** Says that the patient showed the same card again today. */
export function confirmCoverage(unit: UnitOfWork, coverageId: CoverageId): void {
  unit.change(coverageRecord, coverageId, { confirmedAt: unit.now });
}

/** Ends the primary coverage in force and puts the new card in its place; answers the new one. */
export function replacePrimaryCoverage(
  unit: UnitOfWork,
  patientId: PatientId,
  fields: NewCoverage,
): CoverageId {
  const primary = primaryCoverage(unit.db, patientId, unit.day);
  if (primary)
    unit.change(coverageRecord, primary.id, {
      status: 'ended',
      endsOn: unit.day,
      version: primary.version + 1,
    });
  return create(
    unit,
    patientId,
    { ...fields, startsOn: fields.startsOn ?? unit.day },
    primary?.priority ?? 1,
  );
}

/** Adds a coverage behind those in force; refuses a fourth ordinary one. A policy for an accident takes no place. */
export function addCoverage(unit: UnitOfWork, patientId: PatientId, fields: NewCoverage): CoverageId {
  if (isCasePolicy(fields.kind)) return create(unit, patientId, fields, CASE_PRIORITY);
  const priority = freePriority(coveragesOf(unit.db, patientId), unit.day);
  if (priority === undefined)
    throw new Refusal(
      'coverage/three-in-force',
      'Three coverages are in force already. End one of them first.',
    );
  return create(unit, patientId, fields, priority);
}

function create(unit: UnitOfWork, patientId: PatientId, fields: NewCoverage, priority: number): CoverageId {
  refuseUnlikely(unit, fields);
  refuseOtherPictures(unit.db, patientId, [fields.frontPictureId, fields.backPictureId]);
  const id = unit.newId<CoverageId>();
  unit.create(coverageRecord, {
    id,
    patientId,
    priority,
    status: 'active',
    ...fields,
    confirmedAt: unit.now,
    version: 1,
  });
  return id;
}

/** Corrects fields of a coverage; refused when `version` is not the one that the person was looking at. */
export function editCoverage(
  unit: UnitOfWork,
  coverageId: CoverageId,
  version: number,
  asked: FieldChanges,
): number {
  const row = rowToChange(unit, coverageId, version);
  const changes = Object.fromEntries(
    Object.entries(asked).filter(([, value]) => value !== undefined),
  ) as Partial<CoverageFields>;
  refuseUnlikely(unit, { ...row, ...changes });
  refuseOtherPictures(unit.db, row.patientId, [changes.frontPictureId, changes.backPictureId]);
  const wasCase = isCasePolicy(row.kind);
  const isCase = isCasePolicy(changes.kind ?? row.kind);
  const place = wasCase === isCase ? {} : { priority: placeFor(unit, row, isCase) };
  const isSame = Object.entries(changes).every(([field, value]) => row[field as keyof CoverageRow] === value);
  if (isSame) return version;
  unit.change(coverageRecord, coverageId, { ...changes, ...place, version: version + 1 });
  return version + 1;
}

function placeFor(unit: UnitOfWork, row: CoverageRow, isCase: boolean): number {
  if (isCase) return CASE_PRIORITY;
  const free = freePriority(coveragesOf(unit.db, row.patientId), unit.day);
  if (free === undefined)
    throw new Refusal(
      'coverage/three-in-force',
      'Three coverages are in force already. End one of them first.',
    );
  return free;
}

/** Ends a coverage on a day; the day itself is its last one. */
export function endCoverage(
  unit: UnitOfWork,
  coverageId: CoverageId,
  version: number,
  endsOn: PlainDate,
): number {
  const row = rowToChange(unit, coverageId, version);
  refuseUnlikely(unit, { ...row, endsOn });
  unit.change(coverageRecord, coverageId, {
    endsOn,
    // One that ends later is in force until then.
    status: endsOn < unit.day ? 'ended' : 'active',
    version: version + 1,
  });
  closeGaps(unit, row.patientId);
  return version + 1;
}

/** Puts the ordinary coverages in force in this order; refuses ids that are none of them. */
export function reorderCoverages(unit: UnitOfWork, patientId: PatientId, order: readonly CoverageId[]): void {
  const coverages = coveragesOf(unit.db, patientId);
  const places = reordered(coverages, order, unit.day);
  if (order.some((id) => !places.has(id)))
    throw new Refusal(
      'coverage/not-in-force',
      'One of these is not in force any more. Look at the list again.',
      { retryable: true },
    );
  writePlaces(unit, coverages, places);
}

/** Says that a coverage was a mistake from the start. */
export function markInError(unit: UnitOfWork, coverageId: CoverageId, version: number): number {
  const row = rowToChange(unit, coverageId, version);
  unit.change(coverageRecord, coverageId, { status: 'entered-in-error', version: version + 1 });
  closeGaps(unit, row.patientId);
  return version + 1;
}

/** Once the first one is gone, the second is billed first; no two stand at one place. */
export function closeGaps(unit: UnitOfWork, patientId: string): void {
  const coverages = coveragesOf(unit.db, patientId);
  writePlaces(unit, coverages, reordered(coverages, [], unit.day));
}

function writePlaces(
  unit: UnitOfWork,
  coverages: readonly Coverage[],
  places: ReadonlyMap<CoverageId, number>,
): void {
  for (const coverage of coverages) {
    const priority = places.get(coverage.id);
    if (priority !== undefined && priority !== coverage.priority)
      unit.change(coverageRecord, coverage.id, { priority, version: coverage.version + 1 });
  }
}

function rowToChange(unit: UnitOfWork, coverageId: CoverageId, version: number): CoverageRow {
  const row = readRecord(unit.db, coverageRecord, coverageId);
  if (!row || row.status === 'entered-in-error')
    throw new Refusal('coverage/unknown', 'This coverage is not here any more. Look at the list again.');
  unit.concerns(row.patientId);
  if (row.version !== version)
    throw new Refusal(
      'coverage/changed-meanwhile',
      'Somebody changed this coverage meanwhile. Look at the new values, then save again.',
      { retryable: true },
    );
  return row;
}

/** Refuses what no one field shows. */
function refuseUnlikely(
  unit: UnitOfWork,
  {
    startsOn,
    endsOn,
    subscriberBirthDate,
  }: Pick<CoverageFields, 'startsOn' | 'endsOn' | 'subscriberBirthDate'>,
): void {
  if (startsOn !== null && endsOn !== null && endsOn < startsOn)
    throw new Refusal('input/invalid', 'The coverage ends before it begins. Correct the dates.', {
      fields: { endsOn: 'This is before the first day.' },
    });
  if (subscriberBirthDate !== null && subscriberBirthDate > unit.day)
    throw new Refusal('input/invalid', 'The subscriber’s birth date is in the future. Correct it.', {
      fields: { subscriberBirthDate: 'This day has not come yet.' },
    });
}
