import type { Database } from 'better-sqlite3';
import { Refusal } from '../../shared/kernel/result.ts';
import type { Policy } from '../../shared/practice/settings-contract.ts';
import { isOlderVersion } from '../../shared/practice/version.ts';
import { prepared } from '../engine/statements.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import { practiceId } from './practice-setting.ts';
import { policyRecord } from './records.ts';

/** What the practice asks of its desks. */
export function policyOf(db: Database): Policy {
  const row = prepared(
    db,
    'SELECT minimum_version AS minimumVersion, sends_audit AS sendsAudit FROM practice_policy',
  ).get() as { minimumVersion: string; sendsAudit: number } | undefined;
  return { minimumVersion: row?.minimumVersion ?? '', sendsAudit: row?.sendsAudit === 1 };
}

/** Whether a desk of this version may no longer write (sync design 4.14): it would not keep what newer ones wrote. */
export function isOutdated(db: Database, version: string): boolean {
  return isOlderVersion(version, policyOf(db).minimumVersion);
}

/** Throws a Refusal where this desk may only look. */
export function refuseOutdated(db: Database, version: string): void {
  const { minimumVersion } = policyOf(db);
  if (isOlderVersion(version, minimumVersion))
    throw new Refusal(
      'practice/outdated-desk',
      `This desk runs Anteroom ${version} and the practice asks for ${minimumVersion}. You can look everything up; ask your IT person to update it.`,
    );
}

/**
 * Says what the practice asks of its desks. One of its desks has to be able to take it back, so no version is asked for that
 * this desk itself does not have.
 */
export function setPolicy(unit: UnitOfWork, policy: Policy): void {
  if (isOlderVersion(unit.version, policy.minimumVersion)) {
    const message = `This desk itself runs ${unit.version}. Write that version, or an older one.`;
    throw new Refusal('practice/too-new', message, { fields: { minimumVersion: message } });
  }
  // The practice has one: under its own id, so that two desks which each set the first one mean the same.
  const id = practiceId(unit.db);
  if (readRecord(unit.db, policyRecord, id) === undefined) unit.create(policyRecord, { id, ...policy });
  else unit.change(policyRecord, id, policy);
}
