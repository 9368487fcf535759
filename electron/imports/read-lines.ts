import { createReadStream } from 'node:fs';
import type { UnreadableCode } from '../../shared/imports/problems.ts';

/** One line of a file, or one entry of a Bundle: its text, or why it has none. */
export interface ReadLine {
  readonly text: string;
  readonly fault: UnreadableCode | null;
  /** Where the next line begins, in bytes. */
  readonly nextByte: number;
}

const NEW_LINE = 10;
const CARRIAGE_RETURN = 13;
/** The next piece is read while the lines of this one are being written down. */
const CHUNK = 1 << 20;

/**
 * The lines of a text file from a byte on, one at a time: however long a line is, no more than `longest` bytes of it
 * are held. Reads UTF-8 with or without a mark at its front, and both kinds of line ends.
 */
export async function* readLines(
  path: string,
  { fromByte, longest }: { readonly fromByte: number; readonly longest: number },
): AsyncGenerator<ReadLine> {
  const stream = createReadStream(path, { start: fromByte, highWaterMark: CHUNK });
  const pending: { parts: Buffer[]; length: number } = { parts: [], length: 0 };
  let position = fromByte;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(NEW_LINE, start);
      if (end === -1) break;
      hold(pending, chunk.subarray(start, end), longest);
      const nextByte = position + end + 1;
      yield finished(pending, nextByte, longest, isFirst(fromByte, nextByte, pending.length + 1));
      start = end + 1;
    }
    hold(pending, chunk.subarray(start), longest);
    position += chunk.length;
  }
  if (pending.length > 0)
    yield finished(pending, position, longest, isFirst(fromByte, position, pending.length));
}

/** What is longer than anybody wants is counted and let go. */
function hold(pending: { parts: Buffer[]; length: number }, part: Buffer, longest: number): void {
  pending.length += part.length;
  if (pending.length > longest) pending.parts = [];
  else if (part.length > 0) pending.parts.push(part);
}

function isFirst(fromByte: number, nextByte: number, length: number): boolean {
  return fromByte === 0 && nextByte - length === 0;
}

function finished(
  pending: { parts: Buffer[]; length: number },
  nextByte: number,
  longest: number,
  first: boolean,
): ReadLine {
  const { parts, length } = pending;
  pending.parts = [];
  pending.length = 0;
  if (length > longest) return { text: '', fault: 'line-too-long', nextByte };
  const [only] = parts;
  const line = parts.length === 1 && only ? only : Buffer.concat(parts);
  const end = line.at(-1) === CARRIAGE_RETURN ? line.length - 1 : line.length;
  return { ...textOf(line, first && hasMark(line) ? 3 : 0, end), nextByte };
}

function hasMark(line: Buffer): boolean {
  return line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf;
}

/** Text of bytes that must be UTF-8: a name with a question mark in a box is nobody's name. */
export function textOf(bytes: Buffer, start: number, end: number): Pick<ReadLine, 'text' | 'fault'> {
  const text = bytes.toString('utf8', start, end);
  // The replacement character may itself stand in the file; only then is it worth a closer look.
  if (text.includes('\ufffd') && !isUtf8Bytes(bytes.subarray(start, end)))
    return { text: '', fault: 'not-utf8' };
  return { text, fault: null };
}

function isUtf8Bytes(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
