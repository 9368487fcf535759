import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  app,
  type BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  powerMonitor,
  protocol,
  safeStorage,
  session,
} from 'electron';
import { servePipe } from './cli/pipe-server.ts';
import type { Served } from './engine/engine.ts';
import { systemRandom } from './engine/ports.ts';
import { openFrontDoor } from './entry/front-door.ts';
import { registerAppScheme, serveApp } from './shell/app-protocol.ts';
import { DESK_ORIGIN } from './shell/channels.ts';
import { chooseClock } from './shell/clock.ts';
import { chooseDataPlace } from './shell/data-place.ts';
import { guardContents, guardSession, isOpenToDebugger } from './shell/guards.ts';
import { lockDesk, serveDesk } from './shell/ipc-host.ts';
import { openLog } from './shell/log-file.ts';
import { choosePractice, type WantedPractice } from './shell/practice-folder.ts';
import { paperOf } from './shell/printing.ts';
import { safeStorageVault } from './shell/safe-storage-vault.ts';
import { becomeOnlyDesk } from './shell/single-instance.ts';
import { isCliStart, startCli } from './shell/start-cli.ts';
import { createDeskWindow } from './shell/window.ts';

/** The folder of the built app: preload, screens and migrations lie beside this file. */
const APP_FOLDER = import.meta.dirname;

app.enableSandbox();
app.setName('Anteroom');
registerAppScheme(protocol);
app.on('web-contents-created', (_event, contents) => guardContents(contents));
app.on('window-all-closed', () => app.quit());

const IS_ELECTRON = process.versions['electron'] !== undefined;

let deskWindow: BrowserWindow | undefined;

const refused = isOpenToDebugger(app)
  ? { message: 'Anteroom does not start with a debugging port open.', code: 1 }
  : isCliStart(process.argv)
    ? startCommand()
    : start();
if (refused !== undefined) leave(refused.message, refused.code);

/** One command and no window; the program ends with it. */
function startCommand(): undefined {
  const place = chooseDataPlace(app);
  startCli({ app, place, safeStorage, appFolder: APP_FOLDER, isElectron: IS_ELECTRON }).catch(leaveBroken);
}

/** Begins to open the desk, or answers why not. */
function start(): { readonly message: string; readonly code: number } | undefined {
  const place = chooseDataPlace(app);
  if (!place.ready) return { message: place.message, code: 1 };
  const { folder, shellFolder } = place;
  const practice = choosePractice(folder, place.wanted, IS_ELECTRON);
  if (!practice.open) return { message: practice.message, code: 1 };
  mkdirSync(shellFolder, { recursive: true, mode: 0o700 });
  app.setPath('userData', shellFolder);
  if (!becomeOnlyDesk(app, () => deskWindow))
    return {
      message: 'Anteroom is already open on this computer. Its window was brought to the front.',
      code: 0,
    };
  // Not awaited: Electron becomes ready only when this module has been read to its end.
  openDesk(folder, shellFolder, practice).catch(leaveBroken);
  return undefined;
}

async function openDesk(folder: string, shellFolder: string, practice: WantedPractice): Promise<void> {
  const clock = chooseClock(practice.kind, process.env['ANTEROOM_TEST_NOW']);
  const log = openLog(join(shellFolder, 'anteroom.log'), clock);
  const ready = app.whenReady();
  // In the host for tests somebody plays several accounts of one PC.
  const accountName = IS_ELECTRON ? undefined : app.commandLine.getSwitchValue('os-account') || undefined;
  const opened = openFrontDoor({
    folder,
    migrationsFolder: join(APP_FOLDER, 'migrations'),
    clock,
    log,
    vault: safeStorageVault(safeStorage, { ready, accountName }),
    content: practice.firstRun ? 'practice' : 'demo',
    server: practice.kind === 'practice' ? undefined : app.commandLine.getSwitchValue('ehr') || undefined,
    joins: app.commandLine.hasSwitch('join'),
  });
  const [engine] = await Promise.all([opened, ready]);
  const closePipe = servePipe({ folder: shellFolder, engine: engine.practice, random: systemRandom, log });
  app.once('will-quit', closePipe);
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

async function showWindow(engine: Served, window: BrowserWindow): Promise<void> {
  deskWindow = window;
  const contents = window.webContents;
  const connection = engine.connect();
  const paper = paperOf(window, dialog, app.getPath('documents'), connection);
  const stop = serveDesk({ ipcMain, contents, engine, connection, paper });
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
  // Who opens an installed desk by its icon sees no terminal.
  if (app.isPackaged && code !== 0) dialog.showErrorBox('Anteroom', message);
  app.exit(code);
}
