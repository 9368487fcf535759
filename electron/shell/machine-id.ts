import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** How the OS tells which PC this is. */
export interface IdSystem {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The text of a file; throws where there is none. */
  read(file: string): string;
  /** What a program of the OS says; throws when it fails. */
  ask(program: string, args: readonly string[]): string;
}

const PATIENCE_MS = 3_000;

const thisSystem: IdSystem = {
  platform: process.platform,
  env: process.env,
  read: (file) => readFileSync(file, 'utf8'),
  ask: (program, args) =>
    execFileSync(program, [...args], {
      encoding: 'utf8',
      windowsHide: true,
      timeout: PATIENCE_MS,
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
};

/**
 * The id that the OS gave to this PC when it was set up. It is the same for all its accounts and stays when it gets another
 * name, disk or network. Undefined where the OS does not tell.
 */
export function machineId(system: IdSystem = thisSystem): string | undefined {
  try {
    const id = idOf(system)?.trim().toLowerCase();
    return id === undefined || id === '' || id === 'uninitialized' ? undefined : id;
  } catch {
    return undefined;
  }
}

function idOf({ platform, env, read, ask }: IdSystem): string | undefined {
  if (platform === 'win32') {
    const tool = `${env['SystemRoot'] ?? 'C:\\Windows'}\\System32\\reg.exe`;
    const said = ask(tool, ['query', 'HKLM\\SOFTWARE\\Microsoft\\Cryptography', '/v', 'MachineGuid']);
    return /MachineGuid\s+REG_SZ\s+(\S+)/i.exec(said)?.[1];
  }
  if (platform === 'darwin') {
    const said = ask('/usr/sbin/ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice']);
    return /"IOPlatformUUID"\s*=\s*"([^"]+)"/.exec(said)?.[1];
  }
  return read('/etc/machine-id');
}
