import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'electron';
import { runCli } from '../cli/run-cli.ts';
import { processTerminal } from '../cli/terminal.ts';
import type { Log } from '../engine/ports.ts';
import { systemRandom } from '../engine/ports.ts';
import { practiceFiles } from '../entry/practice-files.ts';
import { chooseClock } from './clock.ts';
import type { DataPlace } from './data-place.ts';
import { openLog } from './log-file.ts';
import { choosePractice } from './practice-folder.ts';
import { safeStorageVault, type VaultStorage } from './safe-storage-vault.ts';

const SWITCH = '--cli';

export interface CliStart {
  readonly app: Pick<App, 'exit' | 'getVersion' | 'setPath' | 'whenReady' | 'commandLine'>;
  readonly place: DataPlace;
  readonly safeStorage: VaultStorage;
  readonly appFolder: string;
  readonly isElectron: boolean;
}

/** True where the program was started to do one command and open no window. */
export function isCliStart(argv: readonly string[]): boolean {
  return argv.includes(SWITCH);
}

/** Runs the command that stands after `--cli`, and ends the program with its code. */
export async function startCli({ app, place, safeStorage, appFolder, isElectron }: CliStart): Promise<void> {
  if (!place.ready) return finish(app, 1, place.message);
  const { folder, shellFolder, wanted } = place;
  app.setPath('userData', shellFolder);
  const files = practiceFiles(folder);
  // A folder without a practice is not marked as one only because somebody looked.
  const isMade = existsSync(files.store) || existsSync(files.envelope);
  const practice = isMade ? choosePractice(folder, wanted, isElectron) : undefined;
  const kind = practice?.open === true ? practice.kind : 'practice';
  const clock = chooseClock(kind, process.env['ANTEROOM_TEST_NOW']);
  const accountName = isElectron ? undefined : app.commandLine.getSwitchValue('os-account') || undefined;
  const stop = new AbortController();
  process.on('SIGINT', () => stop.abort());
  const code = await runCli({
    words: process.argv.slice(process.argv.indexOf(SWITCH) + 1),
    folder,
    shellFolder,
    migrationsFolder: join(appFolder, 'migrations'),
    clock,
    random: systemRandom,
    log: existsSync(shellFolder) ? openLog(join(shellFolder, 'anteroom.log'), clock) : NO_LOG,
    vault: safeStorageVault(safeStorage, { ready: app.whenReady(), accountName }),
    terminal: processTerminal(process),
    versions: process.versions,
    appVersion: app.getVersion(),
    refusal: () => (practice?.open === false ? practice.message : undefined),
    signal: stop.signal,
  });
  await finish(app, code);
}

const NO_LOG: Log = { info: () => undefined, error: () => undefined };

/** What was written has to be out before the process is gone. */
async function finish(app: Pick<App, 'exit'>, code: number, message?: string): Promise<void> {
  if (message !== undefined) process.stderr.write(`${message}\n`);
  const flushed = (stream: NodeJS.WriteStream) =>
    new Promise<void>((resolve) => stream.write('', () => resolve()));
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  app.exit(code);
}
