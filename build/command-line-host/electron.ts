/** What `import 'electron'` finds when the app runs a command on plain Node: no window, no browser, no display. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type * as Electron from 'electron';
import { standInStorage } from '../chromium-host/safe-storage.ts';
import { switchValue } from '../chromium-host/switch-value.ts';

const paths = new Map<string, string>([['appData', join(homedir(), '.config')]]);
const nothing = (): void => undefined;

export const app = {
  isPackaged: false,
  commandLine: {
    hasSwitch: (name: string) => switchValue(name) !== undefined,
    getSwitchValue: (name: string) => switchValue(name) ?? '',
  },
  enableSandbox: nothing,
  setName: nothing,
  getVersion: () =>
    (JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string })
      .version,
  getPath: (name: string) => paths.get(name) ?? homedir(),
  setPath: (name: string, path: string) => void paths.set(name, path),
  whenReady: () => Promise.resolve(),
  exit: (code = 0) => process.exit(code),
  on: nothing as unknown as Electron.App['on'],
} satisfies Pick<
  Electron.App,
  | 'isPackaged'
  | 'enableSandbox'
  | 'setName'
  | 'getVersion'
  | 'getPath'
  | 'setPath'
  | 'whenReady'
  | 'exit'
  | 'on'
> & { commandLine: Pick<Electron.CommandLine, 'hasSwitch' | 'getSwitchValue'> };

export const protocol = { registerSchemesAsPrivileged: nothing };
export const safeStorage = standInStorage(() =>
  join(paths.get('userData') ?? homedir(), (switchValue('os-account') ?? '').replace(/[^a-z0-9-]/g, '')),
);

// Named by the app for its window; a command reaches none of them.
export const BrowserWindow = {};
export const dialog = {};
export const ipcMain = {};
export const Menu = {};
export const powerMonitor = {};
export const session = {};
