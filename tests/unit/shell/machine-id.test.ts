import { expect, it } from 'vitest';
import { type IdSystem, machineId } from '../../../electron/shell/machine-id.ts';

const nothing = (): string => {
  throw new Error('not there');
};
const system = (given: Partial<IdSystem>): IdSystem => ({
  platform: 'linux',
  env: {},
  read: nothing,
  ask: nothing,
  ...given,
});

it('is what the OS gave this PC, on each OS by its own way', () => {
  expect(machineId(system({ read: (file) => (file === '/etc/machine-id' ? 'B1946AC9\n' : nothing()) }))).toBe(
    'b1946ac9',
  );
  const registry = [
    '',
    'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography',
    '    MachineGuid    REG_SZ    D2FD04BE-AC5F-4CB6-A5B2-1F0B5B3A3E21',
  ].join('\r\n');
  const asked: string[] = [];
  const windows = system({
    platform: 'win32',
    env: { SystemRoot: 'D:\\Windows' },
    ask: (program) => {
      asked.push(program);
      return registry;
    },
  });
  expect(machineId(windows)).toBe('d2fd04be-ac5f-4cb6-a5b2-1f0b5b3a3e21');
  expect(asked).toEqual(['D:\\Windows\\System32\\reg.exe']);
  const ioreg =
    '+-o Mac  <class IOPlatformExpertDevice>\n  {\n    "IOPlatformUUID" = "6F2A5C1E-0000-5A00-8D01-0242AC120002"\n  }\n';
  expect(machineId(system({ platform: 'darwin', ask: () => ioreg }))).toBe(
    '6f2a5c1e-0000-5a00-8d01-0242ac120002',
  );
});

it('is nothing where the OS does not tell: nobody is taken for another PC for that', () => {
  expect(machineId(system({}))).toBeUndefined();
  expect(machineId(system({ read: () => '' }))).toBeUndefined();
  expect(machineId(system({ read: () => 'uninitialized\n' }))).toBeUndefined();
  expect(machineId(system({ platform: 'win32', ask: () => 'ERROR: not found' }))).toBeUndefined();
  expect(machineId(system({ platform: 'darwin' }))).toBeUndefined();
});
