import { CALENDAR_KINDS } from '../calendar/records.ts';
import { tenderRecord } from '../cash/records.ts';
import { consentSignatureRecord, consentTextRecord } from '../consents/records.ts';
import { authorizationRecord, coverageRecord, eligibilityRecord } from '../coverage/records.ts';
import type { RecordKind } from '../engine/records.ts';
import { alertRecord, noteRecord, patientRecord, relatedRecord } from '../patients/records.ts';
import { pictureRecord } from '../pictures/records.ts';
import { PRACTICE_KINDS } from '../practice/records.ts';
import { preferenceRecord, staffRecord } from '../staff/records.ts';
import { taskRecord } from '../tasks/records.ts';
import { visitRecord } from '../visits/records.ts';
import { WORKLIST_KINDS } from '../worklists/records.ts';

const KINDS = [
  patientRecord,
  relatedRecord,
  alertRecord,
  noteRecord,
  coverageRecord,
  eligibilityRecord,
  authorizationRecord,
  visitRecord,
  tenderRecord,
  consentTextRecord,
  consentSignatureRecord,
  pictureRecord,
  ...PRACTICE_KINDS,
  ...CALENDAR_KINDS,
  ...WORKLIST_KINDS,
  taskRecord,
  staffRecord,
  preferenceRecord,
] as readonly RecordKind[];

/** The records that are held against the change log, by the type that the log calls them. */
export const VERIFIED_KINDS: ReadonlyMap<string, RecordKind> = new Map(
  KINDS.map((kind) => [kind.type, kind]),
);
