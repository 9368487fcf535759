import { z } from 'zod';
import { CONSENT_KINDS, CONSENT_LANGUAGES, CONSENT_RENEWALS } from '../../../shared/consents/rules.ts';
import { consentTextRecord } from '../../consents/records.ts';
import type { RowOf } from '../../engine/records.ts';
import { sha256, wordsAt } from '../contents.ts';
import { instantAt, instantText, referenceIn } from '../elements.ts';
import { object, objects, own, type Reading, text, type Unknown } from '../reading.ts';
import type { RecordMapping } from '../record-mapping.ts';
import { count, flag, hash, instant, line, oneOf, recordId, words } from '../row-fields.ts';
import { saysAnything } from '../tidy.ts';

const ELEMENT = 'DocumentReference';
const CONSENT_DOCUMENT = { system: 'http://loinc.org', code: '59284-0' };

type Row = RowOf<typeof consentTextRecord>;

/** One version of a text that people sign, with its words. */
export const consentTextMapping: RecordMapping<Row> = {
  recordType: consentTextRecord.type,
  resourceType: ELEMENT,
  fields: z.object({
    seriesId: recordId(),
    kind: oneOf(CONSENT_KINDS),
    version: count(),
    language: oneOf(CONSENT_LANGUAGES),
    title: line(),
    body: words(),
    sha256: hash(),
    renewal: oneOf(CONSENT_RENEWALS),
    required: flag(),
    publishedAt: instant(),
    publishedBy: line(),
    retiredAt: instant().nullable(),
  }),
  // What was signed is bound to the hash: words of one text and the hash of another are no text.
  units: [['title', 'body', 'sha256']],
  needs: {},
  toElements: (row) => ({
    status: row.retiredAt === null ? 'current' : 'superseded',
    docStatus: 'final',
    type: { coding: [CONSENT_DOCUMENT], text: 'Text to be signed' },
    date: instantText(row.publishedAt),
    author: saysAnything(row.publishedBy) ? [{ display: row.publishedBy }] : [],
    description: row.title,
    content: [
      {
        attachment: {
          contentType: 'text/plain; charset=utf-8',
          language: row.language,
          data: Buffer.from(row.body, 'utf8').toString('base64'),
          title: row.title,
        },
      },
    ],
  }),
  fromElements: (resource, reading) => {
    const publishedAt = instantAt(resource, 'date', `${ELEMENT}.date`);
    const [author] = objects(resource, 'author', `${ELEMENT}.author`);
    return {
      ...(publishedAt === undefined ? {} : { publishedAt }),
      ...wordingIn(reading, resource),
      publishedBy: (author && referenceIn(author, 'Practitioner', `${ELEMENT}.author`)?.display) ?? '',
    };
  },
};

function wordingIn(reading: Reading, resource: Unknown): Partial<Row> {
  const [content] = objects(resource, 'content', `${ELEMENT}.content`);
  const attachment = content && object(content, 'attachment', `${ELEMENT}.content`);
  if (!content || !attachment) return {};
  const language = CONSENT_LANGUAGES.find((each) => each === own(attachment, 'language'));
  const title = text(attachment, 'title', `${ELEMENT}.content.title`);
  const body = wordsAt(reading, content, 'attachment', `${ELEMENT}.content`);
  return {
    ...(language === undefined ? {} : { language }),
    ...(body === undefined ? {} : { title, body, sha256: sha256(`${title}\n\n${body}`) }),
  };
}
