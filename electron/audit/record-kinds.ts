import { tenderRecord } from '../cash/records.ts';
import { consentSignatureRecord, consentTextRecord } from '../consents/records.ts';
import { coverageRecord } from '../coverage/records.ts';
import type { RecordKind } from '../engine/records.ts';
import { patientRecord } from '../patients/records.ts';
import { pictureRecord } from '../pictures/records.ts';
import { visitRecord } from '../visits/records.ts';

/** The records that are held against the change log, by the type that the log calls them. */
export const VERIFIED_KINDS: ReadonlyMap<string, RecordKind> = new Map(
  ([patientRecord, coverageRecord, visitRecord, tenderRecord, consentTextRecord, consentSignatureRecord, pictureRecord] as readonly RecordKind[]).map((kind) => [
    kind.type,
    kind,
  ]),
);
