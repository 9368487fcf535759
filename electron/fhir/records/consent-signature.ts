import { z } from 'zod';
import { SIGNER_RELATIONS, SIGNING_METHODS } from '../../../shared/consents/rules.ts';
import { readPictureHead } from '../../../shared/pictures/picture-format.ts';
import { consentSignatureRecord } from '../../consents/records.ts';
import type { RowOf } from '../../engine/records.ts';
import { STROKES_MIME } from '../../pictures/content.ts';
import { attachmentOf, type Content, contentAt } from '../contents.ts';
import { codeAt, instantAt, instantText, neededReference, referenceIn, referenceOf } from '../elements.ts';
import { objects, own, text, type Unknown } from '../reading.ts';
import type { RecordMapping } from '../record-mapping.ts';
import { day, hash, instant, line, oneOf, recordId } from '../row-fields.ts';
import { concept, saysAnything } from '../tidy.ts';

/** The extensions that hold the picture of a signature and how the pen went. */
const IMAGE = 'urn:anteroom:signature-image';
const STROKES = 'urn:anteroom:signature-strokes';
const SCOPES = 'http://terminology.hl7.org/CodeSystem/consentscope';
const RULES = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const STATUSES = ['valid', 'revoked', 'entered-in-error'] as const;

type Row = RowOf<typeof consentSignatureRecord>;

/** Somebody signed one exact text, or was asked and did not. */
export const consentSignatureMapping: RecordMapping<Row> = {
  recordType: consentSignatureRecord.type,
  resourceType: 'Consent',
  fields: z.object({
    patientId: recordId(),
    visitId: recordId().nullable(),
    textId: recordId(),
    textHash: hash(),
    outcome: oneOf(['signed', 'refused']),
    signerName: line(),
    relation: oneOf(SIGNER_RELATIONS),
    method: oneOf(SIGNING_METHODS).nullable(),
    refusalReason: line().nullable(),
    imageHash: hash().nullable(),
    strokesHash: hash().nullable(),
    day: day(),
    signedAt: instant(),
    witness: line(),
    status: oneOf(STATUSES),
    revokedAt: instant().nullable(),
    revokedBy: line().nullable(),
    revokeReason: line().nullable(),
  }),
  units: [['status', 'revokedAt', 'revokedBy', 'revokeReason']],
  needs: { patientId: 'Patient', visitId: 'Encounter', textId: 'DocumentReference' },
  toElements: (row, refer, bytesOf) => ({
    extension: [
      enclosed(IMAGE, attachmentOf(row.imageHash, bytesOf)),
      enclosed(STROKES, attachmentOf(row.strokesHash, bytesOf)),
    ],
    status: statusOf(row),
    scope: concept(SCOPES, 'patient-privacy'),
    category: [concept('http://loinc.org', '59284-0')],
    patient: refer('Patient', row.patientId),
    dateTime: instantText(row.signedAt),
    performer: saysAnything(row.signerName) ? [{ display: row.signerName }] : [],
    sourceReference: refer('DocumentReference', row.textId),
    policyRule: concept(RULES, row.outcome === 'signed' ? 'OPTIN' : 'OPTOUT'),
  }),
  fromElements: (resource, _reading, find) => {
    const patientId = find(neededReference(resource, 'patient', 'Patient', 'Consent.patient'));
    const source = referenceOf(resource, 'sourceReference', 'DocumentReference', 'Consent.source');
    const textId = source ? find(source) : null;
    const signedAt = instantAt(resource, 'dateTime', 'Consent.dateTime');
    const [performer] = objects(resource, 'performer', 'Consent.performer');
    return {
      ...(patientId === null ? {} : { patientId }),
      ...(textId === null ? {} : { textId }),
      ...(signedAt === undefined ? {} : { signedAt }),
      ...standingIn(resource),
      signerName: (performer && referenceIn(performer, 'Patient', 'Consent.performer')?.display) ?? '',
      imageHash: contentIn(resource, IMAGE)?.hash ?? null,
      strokesHash: contentIn(resource, STROKES)?.hash ?? null,
    };
  },
  contents: ({ imageHash, strokesHash }) =>
    [imageHash, strokesHash].filter((each): each is string => typeof each === 'string'),
  readContents: (resource) => {
    const image = contentIn(resource, IMAGE);
    const head = image && readPictureHead(image.bytes);
    const strokes = contentIn(resource, STROKES);
    return [
      ...(image && head ? [{ ...image, mime: head.mime }] : []),
      ...(strokes?.mime === STROKES_MIME ? [strokes] : []),
    ];
  },
};

function enclosed(url: string, attachment: Unknown | undefined): Unknown {
  return attachment ? { url, valueAttachment: attachment } : {};
}

function contentIn(resource: Unknown, url: string): Content | undefined {
  const extension = objects(resource, 'extension', 'Consent.extension').find(
    (each) => own(each, 'url') === url,
  );
  return extension && contentAt(extension, 'valueAttachment', 'Consent.extension');
}

function statusOf({ status, outcome }: Row): string {
  if (status === 'entered-in-error') return status;
  if (status === 'revoked') return 'inactive';
  return outcome === 'signed' ? 'active' : 'rejected';
}

/** A consent that is a draft or only proposed was given by nobody: nothing is said of it. */
function standingIn(resource: Unknown): Partial<Row> {
  switch (text(resource, 'status', 'Consent.status')) {
    case 'active':
      return { status: 'valid', outcome: 'signed' };
    case 'rejected':
      return { status: 'valid', outcome: 'refused' };
    case 'inactive':
      return { status: 'revoked', outcome: outcomeIn(resource) };
    case 'entered-in-error':
      return { status: 'entered-in-error', outcome: outcomeIn(resource) };
    default:
      return {};
  }
}

/** What was answered once, where the status tells only what became of it. */
function outcomeIn(resource: Unknown): Row['outcome'] {
  return codeAt(resource, 'policyRule', 'Consent.policyRule') === 'OPTOUT' ? 'refused' : 'signed';
}
