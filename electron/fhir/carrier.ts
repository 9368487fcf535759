import { hash } from 'node:crypto';
import { readPictureHead } from '../../shared/pictures/picture-format.ts';
import { STROKES_MIME } from '../pictures/content.ts';
import { attachmentOf, type Content, contentAt } from './contents.ts';
import { withoutDeskPart } from './desk-part.ts';
import { objects, own, type Unknown } from './reading.ts';
import type { FieldValues, RecordMapping } from './record-mapping.ts';
import { basicCode } from './records/basic.ts';
import { tidied } from './tidy.ts';

/** What carries a record whose own type the server does not take. */
export const CARRIER_TYPE = 'Basic';

const CONTENT = 'urn:anteroom:content:';
const ONCE_SYSTEM = 'urn:anteroom:carried-once';
const ELEMENT = 'Basic.extension';

/**
 * The same record in a Basic: the desk's own part says the very row to every desk, and nothing to anybody else. Where the
 * server has the record's own resource, too, and lets nobody write it, `said` is what that says: a field that the EHR changes
 * there afterwards is the EHR's again.
 */
export function carrierOf<Row extends object>(
  record: RecordMapping<Row>,
  said: FieldValues,
): RecordMapping<Row> {
  return {
    ...record,
    resourceType: CARRIER_TYPE,
    isCarrier: true,
    toElements: (row, _refer, bytesOf) => ({
      code: basicCode('carried', 'A record that the reception desks keep here for each other'),
      extension: (record.contents?.(row) ?? []).flatMap((hash) => {
        const attachment = attachmentOf(hash, bytesOf);
        return attachment ? [{ url: CONTENT + hash, valueAttachment: attachment }] : [];
      }),
    }),
    fromElements: () => said as Partial<Row>,
    readContents: (resource) => objects(resource, 'extension', ELEMENT).filter(isContent).flatMap(contentIn),
  };
}

/** The id of a carrier where we may choose it. */
export function carrierId(recordType: string, recordId: string): string {
  const digest = hash('sha256', `${recordType}/${recordId}`);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}

/** What is left of a carrier once the server took the record itself: nobody's any more, and nothing of the record in it. */
export function retiredCarrier(body: Unknown, recordId: string): Unknown {
  const left = withoutDeskPart(body);
  const [identifier, extension] = [own(left, 'identifier'), own(left, 'extension')];
  return tidied({
    ...left,
    code: basicCode('retired', 'A record that the reception desks kept here for each other once'),
    identifier: [
      ...(Array.isArray(identifier) ? (identifier as Unknown[]) : []),
      { system: ONCE_SYSTEM, value: recordId },
    ],
    extension: Array.isArray(extension) ? (extension as Unknown[]).filter((each) => !isContent(each)) : [],
  });
}

function isContent(extension: Unknown): boolean {
  const url = own(extension, 'url');
  return typeof url === 'string' && url.startsWith(CONTENT);
}

/** What the bytes say that they are, and not what they are called. */
function contentIn(extension: Unknown): readonly Content[] {
  const content = contentAt(extension, 'valueAttachment', ELEMENT);
  if (!content) return [];
  const head = readPictureHead(content.bytes);
  if (head) return [{ ...content, mime: head.mime }];
  return content.mime === STROKES_MIME ? [content] : [];
}
