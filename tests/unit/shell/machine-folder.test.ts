import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'electron';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chooseDataPlace } from '../../../electron/shell/data-place.ts';
import {
  accountFolder,
  ensureMachineFolder,
  type MachineSystem,
  machineFolder,
} from '../../../electron/shell/machine-folder.ts';

let place = '';
let ran: (readonly [string, readonly string[]])[] = [];
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'anteroom-machine-'));
  ran = [];
});
afterEach(() => {
  chmodSync(place, 0o700);
  rmSync(place, { recursive: true });
});

const system = (platform: NodeJS.Platform, run?: () => void): MachineSystem => ({
  platform,
  env: {
    ProgramData: 'D:\\ProgramData',
    LOCALAPPDATA: 'C:\\Users\\ana\\AppData\\Local',
    SystemRoot: 'C:\\Windows',
  },
  run: (program, args) => {
    ran.push([program, args]);
    run?.();
  },
});

describe('the folder of a practice', () => {
  test('is the machine’s on every system, and what an account keeps for itself does not roam', () => {
    expect(machineFolder(system('win32'))).toBe('D:\\ProgramData\\Anteroom');
    expect(machineFolder(system('darwin'))).toBe('/Library/Application Support/Anteroom');
    expect(machineFolder(system('linux'))).toBe('/var/lib/anteroom');
    expect(accountFolder(system('win32'), 'C:\\Users\\ana\\AppData\\Roaming')).toContain('Local');
  });

  test('is made for its owner and group alone', () => {
    const folder = join(place, 'anteroom');
    expect(ensureMachineFolder(system('linux'), folder)).toEqual({ ready: true, folder });
    expect(statSync(folder).mode & 0o7777).toBe(0o2770);
    writeFileSync(join(folder, 'desk.sqlite'), 'kept');
    expect(ensureMachineFolder(system('linux'), folder)).toEqual({ ready: true, folder });
    expect(existsSync(join(folder, 'desk.sqlite'))).toBe(true);
  });

  test('on Windows gets its rights by number: the system, administrators and who sits at the PC, nothing inherited', () => {
    const folder = join(place, 'Anteroom');
    expect(ensureMachineFolder(system('win32'), folder)).toEqual({ ready: true, folder });
    const [[program, args] = ['', []]] = ran;
    expect(program).toBe('C:\\Windows\\System32\\icacls.exe');
    expect(args[0]).toBe(folder);
    expect(args).toContain('/inheritance:r');
    expect(args.filter((argument) => argument.startsWith('*S-1-'))).toEqual([
      '*S-1-5-18:(OI)(CI)F',
      '*S-1-5-32-544:(OI)(CI)F',
      '*S-1-5-4:(OI)(CI)M',
    ]);
  });

  test('that could not be given its rights is not left behind for the next start to trust', () => {
    const folder = join(place, 'Anteroom');
    const failing = system('win32', () => {
      throw new Error('access denied');
    });
    const answer = ensureMachineFolder(failing, folder);
    expect(answer).toMatchObject({ ready: false });
    expect(!answer.ready && answer.message).toContain('icacls');
    expect(existsSync(folder)).toBe(false);
  });

  test('that others may read is refused, with what an administrator does about it', () => {
    const folder = join(place, 'anteroom');
    mkdirSync(folder);
    chmodSync(folder, 0o755);
    const answer = ensureMachineFolder(system('linux'), folder);
    expect(answer).toMatchObject({ ready: false, folder });
    expect(!answer.ready && answer.message).toContain(`sudo install -d -m 2770`);
    expect(!answer.ready && answer.message).toContain('Nothing was changed');
    expect(statSync(folder).mode & 0o777).toBe(0o755);
  });

  test('that cannot be made says who can', () => {
    const answer = ensureMachineFolder(system('linux'), join(place, 'no', 'parent'));
    expect(!answer.ready && answer.message).toContain('As administrator');
  });
});

describe('where a start works', () => {
  const appWith = (isPackaged: boolean, switches: Readonly<Record<string, string>> = {}) =>
    ({
      isPackaged,
      getPath: () => place,
      commandLine: {
        hasSwitch: (name: string) => name in switches,
        getSwitchValue: (name: string) => switches[name] ?? '',
      },
    }) as unknown as App;

  test('is the folder that was named, and what it becomes', () => {
    expect(chooseDataPlace(appWith(true, { data: place }))).toEqual({
      ready: true,
      folder: place,
      shellFolder: join(place, 'shell'),
      wanted: { kind: 'demo', firstRun: false },
    });
    const firstRun = { data: place, kind: 'test', 'first-run': '' };
    expect(chooseDataPlace(appWith(false, firstRun))).toMatchObject({
      wanted: { kind: 'test', firstRun: true },
    });
    const real = { data: place, kind: 'practice' };
    expect(chooseDataPlace(appWith(false, real))).toMatchObject({
      wanted: { kind: 'practice', firstRun: true },
    });
  });

  test('of an installed desk is the machine’s folder, of a developer’s the demo', () => {
    const installed = chooseDataPlace(appWith(true), { ...system('linux'), env: {} });
    expect(installed.ready ? installed.wanted : installed.message).toEqual(
      installed.ready ? { kind: 'practice', firstRun: true } : expect.stringContaining('/var/lib/anteroom'),
    );
    expect(chooseDataPlace(appWith(false))).toMatchObject({ folder: join(place, 'Anteroom', 'demo') });
  });
});
