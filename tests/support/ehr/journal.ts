import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Version } from './table.ts';

/** What a server wrote, kept in a folder: each commit is a line, and closing makes one snapshot of all of them. */
export interface Journal {
  /** Everything that was committed when the journal was opened, oldest first. */
  readonly restored: readonly Version[];
  /** Writes one commit as one line: it is there whole or not at all. */
  append(versions: readonly Version[]): void;
  /** Writes the snapshot, so that the next opening reads no journal. */
  close(versions: readonly Version[]): void;
}

const LINE_OF_SNAPSHOT = 500;

/** Opens the journal of a folder, and makes the folder. A last line that was torn by a crash is dropped. */
export function openJournal(folder: string): Journal {
  mkdirSync(folder, { recursive: true });
  const snapshotFile = join(folder, 'snapshot.jsonl');
  const journalFile = join(folder, 'journal.jsonl');
  const restored = [...readLines(snapshotFile), ...readLines(journalFile)];
  const file = openSync(journalFile, 'a');
  return {
    restored,
    append: (versions) => void writeSync(file, lineOf(versions)),
    close: (versions) => {
      // The journal goes only after the snapshot has its name: read twice, a version is passed over.
      writeSnapshot(snapshotFile, versions);
      ftruncateSync(file);
      closeSync(file);
    },
  };
}

function lineOf(versions: readonly Version[]): string {
  return `${JSON.stringify(versions)}\n`;
}

function writeSnapshot(path: string, versions: readonly Version[]): void {
  const file = openSync(`${path}.new`, 'w');
  for (let from = 0; from < versions.length; from += LINE_OF_SNAPSHOT)
    writeSync(file, lineOf(versions.slice(from, from + LINE_OF_SNAPSHOT)));
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.new`, path);
}

function readLines(path: string): Version[] {
  if (!existsSync(path)) return [];
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf('\n') + 1;
  // Cut off as well: the next line would be written behind what was torn.
  if (end < bytes.length) truncateSync(path, end);
  return bytes
    .toString('utf8', 0, end)
    .split('\n')
    .filter(Boolean)
    .flatMap((line) => (JSON.parse(line) as StoredVersion[]).map(versionOf));
}

/** JSON leaves out `resource` where it is undefined, and knows no Infinity. */
type StoredVersion = Omit<Version, 'resource'> & { readonly resource?: Version['resource'] };

function versionOf(stored: StoredVersion): Version {
  return { ...stored, resource: stored.resource, visibleAt: stored.stamp };
}
