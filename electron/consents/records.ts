import type { RecordKind } from '../engine/records.ts';
import { consentSignature, consentText } from './tables.ts';

export const consentTextRecord: RecordKind<typeof consentText> = {
  type: 'DocumentReference',
  table: consentText,
  topic: 'consents',
  rank: 5,
  // Its words stay, because somebody may have signed them meanwhile; it is only asked of nobody any more.
  undo: { kind: 'reverse', whenCreated: (row) => ({ retiredAt: row.publishedAt }) },
};

export const consentSignatureRecord: RecordKind<typeof consentSignature> = {
  type: 'Consent',
  table: consentSignature,
  topic: 'consents',
  rank: 45,
  undo: { kind: 'reverse', whenCreated: () => ({ status: 'entered-in-error' }) },
};
