import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface MachineSystem {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Runs a program of the OS to its end; throws when it fails. */
  run(program: string, args: readonly string[]): void;
}

export const thisMachine: MachineSystem = {
  platform: process.platform,
  env: process.env,
  run: (program, args) => void execFileSync(program, [...args], { stdio: 'ignore', windowsHide: true }),
};

export type MachineFolder =
  | { readonly ready: true; readonly folder: string }
  /** `message` says to the IT person what to do; it names the folder, which is the same on every PC. */
  | { readonly ready: false; readonly folder: string; readonly message: string };

/** Where a practice lies: one place for the whole PC, whoever is signed in to the OS, and never carried along to another. */
export function machineFolder({ platform, env }: Pick<MachineSystem, 'platform' | 'env'>): string {
  if (platform === 'win32') return `${env['ProgramData'] ?? 'C:\\ProgramData'}\\Anteroom`;
  if (platform === 'darwin') return '/Library/Application Support/Anteroom';
  return '/var/lib/anteroom';
}

/** What an OS account keeps for itself: window state and log, nothing of the practice. Local, so that no roaming profile has it. */
export function accountFolder(
  { platform, env }: Pick<MachineSystem, 'platform' | 'env'>,
  appData: string,
): string {
  const local = platform === 'win32' ? (env['LOCALAPPDATA'] ?? appData) : appData;
  return join(local, 'Anteroom');
}

/**
 * Makes the folder with access for the people of this PC alone, or finds it made. Nothing inside is touched. The rights
 * are given by well-known number, because their names differ by the language of the OS.
 */
export function ensureMachineFolder(
  system: MachineSystem,
  folder: string = machineFolder(system),
): MachineFolder {
  try {
    if (!existsSync(folder)) makeRestricted(system, folder);
    if (!isSafe(system, folder)) return refused(system, folder, 'open');
    return { ready: true, folder };
  } catch {
    return refused(system, folder, existsSync(folder) ? 'open' : 'missing');
  }
}

function makeRestricted(system: MachineSystem, folder: string): void {
  mkdirSync(folder, { mode: 0o770, recursive: system.platform !== 'linux' });
  try {
    restrict(system, folder);
  } catch (error) {
    // Left open it would be taken for the finished one at the next start.
    rmdirSync(folder);
    throw error;
  }
}

function restrict(system: MachineSystem, folder: string): void {
  if (system.platform !== 'win32') {
    // The accounts of a Mac are all of the group `staff`; on Linux the folder's group is the installer's choice.
    if (system.platform === 'darwin') system.run('/usr/bin/chgrp', ['staff', folder]);
    // The process's mask may have taken the group's rights; the group mark makes new files the group's too.
    chmodSync(folder, 0o2770);
    return;
  }
  system.run(windowsTool(system, 'icacls.exe'), [
    folder,
    '/inheritance:r',
    '/grant:r',
    // The system, administrators, and whoever sits at this PC; not the network, not services.
    '*S-1-5-18:(OI)(CI)F',
    '*S-1-5-32-544:(OI)(CI)F',
    '*S-1-5-4:(OI)(CI)M',
  ]);
}

/** The system's own tool, whatever stands in the search path. */
function windowsTool({ env }: MachineSystem, name: string): string {
  return `${env['SystemRoot'] ?? 'C:\\Windows'}\\System32\\${name}`;
}

/** A folder that everybody may write or read is not where patients lie; on Windows the rights were given when it was made. */
function isSafe({ platform }: MachineSystem, folder: string): boolean {
  return platform === 'win32' || (statSync(folder).mode & 0o007) === 0;
}

function refused(system: MachineSystem, folder: string, state: 'missing' | 'open'): MachineFolder {
  const how = {
    win32: `As administrator, run: icacls "${folder}" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-4:(OI)(CI)M`,
    darwin: `As administrator, run: sudo install -d -m 2770 -g staff "${folder}"`,
    linux: `As administrator, run: sudo install -d -m 2770 -g <the group of the reception accounts> "${folder}"`,
  };
  const fix = system.platform === 'win32' || system.platform === 'darwin' ? how[system.platform] : how.linux;
  const problem =
    state === 'missing'
      ? `Anteroom could not make its folder ${folder}; it was made for nobody's profile, so it needs an administrator once.`
      : `Anteroom may not use its folder ${folder}, or others than the people of this PC may.`;
  return {
    ready: false,
    folder,
    message: `${problem} ${fix}, then start Anteroom again. Nothing was changed.`,
  };
}
