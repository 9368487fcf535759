/** What `import 'electron'` finds in the Chromium host: only what `electron/shell` uses, by Electron's own types. */
import { EventEmitter } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import type * as Electron from 'electron';
import type { Page, Route } from 'playwright-core';
import { type Bridge, openBridge, type SenderFrame } from './bridge.ts';
import { type Browser, launchBrowser } from './browser.ts';
import { takeInstanceLock } from './instance-lock.ts';
import { options, PRIVATE_ORIGIN } from './options.ts';
import { standInStorage } from './safe-storage.ts';
import { switchValue } from './switch-value.ts';

type Handler = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown;
type ProtocolHandler = (request: Request) => Response | Promise<Response>;

let launching: Promise<Browser> | undefined;
let browser: Browser | undefined;
const invokeHandlers = new Map<string, Handler>();
const protocolHandlers = new Map<string, ProtocolHandler>();
const paths = new Map<string, string>([['appData', join(homedir(), '.config')]]);
const appEvents = new EventEmitter();
let leaving = false;

type PermissionHandler = NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>;
let permissionHandler: PermissionHandler | null = null;

/** Asks the app's guard what Electron would ask it about the page's camera. */
function isCameraAllowed(): boolean {
  let isAllowed = false;
  const details = { isMainFrame: true, requestingUrl: 'app://desk/', mediaTypes: ['video'] };
  permissionHandler?.(
    {} as Electron.WebContents,
    'media',
    (answer) => {
      isAllowed = answer;
    },
    details as Electron.MediaAccessPermissionRequest,
  );
  return isAllowed;
}

/** Starts the browser once; the app's own work goes on meanwhile. A second desk never gets here. */
function launched(): Promise<Browser> {
  launching ??= launchBrowser().then(async (started) => {
    browser = started;
    // What is granted is all that is ever given: the others are denied without asking.
    await started.context.grantPermissions(isCameraAllowed() ? ['camera'] : [], { origin: PRIVATE_ORIGIN });
    return started;
  });
  launching.catch((error: unknown) => {
    if (leaving) return;
    process.stderr.write(`${error instanceof Error ? error.message : 'The browser did not start.'}\n`);
    process.exit(1);
  });
  return launching;
}

/** The one page of this host, for what stands in for a person at the screen. */
export async function pageOfDesk(): Promise<Page> {
  return (await launched()).page;
}

async function leave(code: number): Promise<void> {
  if (leaving) return;
  leaving = true;
  appEvents.emit('will-quit', { preventDefault() {} });
  await (await launching?.catch(() => undefined))?.close();
  process.exit(code);
}

export const app = {
  isPackaged: false,
  commandLine: {
    hasSwitch: (name: string) => switchValue(name) !== undefined,
    getSwitchValue: (name: string) => switchValue(name) ?? '',
  },
  enableSandbox() {},
  setName() {},
  getPath: (name: string) => paths.get(name) ?? homedir(),
  setPath: (name: string, path: string) => void paths.set(name, path),
  whenReady: async () => void (await launched()),
  requestSingleInstanceLock() {
    const knocked = () => appEvents.emit('second-instance', {}, [], '');
    // Each OS account of a PC has its own instance of Electron; only the practice is everybody's.
    const isFirst = takeInstanceLock(join(paths.get('userData') ?? homedir(), options.osAccount), knocked);
    if (isFirst) void launched();
    return isFirst;
  },
  quit: () => void leave(0),
  exit: (code = 0) => void leave(code),
  on: appEvents.on.bind(appEvents) as unknown as Electron.App['on'],
  once: appEvents.once.bind(appEvents) as unknown as Electron.App['once'],
} satisfies Pick<
  Electron.App,
  | 'isPackaged'
  | 'enableSandbox'
  | 'setName'
  | 'getPath'
  | 'setPath'
  | 'whenReady'
  | 'requestSingleInstanceLock'
  | 'quit'
  | 'exit'
  | 'on'
  | 'once'
> & { commandLine: Pick<Electron.CommandLine, 'hasSwitch' | 'getSwitchValue'> };

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave(0));

