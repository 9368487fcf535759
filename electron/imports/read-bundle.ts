import { createReadStream } from 'node:fs';
import { type ReadLine, textOf } from './read-lines.ts';

const CHUNK = 1 << 16;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COLON = 0x3a;
const LONGEST_KEY = 32;

/** Where in the Bundle a byte stands; keys are known at the two depths that matter. */
interface Scan {
  depth: number;
  inText: boolean;
  escaped: boolean;
  /** Bytes of the text just read, at depths where it may be a key. */
  word: number[];
  /** The last key of the Bundle, and of the entry. */
  bundleKey: string;
  entryKey: string;
  /** True inside the list `entry`. */
  inEntries: boolean;
  /** Depth at which the resource being read began, or 0. */
  resourceDepth: number;
}

/**
 * The resources of a FHIR Bundle, one at a time, in their own words: numbers keep their digits, and no more than
 * `longest` bytes of one are held. A Bundle has no lines, so an entry is counted as one.
 */
export async function* readBundle(
  path: string,
  { longest }: { readonly longest: number },
): AsyncGenerator<ReadLine> {
  const scan: Scan = {
    depth: 0,
    inText: false,
    escaped: false,
    word: [],
    bundleKey: '',
    entryKey: '',
    inEntries: false,
    resourceDepth: 0,
  };
  const held: { parts: Buffer[]; length: number } = { parts: [], length: 0 };
  let position = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let index = 0; index < chunk.length; index += 1) {
      const wasIn = scan.resourceDepth > 0;
      step(scan, chunk[index] ?? 0);
      const isIn = scan.resourceDepth > 0;
      if (!wasIn && isIn) start = index;
      if (!wasIn || isIn) continue;
      hold(held, chunk.subarray(start, index + 1), longest);
      yield resourceOf(held, position + index + 1, longest);
    }
    if (scan.resourceDepth > 0) hold(held, chunk.subarray(start), longest);
    position += chunk.length;
  }
  // A file cut off in the middle of a resource has a last line that is no whole JSON, which is then said of it.
  if (held.length > 0) yield resourceOf(held, position, longest);
}

function step(scan: Scan, byte: number): void {
  if (scan.inText) {
    readText(scan, byte);
    return;
  }
  switch (byte) {
    case QUOTE:
      scan.inText = true;
      scan.word = [];
      return;
    case COLON:
      if (scan.depth === 1) scan.bundleKey = Buffer.from(scan.word).toString('latin1');
      else if (scan.depth === 3 && scan.inEntries) scan.entryKey = Buffer.from(scan.word).toString('latin1');
      return;
    case OPEN_BRACE:
    case OPEN_BRACKET:
      scan.depth += 1;
      if (scan.depth === 2) scan.inEntries = byte === OPEN_BRACKET && scan.bundleKey === 'entry';
      if (scan.depth === 3) scan.entryKey = '';
      if (scan.depth === 4 && scan.inEntries && scan.entryKey === 'resource') scan.resourceDepth = 4;
      return;
    case CLOSE_BRACE:
    case CLOSE_BRACKET:
      scan.depth -= 1;
      if (scan.depth < scan.resourceDepth) scan.resourceDepth = 0;
      if (scan.depth < 2) scan.inEntries = false;
      return;
    default:
  }
}

function readText(scan: Scan, byte: number): void {
  if (scan.escaped) scan.escaped = false;
  else if (byte === BACKSLASH) scan.escaped = true;
  else if (byte === QUOTE) {
    scan.inText = false;
    return;
  }
  if (scan.depth <= 3 && scan.word.length < LONGEST_KEY) scan.word.push(byte);
}

function hold(held: { parts: Buffer[]; length: number }, part: Buffer, longest: number): void {
  held.length += part.length;
  if (held.length > longest) held.parts = [];
  else held.parts.push(part);
}

function resourceOf(held: { parts: Buffer[]; length: number }, nextByte: number, longest: number): ReadLine {
  const { parts, length } = held;
  held.parts = [];
  held.length = 0;
  if (length > longest) return { text: '', fault: 'line-too-long', nextByte };
  const bytes = Buffer.concat(parts);
  return { ...textOf(bytes, 0, bytes.length), nextByte };
}
