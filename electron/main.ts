import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app, type BrowserWindow, ipcMain, Menu, powerMonitor, protocol, session } from 'electron';
import type { Clock } from '../shared/kernel/time.ts';
import { openDemoPractice } from './demo/open-demo.ts';
import type { Engine } from './engine/engine.ts';
import { registerAppScheme, serveApp } from './shell/app-protocol.ts';
import { DESK_ORIGIN } from './shell/channels.ts';
import { chooseClock } from './shell/clock.ts';
import { guardContents, guardSession, isOpenToDebugger } from './shell/guards.ts';
import { lockDesk, serveDesk } from './shell/ipc-host.ts';
import { openLog } from './shell/log-file.ts';
import { choosePractice } from './shell/practice-folder.ts';
import { printWindow } from './shell/printing.ts';
import { becomeOnlyDesk } from './shell/single-instance.ts';
import { createDeskWindow } from './shell/window.ts';

/** The folder of the built app: preload, screens and migrations lie beside this file. */
const APP_FOLDER = import.meta.dirname;

app.enableSandbox();
app.setName('Anteroom');
registerAppScheme(protocol);
app.on('web-contents-created', (_event, contents) => guardContents(contents));
app.on('window-all-closed', () => app.quit());

let deskWindow: BrowserWindow | undefined;
const dataFolder = chooseDataFolder();
const shellFolder = join(dataFolder, 'shell');

if (isOpenToDebugger(app)) {
  leave('Anteroom does not start with a debugging port open.', 1);
} else {
  const wanted = app.commandLine.getSwitchValue('kind') === 'test' ? 'test' : 'demo';
  const practice = choosePractice(dataFolder, wanted, process.versions['electron'] !== undefined);
  if (!practice.open) {
    leave(practice.message, 1);
  } else {
    mkdirSync(shellFolder, { recursive: true });
    app.setPath('userData', shellFolder);
    if (becomeOnlyDesk(app, () => deskWindow)) {
      // Not awaited: Electron becomes ready only when this module has been read to its end.
      openDesk(chooseClock(practice.kind, process.env['ANTEROOM_TEST_NOW'])).catch(leaveBroken);
    } else {
      leave('Anteroom is already open on this computer. Its window was brought to the front.', 0);
    }
  }
}

async function openDesk(clock: Clock): Promise<void> {
  const log = openLog(join(shellFolder, 'anteroom.log'), clock);
  const opened = openDemoPractice({
    folder: dataFolder,
    migrationsFolder: join(APP_FOLDER, 'migrations'),
    clock,
    log,
  });
  const [engine] = await Promise.all([opened, app.whenReady()]);
  Menu.setApplicationMenu(null);
  // A partition without `persist:` lives in memory: no cache, cookie or form entry ever reaches the disk.
  const deskSession = session.fromPartition('desk');
  guardSession(deskSession);
  serveApp(deskSession, join(APP_FOLDER, 'renderer'), developmentServer());
  await showWindow(
    engine,
    createDeskWindow({
      preload: join(APP_FOLDER, 'preload.cjs'),
      session: deskSession,
      isPackaged: app.isPackaged,
    }),
  );
}

async function showWindow(engine: Engine, window: BrowserWindow): Promise<void> {
  deskWindow = window;
  const contents = window.webContents;
  const connection = engine.connect();
  const stop = serveDesk({ ipcMain, contents, engine, connection, print: () => printWindow(contents) });
  const lock = (): void => lockDesk(connection, contents);
  powerMonitor.on('lock-screen', lock);
  powerMonitor.on('suspend', lock);
  window.once('closed', () => {
    deskWindow = undefined;
    stop();
  });
  app.once('will-quit', () => engine.dispose());
  await window.loadURL(`${DESK_ORIGIN}/`);
}

function chooseDataFolder(): string {
  const given = app.commandLine.getSwitchValue('data');
  return given === '' ? join(app.getPath('appData'), 'Anteroom', 'demo') : resolve(given);
}

/** Hot reload is for developers: a packaged desk takes its screens from its own folder only. */
function developmentServer(): URL | undefined {
  const address = process.env['ANTEROOM_DEVELOPMENT_SERVER'];
  return app.isPackaged || address === undefined ? undefined : new URL(address);
}

/** The data was left as it was; what went wrong stands in the log under the same words. */
function leaveBroken(error: unknown): void {
  leave(`Anteroom could not open the practice: ${error instanceof Error ? error.name : 'unknown error'}.`, 1);
}

function leave(message: string, code: number): void {
  process.stderr.write(`${message}\n`);
  app.exit(code);
}