// Whoever started the host to watch it has gone: a window that nobody sees would stay for ever.
process.on('disconnect', () => void leave(0));

export const ipcMain = {
  handle: (channel: string, handler: Handler) => void invokeHandlers.set(channel, handler),
  removeHandler: (channel: string) => void invokeHandlers.delete(channel),
} satisfies Pick<Electron.IpcMain, 'handle' | 'removeHandler'>;

export const protocol = {
  registerSchemesAsPrivileged() {},
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged'>;

const theSession = {
  protocol: {
    handle: (scheme: string, handler: ProtocolHandler) => void protocolHandlers.set(scheme, handler),
  },
  setPermissionRequestHandler: (handler: PermissionHandler | null) => {
    permissionHandler = handler;
    void launching?.then(({ context }) =>
      context.grantPermissions(isCameraAllowed() ? ['camera'] : [], { origin: PRIVATE_ORIGIN }),
    );
  },
  // The browser is told once what the app allows, and asks nobody again.
  setPermissionCheckHandler() {},
  setDevicePermissionHandler() {},
  setSpellCheckerEnabled() {},
} satisfies Pick<
  Electron.Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setSpellCheckerEnabled'
> & { protocol: Pick<Electron.Protocol, 'handle'> };

export const session = { fromPartition: () => theSession };

export const Menu = { setApplicationMenu() {} } satisfies Pick<typeof Electron.Menu, 'setApplicationMenu'>;

/** Nobody is there to choose a file: it goes where the sheets go, under the proposed name. */
export const dialog = {
  showSaveDialog: async (...given: unknown[]) => {
    const { defaultPath = 'sheet.pdf' } = given.at(-1) as Electron.SaveDialogOptions;
    mkdirSync(options.printFolder, { recursive: true });
    return { canceled: false, filePath: join(options.printFolder, basename(defaultPath)) };
  },
  showErrorBox: (_title: string, content: string) => void process.stderr.write(`${content}\n`),
} satisfies Pick<Electron.Dialog, 'showSaveDialog' | 'showErrorBox'>;

export const safeStorage = standInStorage(() => join(paths.get('userData') ?? homedir(), options.osAccount));

const powerEvents = new EventEmitter();
export const powerMonitor = {
  on: powerEvents.on.bind(powerEvents) as unknown as Electron.PowerMonitor['on'],
} satisfies Pick<Electron.PowerMonitor, 'on'>;

// A test that started the host stands in for the OS.
process.on('message', (message) => {
  if (message === 'lock-screen' || message === 'suspend') powerEvents.emit(message);
});

/** Listens from the start: the parent may say it before there is a window. */
const mayOpen = new Promise<void>((resolve) => {
  if (!options.hold) resolve();
  process.on('message', (message) => {
    if (message === 'go') resolve();
  });
});

class WebContents extends EventEmitter {
  bridge: Bridge | undefined;
  address = '';
  destroyed = false;
  #windowOpenHandler: ((details: { url: string }) => { action: string }) | undefined;

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.#windowOpenHandler = handler;
  }
  mayOpen(url: string): boolean {
    return this.#windowOpenHandler?.({ url }).action !== 'deny';
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  send(channel: string, ...args: unknown[]): void {
    this.bridge?.send(channel, args);
  }
  /** Asks the app's guards about a navigation that the page began. */
  mayNavigate(url: string, isMainFrame: boolean): boolean {
    let allowed = true;
    const preventDefault = (): void => {
      allowed = false;
    };
    const event = { url, isMainFrame, preventDefault };
    if (isMainFrame) this.emit('will-navigate', event, url);
    this.emit('will-frame-navigate', event);
    return allowed;
  }
  print(_options: object, done?: (success: boolean, reason: string) => void): void {
    const printing = options.headless ? this.#printToFile() : browser?.page.evaluate(() => window.print());
    Promise.resolve(printing).then(
      () => done?.(true, ''),
      (error: unknown) => done?.(false, String(error)),
    );
  }
  async printToPDF(): Promise<Buffer> {
    const { page } = await launched();
    return page.pdf({ printBackground: true, preferCSSPageSize: true });
  }
  /** Without a printer, the sheet lies in the data folder; its name holds a number and no name. */
  async #printToFile(): Promise<void> {
    mkdirSync(options.printFolder, { recursive: true });
    const number = readdirSync(options.printFolder).length + 1;
    const path = join(options.printFolder, `print-${String(number).padStart(4, '0')}.pdf`);
    const { page } = await launched();
    await page.pdf({ path, printBackground: true, preferCSSPageSize: true });
  }
}

