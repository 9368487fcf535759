import { createHash } from 'node:crypto';
import { object, own, type Reading, refuse, text, type Unknown } from './reading.ts';

/** Bytes that lie beside the rows; a row holds only their hash. */
export interface Content {
  /** SHA-256 of the bytes, in hex. */
  readonly hash: string;
  readonly mime: string;
  readonly bytes: Buffer;
}

/** The bytes of a hash, or undefined where they are not here or damaged. */
export type BytesOf = (hash: string) => { readonly mime: string; readonly base64: string } | undefined;

/** The most bytes of one attachment: nothing that a desk keeps is larger. */
export const MOST_CONTENT_BYTES = 4 * 1024 * 1024;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** SHA-256 in hex. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** An Attachment with the bytes of a hash; undefined where there are none. */
export function attachmentOf(hash: string | null, bytesOf: BytesOf): Unknown | undefined {
  const content = hash === null ? undefined : bytesOf(hash);
  return content && { contentType: content.mime, data: content.base64 };
}

/** The bytes of the Attachment at a key, under the hash that they really have; undefined where there are none in it. */
export function contentAt(parent: Unknown, key: string, element: string): Content | undefined {
  const attachment = object(parent, key, element);
  const data = attachment && own(attachment, 'data');
  if (data === undefined || attachment === undefined) return undefined;
  if (typeof data !== 'string') return refuse('wrong-type', element);
  if (data.length > Math.ceil(MOST_CONTENT_BYTES / 3) * 4) return refuse('too-long', element);
  if (data.length % 4 !== 0 || !BASE64.test(data)) return refuse('wrong-type', element);
  const bytes = Buffer.from(data, 'base64');
  if (bytes.length > MOST_CONTENT_BYTES) return refuse('too-long', element);
  return { hash: sha256(bytes), mime: text(attachment, 'contentType', element), bytes };
}

/** The same, as text in UTF-8; left out where the bytes are none. */
export function wordsAt(reading: Reading, parent: Unknown, key: string, element: string): string | undefined {
  const content = contentAt(parent, key, element);
  if (!content) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content.bytes);
  } catch {
    reading.leaveOut('not-utf8', element);
    return undefined;
  }
}
