import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a data folder holds: made-up people to show or to test with, or a practice's real ones. */
export type PracticeKind = 'demo' | 'test' | 'practice';

export type FolderDecision =
  | { readonly open: true; readonly kind: PracticeKind }
  | { readonly open: false; readonly message: string };

const MARKER = 'practice.json';

/** The files that come before a practice does: the shell's own folder is made before anything is decided. */
const NOT_DATA = new Set(['shell', 'print']);

/**
 * Decides whether this build may open the data in `folder`, and marks an empty one as `wanted`.
 * Anything but Electron has no safe place for a key, so there only made-up people are opened.
 */
export function choosePractice(folder: string, wanted: 'demo' | 'test', isElectron: boolean): FolderDecision {
  const kind = kindOf(folder);
  if (kind === 'unknown') {
    return {
      open: false,
      message: 'This folder holds files that are not a practice. Choose an empty folder.',
    };
  }
  if (kind === 'empty') {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, MARKER), `${JSON.stringify({ kind: wanted })}\n`);
    return { open: true, kind: wanted };
  }
  if (kind === 'practice' && !isElectron) {
    return {
      open: false,
      message: 'This folder holds a real practice. Open it with the installed Anteroom.',
    };
  }
  return { open: true, kind };
}

function kindOf(folder: string): PracticeKind | 'empty' | 'unknown' {
  const marker = join(folder, MARKER);
  if (!existsSync(marker)) {
    const isEmpty = !existsSync(folder) || readdirSync(folder).every((name) => NOT_DATA.has(name));
    return isEmpty ? 'empty' : 'unknown';
  }
  try {
    const content: unknown = JSON.parse(readFileSync(marker, 'utf8'));
    const kind =
      typeof content === 'object' && content !== null && 'kind' in content ? content.kind : undefined;
    return kind === 'demo' || kind === 'test' || kind === 'practice' ? kind : 'unknown';
  } catch {
    return 'unknown';
  }
}
