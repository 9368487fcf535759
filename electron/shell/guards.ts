import type {
  App,
  MediaAccessPermissionRequest,
  PermissionCheckHandlerHandlerDetails,
  Session,
  WebContents,
} from 'electron';
import { DESK_ORIGIN } from './channels.ts';

/**
 * Every permission is denied, asked for or only checked, devices too, but one: the desk's own page may use the camera,
 * for the photo, the cards and the barcode of a licence. Never with sound, and never the screen.
 */
export function guardSession(
  session: Pick<
    Session,
    | 'setPermissionRequestHandler'
    | 'setPermissionCheckHandler'
    | 'setDevicePermissionHandler'
    | 'setSpellCheckerEnabled'
  >,
): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(permission === 'media' && isCameraOfDesk(details)),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, origin, details) =>
      permission === 'media' && isDesk(origin) && isCameraCheck(details),
  );
  session.setDevicePermissionHandler(() => false);
  // The spell checker fetches its dictionaries from the network, and would be handed every note typed.
  session.setSpellCheckerEnabled(false);
}

function isCameraOfDesk(
  details: Pick<MediaAccessPermissionRequest, 'isMainFrame' | 'requestingUrl' | 'mediaTypes'>,
): boolean {
  const { isMainFrame, requestingUrl, mediaTypes } = details;
  return isMainFrame && isDesk(requestingUrl) && mediaTypes?.length === 1 && mediaTypes[0] === 'video';
}

function isCameraCheck({
  isMainFrame,
  mediaType,
}: Pick<PermissionCheckHandlerHandlerDetails, 'isMainFrame' | 'mediaType'>): boolean {
  return isMainFrame && mediaType === 'video';
}

function isDesk(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}` === DESK_ORIGIN;
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
