import type { Database } from 'better-sqlite3';
import type { ConsentSignature } from '../../shared/consents/contract.ts';
import { isMinor, mayBeSignedBy } from '../../shared/consents/rules.ts';
import type { ConsentTextId, PatientId, SignatureId, VisitId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { prepared } from '../engine/statements.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import { patientRow } from '../patients/patients.ts';
import { keepContent, keepPicture, STROKES_MIME } from '../pictures/content.ts';
import { visitRow } from '../visits/visit-row.ts';
import { consentSignatureRecord, consentTextRecord } from './records.ts';
import type { consentSignature } from './tables.ts';
import type { ConsentTextRow } from './texts.ts';

export type SignatureRow = typeof consentSignature.$inferSelect;

/** Everything that was answered for a patient, newest first, without what was entered in error. */
export function signaturesOf(db: Database, patientId: PatientId): ConsentSignature[] {
  const rows = prepared(
    db,
    `SELECT s.id, t.series_id AS seriesId, t.title, t.version, t.language, s.outcome, s.status, s.signer_name AS signerName, s.relation,
            s.method, s.refusal_reason AS refusalReason, s.day, s.signed_at AS signedAt, s.visit_id AS visitId, s.witness,
            s.revoked_at AS revokedAt, s.revoked_by AS revokedBy, s.revoke_reason AS revokeReason
     FROM consent_signature s JOIN consent_text t ON t.id = s.text_id
     WHERE s.patient_id = ? AND s.status <> 'entered-in-error' ORDER BY s.signed_at DESC, s.id DESC LIMIT 1000`,
  ).all(patientId);
  return rows as ConsentSignature[];
}

interface Answering {
  readonly patientId: PatientId;
  readonly visitId: VisitId | null;
  readonly textId: ConsentTextId;
  readonly textHash: string;
  readonly signerName: string;
  readonly relation: SignatureRow['relation'];
}

interface Signing extends Answering {
  readonly method: NonNullable<SignatureRow['method']>;
  readonly strokes: readonly (readonly number[])[];
  readonly image: string;
}

/** Keeps a signature with its picture and strokes. Throws a Refusal for other words, an empty pad or the wrong signer. */
export function sign(unit: UnitOfWork, signing: Signing): SignatureId {
  const { method, strokes, image } = signing;
  const isDrawn = method !== 'paper';
  const hasInk =
    strokes.some((stroke) => stroke.length >= 4) && strokes.every(({ length }) => length % 4 === 0);
  if (isDrawn && (!hasInk || image === ''))
    throw new Refusal('consents/not-drawn', 'Nobody has signed yet. Ask for the signature, then accept it.');
  if (!isDrawn && (strokes.length > 0 || image !== ''))
    throw new Refusal('consents/paper-has-none', 'A signature on paper has no drawing here. Clear it first.');
  return answer(unit, signing, {
    outcome: 'signed',
    method,
    refusalReason: null,
    imageHash: isDrawn ? keepPicture(unit, image, ['image/png']).hash : null,
    strokesHash: isDrawn ? keepContent(unit, STROKES_MIME, Buffer.from(JSON.stringify(strokes))) : null,
  });
}

/** Writes down that somebody was asked and did not sign. */
export function refuse(unit: UnitOfWork, asked: Answering, reason: string): SignatureId {
  return answer(unit, asked, {
    outcome: 'refused',
    method: null,
    refusalReason: reason,
    imageHash: null,
    strokesHash: null,
  });
}

function answer(
  unit: UnitOfWork,
  { patientId, visitId, textId, textHash, signerName, relation }: Answering,
  what: Pick<SignatureRow, 'outcome' | 'method' | 'refusalReason' | 'imageHash' | 'strokesHash'>,
): SignatureId {
  const { birthDate } = patientRow(unit.db, patientId);
  unit.concerns(patientId);
  if (visitId !== null && visitRow(unit.db, visitId).patientId !== patientId)
    throw new Refusal('consents/other-visit', 'This visit is of somebody else. Open the patient again.');
  textToSign(unit.db, textId, textHash);
  refuseSigner(birthDate, unit.day, relation);
  const id = unit.newId<SignatureId>();
  unit.create(consentSignatureRecord, {
    id,
    patientId,
    visitId,
    textId,
    textHash,
    ...what,
    signerName,
    relation,
    day: unit.day,
    signedAt: unit.now,
    witness: unit.actor.displayName,
    status: 'valid',
    revokedAt: null,
    revokedBy: null,
    revokeReason: null,
  });
  return id;
}

/** A child's parent signs, and whoever is of age for themselves. */
function refuseSigner(birthDate: PlainDate, day: PlainDate, relation: Answering['relation']): void {
  if (mayBeSignedBy(birthDate, day).includes(relation)) return;
  const fields = { relation: 'Choose who signs.' };
  if (isMinor(birthDate, day))
    throw new Refusal('consents/signer', 'The patient is under 18: a parent, a guardian or a proxy signs.', {
      fields,
    });
  throw new Refusal('consents/signer', 'The patient is of age: they sign, or a guardian or proxy.', {
    fields,
  });
}

/** The text when it is in force and says exactly what was on the screen. */
function textToSign(db: Database, textId: ConsentTextId, textHash: string): ConsentTextRow {
  const row = readRecord(db, consentTextRecord, textId);
  if (row === undefined)
    throw new Refusal('consents/unknown-text', 'There is no such text. Open the list again.');
  if (row.retiredAt !== null)
    throw new Refusal(
      'consents/not-in-force',
      'This text was replaced meanwhile. Open it again and show the patient the new one.',
    );
  if (row.sha256 !== textHash)
    throw new Refusal(
      'consents/other-words',
      'The words on the screen are not the ones in force. Open the text again before anybody signs.',
    );
  return row;
}

/** Writes down that a consent was withdrawn. Throws a Refusal when it is not in force. */
export function revoke(unit: UnitOfWork, signatureId: SignatureId, reason: string): void {
  const row = signatureRow(unit.db, signatureId);
  unit.concerns(row.patientId);
  if (row.status !== 'valid') throw new Refusal('consents/revoked', 'This consent was withdrawn already.');
  unit.change(consentSignatureRecord, signatureId, {
    status: 'revoked',
    revokedAt: unit.now,
    revokedBy: unit.actor.displayName,
    revokeReason: reason,
  });
}

/** The row of an answer; refuses one that is not there or was entered in error. */
export function signatureRow(db: Database, signatureId: SignatureId): SignatureRow {
  const row = readRecord(db, consentSignatureRecord, signatureId);
  if (row === undefined || row.status === 'entered-in-error')
    throw new Refusal('consents/unknown-signature', 'There is no such signature any more.');
  return row;
}
