import { createHash } from 'node:crypto';

/** What the first row of a chain points back to. */
export const CHAIN_START = Buffer.alloc(32);

/**
 * The hash of one row of a chained log: SHA-256 over the hash before it and the row's values in column order.
 * Each value is length-prefixed, so that no two rows can be spelled alike by moving text between columns.
 */
export function chainHash(previous: Buffer, values: readonly (string | number | null)[]): Buffer {
  // One text for one update: an import chains thousands of rows in a row.
  const parts = values.map((value) => {
    const text = value === null ? '' : String(value);
    const kind = value === null ? 'n' : typeof value === 'number' ? 'i' : 't';
    return `${kind}${Buffer.byteLength(text)}:${text}`;
  });
  return createHash('sha256').update(previous).update(parts.join('')).digest();
}
