import type { Database } from 'better-sqlite3';
import type { Instant } from '../../shared/kernel/time.ts';
import type { SyncedThing } from '../../shared/sync/desk-contract.ts';
import { prepared } from '../engine/statements.ts';
import { readRecord } from '../engine/unit-of-work.ts';
import { patientSummary } from '../patients/patients.ts';
import { patientRecord } from '../patients/records.ts';
import { type SyncedRow, syncedKind } from './mapped.ts';

/** A record as somebody at the desk would name it: whose it is, when, how much, what it is called. */
export function thingOf(db: Database, recordType: string, localId: string): SyncedThing {
  const synced = syncedKind(recordType);
  const row = synced && (readRecord(db, synced.kind, localId) as SyncedRow | undefined);
  const patientId = patientOf(recordType, localId, row);
  const person = patientId === null ? undefined : readRecord(db, patientRecord, patientId);
  return {
    recordType,
    localId,
    patient: person ? patientSummary(person) : null,
    at: instantOf(row?.['scheduledAt'] ?? row?.['takenAt']),
    amountCents: numberOf(row?.['amountCents']),
    // A restricted patient keeps what is written about them to themselves.
    name: person?.restricted ? '' : nameOf(row),
  };
}

/** The patient whose record it is; null for what belongs to the practice. */
export function patientOf(recordType: string, localId: string, row: SyncedRow | undefined): string | null {
  if (recordType === patientRecord.type) return localId;
  const patientId = row?.['patientId'];
  return typeof patientId === 'string' ? patientId : null;
}

const NAMES = ['displayName', 'name', 'payerName', 'description', 'title'] as const;

function nameOf(row: SyncedRow | undefined): string {
  const named = NAMES.map((field) => row?.[field]).find((value) => typeof value === 'string');
  return typeof named === 'string' ? named : '';
}

function instantOf(value: unknown): Instant | null {
  return numberOf(value) as Instant | null;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

const NAMED: Readonly<Record<string, string>> = {
  providerId: 'SELECT display_name FROM provider WHERE id = ?',
  supervisingProviderId: 'SELECT display_name FROM provider WHERE id = ?',
  roomId: 'SELECT name FROM room WHERE id = ?',
  typeId: 'SELECT name FROM appointment_type WHERE id = ?',
  coverageId: 'SELECT payer_name FROM coverage WHERE id = ?',
  patientId: `SELECT family || ', ' || given FROM patient WHERE id = ?`,
  mergedIntoId: 'SELECT mrn FROM patient WHERE id = ?',
};

/** A value of a field; what names another record is said by that record's name. */
export function spokenValue(db: Database, field: string, value: unknown): string | number | boolean | null {
  const sql = NAMED[field];
  if (sql !== undefined && typeof value === 'string')
    return (prepared(db, sql).pluck().get(value) as string | undefined) ?? '';
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
