import type { Database } from 'better-sqlite3';
import type { Authorization, AuthorizationFields } from '../../shared/coverage/contract.ts';
import type { AuthorizationId, PatientId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { prepared } from '../engine/statements.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import { coverageOf } from './coverage.ts';
import { authorizationRecord } from './records.ts';
import type { authorization } from './tables.ts';

type FieldChanges = {
  readonly [Field in keyof AuthorizationFields]?: AuthorizationFields[Field] | undefined;
};

/** The referrals and authorizations of a patient, each with the units its visits used; the first to expire in front. */
export function authorizationsOf(db: Database, patientId: string): Authorization[] {
  return prepared(
    db,
    `SELECT a.id, a.kind, a.number, a.issued_by AS issuedBy, a.units_approved AS unitsApproved, a.units_used_before AS unitsUsedBefore,
            a.starts_on AS startsOn, a.expires_on AS expiresOn, a.coverage_id AS coverageId, a.note, a.version,
            a.units_used_before + (SELECT count(*) FROM visit v WHERE v.authorization_id = a.id AND v.status NOT IN ('cancelled', 'no-show')) AS unitsUsed
     FROM authorization a WHERE a.patient_id = ? AND a.status = 'active' ORDER BY a.expires_on IS NULL, a.expires_on, a.id`,
  ).all(patientId) as Authorization[];
}

/** Writes down a referral or an authorization. */
export function addAuthorization(
  unit: UnitOfWork,
  patientId: PatientId,
  fields: AuthorizationFields,
): AuthorizationId {
  refuseUnlikely(unit, patientId, fields);
  const id = unit.newId<AuthorizationId>();
  unit.create(authorizationRecord, {
    id,
    patientId,
    ...fields,
    status: 'active',
    version: 1,
    createdAt: unit.now,
  });
  return id;
}

/** Corrects fields; refused when `version` is not the one that the person was looking at. */
export function editAuthorization(
  unit: UnitOfWork,
  authorizationId: AuthorizationId,
  version: number,
  asked: FieldChanges,
): number {
  const row = rowToChange(unit, authorizationId, version);
  const changes = Object.fromEntries(
    Object.entries(asked).filter(([, value]) => value !== undefined),
  ) as Partial<AuthorizationFields>;
  refuseUnlikely(unit, row.patientId, { ...row, ...changes });
  const isSame = Object.entries(changes).every(([field, value]) => row[field as keyof typeof row] === value);
  if (isSame) return version;
  unit.change(authorizationRecord, authorizationId, { ...changes, version: version + 1 });
  return version + 1;
}

/** Says that it was written down in error. Visits that used it keep its number in their history. */
export function removeAuthorization(
  unit: UnitOfWork,
  authorizationId: AuthorizationId,
  version: number,
): void {
  rowToChange(unit, authorizationId, version);
  unit.change(authorizationRecord, authorizationId, { status: 'entered-in-error', version: version + 1 });
}

function rowToChange(
  unit: UnitOfWork,
  authorizationId: AuthorizationId,
  version: number,
): typeof authorization.$inferSelect {
  const row = readRecord(unit.db, authorizationRecord, authorizationId);
  if (row?.status !== 'active')
    throw new Refusal(
      'coverage/unknown-authorization',
      'This authorization is not here any more. Look at the list again.',
    );
  unit.concerns(row.patientId);
  if (row.version !== version)
    throw new Refusal(
      'coverage/changed-meanwhile',
      'Somebody changed this authorization meanwhile. Look at the new values, then save again.',
      { retryable: true },
    );
  return row;
}

function refuseUnlikely(
  unit: UnitOfWork,
  patientId: string,
  { startsOn, expiresOn, coverageId }: Pick<AuthorizationFields, 'startsOn' | 'expiresOn' | 'coverageId'>,
): void {
  if (startsOn !== null && expiresOn !== null && expiresOn < startsOn)
    throw new Refusal('input/invalid', 'It expires before it begins. Correct the dates.', {
      fields: { expiresOn: 'This is before the first day.' },
    });
  if (coverageId !== null) {
    const row = readCoveragePatient(unit, coverageId);
    if (row !== patientId)
      throw new Refusal('coverage/unknown', 'This coverage is not here any more. Look at the list again.');
  }
}

function readCoveragePatient(unit: UnitOfWork, coverageId: string): string | undefined {
  if (!coverageOf(unit.db, coverageId)) return undefined;
  return prepared(unit.db, 'SELECT patient_id FROM coverage WHERE id = ?').pluck().get(coverageId) as string;
}
