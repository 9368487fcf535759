import type { Database } from 'better-sqlite3';
import type { Coverage, CoverageFields } from '../../shared/coverage/contract.ts';
import type { CoverageId, PatientId } from '../../shared/kernel/ids.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { prepared } from '../engine/statements.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import { coverageRecord } from './records.ts';

/** A patient's coverages that are not mistakes, primary first, ended ones last. */
export function coveragesOf(db: Database, patientId: string): Coverage[] {
  return prepared(
    db,
    `SELECT id, payer_name AS payerName, plan_name AS planName, member_id AS memberId, group_number AS groupNumber, copay_cents AS copayCents,
            priority, status, starts_on AS startsOn, ends_on AS endsOn, confirmed_at AS confirmedAt
     FROM coverage WHERE patient_id = ? AND status <> 'entered-in-error' ORDER BY status = 'ended', priority, starts_on DESC`,
  ).all(patientId) as Coverage[];
}

/** The coverage when it is the patient's and in force, else undefined. */
export function activeCoverage(
  db: Database,
  coverageId: CoverageId,
  patientId: string,
): Coverage | undefined {
  return coveragesOf(db, patientId).find(
    (coverage) => coverage.id === coverageId && coverage.status === 'active',
  );
}

/** Says that the patient showed the same card again today. */
export function confirmCoverage(unit: UnitOfWork, coverageId: CoverageId): void {
  unit.change(coverageRecord, coverageId, { confirmedAt: unit.now });
}

/** Ends the primary coverage in force and puts the new card in its place; answers the new one. */
export function replacePrimaryCoverage(
  unit: UnitOfWork,
  patientId: PatientId,
  fields: CoverageFields,
): CoverageId {
  const primary = coveragesOf(unit.db, patientId).find((coverage) => coverage.status === 'active');
  if (primary) unit.change(coverageRecord, primary.id, { status: 'ended', endsOn: unit.day });
  const id = unit.newId<CoverageId>();
  unit.create(coverageRecord, {
    id,
    patientId,
    priority: primary?.priority ?? 1,
    status: 'active',
    ...fields,
    startsOn: unit.day,
    endsOn: null,
    confirmedAt: unit.now as Instant,
  });
  return id;
}

/** The copay on the card in cents, or null when the card does not tell. */
export function copayOf(db: Database, coverageId: CoverageId): number | null {
  return readRecord(db, coverageRecord, coverageId)?.copayCents ?? null;
}
