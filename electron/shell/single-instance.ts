import type { App, BrowserWindow } from 'electron';

/**
 * Takes the place of the only desk on this data folder. False means that another one has it: it was brought
 * to the front, and the caller leaves without touching any data.
 */
export function becomeOnlyDesk(
  app: Pick<App, 'requestSingleInstanceLock' | 'on'>,
  currentWindow: () => Pick<BrowserWindow, 'isMinimized' | 'restore' | 'focus'> | undefined,
): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', () => {
    const window = currentWindow();
    if (window === undefined) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  return true;
}
