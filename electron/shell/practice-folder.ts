import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** What a data folder holds: made-up people to show or to test with, or a practice's real ones. */
export type PracticeKind = 'demo' | 'test' | 'practice';

export type FolderDecision =
  | {
      readonly open: true;
      readonly kind: PracticeKind;
      /** True where a person sets the practice up; else it is the seeded demo. */
      readonly firstRun: boolean;
    }
  | { readonly open: false; readonly message: string };

const MARKER = 'practice.json';

/** The files that come before a practice does: the shell's own folder is made before anything is decided. */
const NOT_DATA = new Set(['shell', 'print', 'demo', 'desk.lock', 'desk-open.json']);

/** What an empty folder becomes: the seeded demo, or a practice (made up, for `test`) that somebody sets up. */
export interface WantedPractice {
  readonly kind: PracticeKind;
  readonly firstRun: boolean;
}

/**
 * Decides whether this build may open the data in `folder`, and marks an empty one as `wanted`.
 * Anything but Electron has no safe place for a key, so there only made-up people are opened.
 */
export function choosePractice(folder: string, wanted: WantedPractice, isElectron: boolean): FolderDecision {
  const found = kindOf(folder);
  if (found === 'unknown') {
    return {
      open: false,
      message: 'This folder holds files that are not a practice. Choose an empty folder.',
    };
  }
  const { kind, firstRun } = found === 'empty' ? wanted : found;
  if (kind === 'practice' && !isElectron) {
    return {
      open: false,
      message: 'This folder holds a real practice. Open it with the installed Anteroom.',
    };
  }
  if (found === 'empty') {
    makeFolder(folder);
    const marker = kind === 'test' && firstRun ? { kind, firstRun } : { kind };
    writeFileSync(join(folder, MARKER), `${JSON.stringify(marker)}\n`);
  }
  return { open: true, kind, firstRun };
}

/**
 * A folder made here is its owner's alone, except inside one that a group shares, as the demo beside the practice of a whole
 * PC. Windows gives the rights of the folder above by itself.
 */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (process.platform === 'win32') return;
  const above = statSync(dirname(folder)).mode;
  const isGroupsAlone = (above & 0o027) === 0o020;
  if (isGroupsAlone) chmodSync(folder, 0o2770);
}

/** A real practice is always set up by somebody, a demo never; a test is what its marker says. */
function kindOf(folder: string): WantedPractice | 'empty' | 'unknown' {
  const marker = join(folder, MARKER);
  if (!existsSync(marker)) {
    const isEmpty = !existsSync(folder) || readdirSync(folder).every((name) => NOT_DATA.has(name));
    return isEmpty ? 'empty' : 'unknown';
  }
  try {
    const content: unknown = JSON.parse(readFileSync(marker, 'utf8'));
    if (typeof content !== 'object' || content === null || !('kind' in content)) return 'unknown';
    const { kind } = content;
    if (kind === 'practice') return { kind, firstRun: true };
    if (kind === 'demo') return { kind, firstRun: false };
    if (kind === 'test') return { kind, firstRun: 'firstRun' in content && content.firstRun === true };
    return 'unknown';
  } catch {
    return 'unknown';
  }
}

/** True for a folder that is marked as holding the seeded demo. */
export function isDemoFolder(folder: string): boolean {
  const found = kindOf(folder);
  return typeof found === 'object' && !found.firstRun;
}
