import { BrowserWindow, type Session } from 'electron';

/** The smallest window the screens are drawn for; see ui.md. */
const MINIMUM_SIZE = { minWidth: 1024, minHeight: 640 };

/** Makes the one window of the desk, still hidden, walled off from Node and from the network. */
export function createDeskWindow(options: {
  readonly preload: string;
  readonly session: Session;
  readonly isPackaged: boolean;
}): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    ...MINIMUM_SIZE,
    show: false,
    title: 'Anteroom',
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      session: options.session,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      spellcheck: false,
      devTools: !options.isPackaged,
    },
  });
  window.once('ready-to-show', () => window.show());
  return window;
}
