import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { CommandName, InputOf, OutputOf } from '../../shared/api/index.ts';
import {
  type ImportRun,
  LONGEST_RESOURCE,
  MOST_BATCH_CHARACTERS,
  MOST_LINES,
} from '../../shared/imports/contract.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { isObject, own } from '../fhir/reading.ts';
import { readBundle } from './read-bundle.ts';
import { type ReadLine, readLines } from './read-lines.ts';

type ImportCommand = Extract<CommandName, 'imports.begin' | 'imports.batch' | 'imports.finish'>;

/** How far an import is; for a progress bar. */
export interface ImportProgress {
  /** Name of the file, for the person in front of the screen only: it may hold a patient's name. */
  readonly file: string;
  readonly bytes: number;
  readonly size: number;
  readonly lines: number;
}

export interface ImportPathOptions {
  /** A file of NDJSON, a Bundle as JSON, or a folder of such files. */
  readonly path: string;
  /** Which EHR it comes from; the same name again finds the same records again. */
  readonly source: string;
  /** Tells the engine; throws what it refuses. */
  call<Name extends ImportCommand>(method: Name, input: InputOf<Name>): Promise<OutputOf<Name>>;
  onProgress?(progress: ImportProgress): void;
  readonly signal?: AbortSignal | undefined;
}

export interface ImportedFile {
  readonly file: string;
  readonly resumed: boolean;
  readonly run: ImportRun;
}

/** What others refer to comes before them. */
const ORDER = [
  'Organization',
  'Location',
  'Practitioner',
  'PractitionerRole',
  'Patient',
  'RelatedPerson',
  'Coverage',
  'Schedule',
  'Slot',
  'Appointment',
  'Encounter',
];
const FINGERPRINT_BYTES = 64 * 1024;
/** Below what one batch may hold, as the last line read may still go over it. */
const ENOUGH_CHARACTERS = MOST_BATCH_CHARACTERS / 2;

/**
 * Takes a file or a folder over, batch by batch, with bounded memory. What was interrupted goes on where it was; the
 * same again writes nothing. Throws what the engine refuses, `Refusal` for a path that holds nothing to import, and
 * the error of the file system; an abort ends it after the batch that is under way, to be gone on with later.
 */
export async function* importPath(options: ImportPathOptions): AsyncGenerator<ImportedFile> {
  for (const file of await filesOf(options.path)) yield await importFile(options, file);
}

/** The files of a folder that can be imported, in the order in which they refer to each other; a file is itself. */
export async function filesOf(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const names: string[] = [];
  for await (const entry of await opendir(path))
    if (entry.isFile() && /\.(?:ndjson|jsonl|json)$/i.test(entry.name)) names.push(entry.name);
  if (names.length === 0)
    throw new Refusal('imports/nothing', 'There is no NDJSON or JSON file in this folder.');
  const rank = (name: string) => {
    const type = /^[A-Za-z]+/.exec(name)?.[0] ?? '';
    const place = ORDER.indexOf(type);
    return place === -1 ? ORDER.length : place;
  };
  return names
    .sort((left, right) => rank(left) - rank(right) || (left < right ? -1 : 1))
    .map((name) => join(path, name));
}

async function importFile(
  { source, call, onProgress, signal }: ImportPathOptions,
  path: string,
): Promise<ImportedFile> {
  const { size, mtimeMs } = await stat(path);
  const head = await headOf(path);
  const format = isBundle(head) ? 'bundle' : 'ndjson';
  const file = basename(path);
  const fingerprint = createHash('sha256')
    .update(`${file}\n${size}\n${mtimeMs}\n`)
    .update(head)
    .digest('hex');
  const { runId, nextLine, nextByte, resumed } = await call('imports.begin', {
    source,
    fingerprint,
    size,
    format,
  });

  const report = (bytes: number, lines: number) => onProgress?.({ file, bytes, size, lines });
  let batch = emptyBatch(nextLine);
  let bytes = nextByte;
  const send = async () => {
    signal?.throwIfAborted();
    const { lines, unreadable, fromLine } = batch;
    const answer = await call('imports.batch', { runId, fromLine, toByte: bytes, lines, unreadable });
    // Another program is importing the same file: whoever is behind would only send what is there already.
    if (answer.nextLine !== fromLine + lines.length)
      throw new Refusal(
        'imports/elsewhere',
        'This file is being imported somewhere else, too. Wait for that.',
      );
    batch = emptyBatch(answer.nextLine);
    report(bytes, answer.nextLine - 1);
  };
  for await (const line of linesOf(path, format, nextByte, nextLine)) {
    if (line.fault !== null)
      batch.unreadable.push({ line: batch.fromLine + batch.lines.length, code: line.fault });
    batch.lines.push(line.text);
    batch.characters += line.text.length;
    bytes = line.nextByte;
    if (batch.lines.length === MOST_LINES || batch.characters >= ENOUGH_CHARACTERS) await send();
  }
  if (batch.lines.length > 0) await send();
  for (let after: number | null = 0; ; ) {
    signal?.throwIfAborted();
    const answer: OutputOf<'imports.finish'> = await call('imports.finish', { runId, after });
    after = answer.after;
    if (after === null) return { file, resumed, run: answer.run };
  }
}

interface Batch {
  readonly fromLine: number;
  readonly lines: string[];
  readonly unreadable: { line: number; code: NonNullable<ReadLine['fault']> }[];
  characters: number;
}

function emptyBatch(fromLine: number): Batch {
  return { fromLine, lines: [], unreadable: [], characters: 0 };
}

/** The lines from where the import is; a Bundle cannot be entered in its middle, so its first entries are read again. */
async function* linesOf(
  path: string,
  format: 'ndjson' | 'bundle',
  fromByte: number,
  fromLine: number,
): AsyncGenerator<ReadLine> {
  if (format === 'ndjson') {
    yield* readLines(path, { fromByte, longest: LONGEST_RESOURCE });
    return;
  }
  let entry = 0;
  for await (const line of readBundle(path, { longest: LONGEST_RESOURCE })) {
    entry += 1;
    if (entry >= fromLine) yield line;
  }
}

async function headOf(path: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of createReadStream(path, { end: FINGERPRINT_BYTES - 1 }) as AsyncIterable<Buffer>)
    parts.push(chunk);
  return Buffer.concat(parts);
}

/** A line of NDJSON is one whole resource; a Bundle is one over many lines, or over one that is longer than the head. */
function isBundle(head: Buffer): boolean {
  const text = head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  const [firstLine = ''] = text.split('\n', 1);
  const first = parsed(firstLine);
  if (first !== undefined) return isObject(first) && own(first, 'resourceType') === 'Bundle';
  return /"resourceType"\s*:\s*"Bundle"/.test(text) || /^\{\s*"entry"\s*:/.test(text);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
