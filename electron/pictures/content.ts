import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { Refusal } from '../../shared/kernel/result.ts';
import { type PictureHead, readPictureHead } from '../../shared/pictures/picture-format.ts';
import { prepared } from '../engine/statements.ts';
import type { UnitOfWork } from '../engine/unit-of-work.ts';

/** What the strokes of a signature are kept as. */
export const STROKES_MIME = 'application/vnd.anteroom.strokes+json';

/** SHA-256 in hex. */
export function contentHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Keeps bytes under their hash, once; call it inside the transaction that writes what refers to them. */
export function keepContent(unit: UnitOfWork, mime: string, bytes: Buffer): string {
  const hash = contentHash(bytes);
  const { changes } = prepared(
    unit.db,
    'INSERT INTO picture_content (hash, mime, bytes) VALUES (?, ?, ?) ON CONFLICT (hash) DO NOTHING',
  ).run(hash, mime, bytes);
  if (changes > 0) unit.touch('pictures');
  return hash;
}

/** Keeps a picture that came as base64. Throws a Refusal for what is no whole JPEG or PNG of a bearable size. */
export function keepPicture(
  unit: UnitOfWork,
  base64: string,
  allowed: readonly PictureHead['mime'][] = ['image/jpeg', 'image/png'],
): PictureHead & { readonly hash: string } {
  const bytes = Buffer.from(base64, 'base64');
  const head = readPictureHead(bytes);
  if (head === undefined || !allowed.includes(head.mime))
    throw new Refusal('pictures/unreadable', 'This is not a picture that the desk can keep. Take it again.');
  return { ...head, hash: keepContent(unit, head.mime, bytes) };
}

/** The bytes of a hash; undefined where they are not here, or not what their hash says any more. */
export function storedContent(
  db: Database,
  hash: string,
): { readonly mime: string; readonly bytes: Buffer } | undefined {
  const content = prepared(db, 'SELECT mime, bytes FROM picture_content WHERE hash = ?').get(hash) as
    | { mime: string; bytes: Buffer }
    | undefined;
  return content && contentHash(content.bytes) === hash ? content : undefined;
}

/** The bytes as base64. Throws a Refusal when they are not what their hash says any more. */
export function readContent(db: Database, hash: string): string {
  const content = storedContent(db, hash);
  if (!content)
    throw new Refusal('pictures/damaged', 'This picture is damaged. Take it again, and tell your IT person.');
  return content.bytes.toString('base64');
}
