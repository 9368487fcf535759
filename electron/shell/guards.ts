import type { App, Session, WebContents } from 'electron';

/** Every permission is denied, asked for or only checked, devices too: a front desk needs none of them. */
export function guardSession(
  session: Pick<
    Session,
    | 'setPermissionRequestHandler'
    | 'setPermissionCheckHandler'
    | 'setDevicePermissionHandler'
    | 'setSpellCheckerEnabled'
  >,
): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  // The spell checker fetches its dictionaries from the network, and would be handed every note typed.
  session.setSpellCheckerEnabled(false);
}

/** A window stays on the page it was opened with: no navigation, no frames, no pop-ups, no webviews. */
export function guardContents(contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** A packaged desk with a debugging port would hand its windows to any local process; there is no fuse for it. */
export function isOpenToDebugger(app: Pick<App, 'isPackaged' | 'commandLine'>): boolean {
  return (
    app.isPackaged &&
    (app.commandLine.hasSwitch('remote-debugging-port') || app.commandLine.hasSwitch('remote-debugging-pipe'))
  );
}