export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents();
  readonly #preload: string;

  constructor(given: Electron.BrowserWindowConstructorOptions) {
    super();
    this.#preload = given.webPreferences?.preload ?? '';
    appEvents.emit('web-contents-created', {}, this.webContents);
  }

  /** Opens the app's own address; the page sees it as the private https origin. */
  async loadURL(url: string): Promise<void> {
    const { context, page } = await launched();
    const contents = this.webContents;
    contents.address = toPrivate(url);
    await Promise.all([
      page.route('**/*', (route) => answerRequest(route, contents)),
      // Another page of this browser can only be a pop-up; it gets nothing, and is closed below.
      context.route('**/*', (route) => route.abort('accessdenied').catch(() => undefined)),
      openBridge(page, this.#preload, (frame, channel, args) => invoke(contents, frame, channel, args)).then(
        (bridge) => {
          contents.bridge = bridge;
        },
      ),
    ]);
    context.on('page', (opened) => {
      if (!contents.mayOpen(opened.url())) void opened.close();
    });
    page.once('close', () => this.#closed());
    context.once('close', () => this.#closed());
    page.once('domcontentloaded', () => this.emit('ready-to-show'));
    await mayOpen;
    await page.goto(contents.address, { waitUntil: 'commit' });
  }

  show(): void {}
  restore(): void {}
  isMinimized(): boolean {
    return false;
  }
  focus(): void {
    void browser?.page.bringToFront().catch(() => undefined);
  }
  #closed(): void {
    if (this.webContents.destroyed) return;
    this.webContents.destroyed = true;
    this.emit('closed');
    appEvents.emit('window-all-closed');
  }
}

// Drift in Electron's own types, or in what the stand-in has of them, does not compile.
type StandInWindow = Pick<Electron.BrowserWindow, 'loadURL' | 'show' | 'restore' | 'isMinimized' | 'focus'>;
type StandInContents = Pick<Electron.WebContents, 'isDestroyed' | 'send' | 'print' | 'printToPDF'>;
BrowserWindow.prototype satisfies StandInWindow;
WebContents.prototype satisfies StandInContents;

async function invoke(
  contents: WebContents,
  frame: SenderFrame | null,
  channel: string,
  args: readonly unknown[],
): Promise<unknown> {
  const handler = invokeHandlers.get(channel);
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
  return handler({ sender: contents, senderFrame: frame } as unknown as Electron.IpcMainInvokeEvent, ...args);
}

const toPrivate = (url: string): string => url.replace(/^app:\/\/desk/, PRIVATE_ORIGIN);

/** Every request of the window ends here: the app's own scheme is answered by the app, all else is refused. */
async function answerRequest(route: Route, contents: WebContents): Promise<void> {
  const request = route.request();
  const url = request.url();
  const handler = protocolHandlers.get('app');
  if (request.isNavigationRequest()) {
    const isMainFrame = request.frame().parentFrame() === null;
    const isOwnAddress = isMainFrame && url === contents.address;
    if (!isOwnAddress && !contents.mayNavigate(url, isMainFrame))
      return route.abort('aborted').catch(() => undefined);
  }
  if (handler === undefined || !url.startsWith(`${PRIVATE_ORIGIN}/`))
    return route.abort('accessdenied').catch(() => undefined);
  const asked = new Request(url.replace(PRIVATE_ORIGIN, 'app://desk'), { method: request.method() });
  const answer = await handler(asked);
  await route
    .fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    })
    .catch(() => undefined);
}
