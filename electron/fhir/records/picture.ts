import { z } from 'zod';
import { PICTURE_KINDS, type PictureKind, pictureMimeSchema } from '../../../shared/pictures/contract.ts';
import { readPictureHead } from '../../../shared/pictures/picture-format.ts';
import type { RowOf } from '../../engine/records.ts';
import { pictureRecord } from '../../pictures/records.ts';
import { attachmentOf, type Content, contentAt } from '../contents.ts';
import { codesOf, instantAt, instantText, neededReference, referenceIn } from '../elements.ts';
import { firstOf, object, objects, type Unknown } from '../reading.ts';
import type { RecordMapping } from '../record-mapping.ts';
import { count, hash, instant, line, oneOf, recordId } from '../row-fields.ts';
import { saysAnything } from '../tidy.ts';

const KINDS = 'urn:anteroom:picture-kind';
const LOINC = 'http://loinc.org';
const NAMES: Readonly<Record<PictureKind, string>> = {
  photo: 'Photo of the patient',
  'card-front': 'Front of a card',
  'card-back': 'Back of a card',
  document: 'Document',
};
const LOINC_OF: Readonly<Record<PictureKind, string>> = {
  photo: '72170-4',
  'card-front': '64290-0',
  'card-back': '64290-0',
  document: '34133-9',
};
const ELEMENT = 'DocumentReference';

type Row = RowOf<typeof pictureRecord>;

/** A picture of a patient or of a card, with its bytes. */
export const pictureMapping: RecordMapping<Row> = {
  recordType: pictureRecord.type,
  resourceType: ELEMENT,
  fields: z.object({
    patientId: recordId(),
    kind: oneOf(PICTURE_KINDS),
    contentHash: hash(),
    mime: pictureMimeSchema,
    width: count(),
    height: count(),
    takenAt: instant(),
    takenBy: line(),
    removedAt: instant().nullable(),
  }),
  units: [['contentHash', 'mime', 'width', 'height']],
  needs: { patientId: 'Patient' },
  toElements: (row, refer, bytesOf) => ({
    status: row.removedAt === null ? 'current' : 'superseded',
    type: {
      coding: [
        { system: KINDS, code: row.kind },
        { system: LOINC, code: LOINC_OF[row.kind] },
      ],
      text: NAMES[row.kind],
    },
    subject: refer('Patient', row.patientId),
    date: instantText(row.takenAt),
    author: saysAnything(row.takenBy) ? [{ display: row.takenBy }] : [],
    content: [{ attachment: { contentType: row.mime, ...attachmentOf(row.contentHash, bytesOf) } }],
  }),
  fromElements: (resource, _reading, find) => {
    const patientId = find(neededReference(resource, 'subject', 'Patient', `${ELEMENT}.subject`));
    const takenAt = instantAt(resource, 'date', `${ELEMENT}.date`);
    const [author] = objects(resource, 'author', `${ELEMENT}.author`);
    const codes = codesOf(object(resource, 'type', `${ELEMENT}.type`), `${ELEMENT}.type`);
    const kind = firstOf(codes.map((code) => PICTURE_KINDS.find((each) => each === code)));
    const content = contentIn(resource);
    const head = content && readPictureHead(content.bytes);
    return {
      ...(patientId === null ? {} : { patientId }),
      ...(takenAt === undefined ? {} : { takenAt }),
      ...(content && head ? { contentHash: content.hash, ...head } : {}),
      kind: kind ?? 'document',
      takenBy: (author && referenceIn(author, 'Practitioner', `${ELEMENT}.author`)?.display) ?? '',
    };
  },
  contents: ({ contentHash }) => (contentHash === undefined ? [] : [contentHash]),
  // What its bytes say it is, and not what it is called.
  readContents: (resource) => {
    const content = contentIn(resource);
    const head = content && readPictureHead(content.bytes);
    return content && head ? [{ ...content, mime: head.mime }] : [];
  },
};

function contentIn(resource: Unknown): Content | undefined {
  const [content] = objects(resource, 'content', `${ELEMENT}.content`);
  return content && contentAt(content, 'attachment', `${ELEMENT}.content`);
}
