import { EventEmitter } from 'node:events';
import type { Session, WebContents } from 'electron';
import { expect, test, vi } from 'vitest';
import { guardContents, guardSession, isOpenToDebugger } from '../../../electron/shell/guards.ts';

function guarded() {
  const session = {
    setPermissionRequestHandler: vi.fn<Session['setPermissionRequestHandler']>(),
    setPermissionCheckHandler: vi.fn<Session['setPermissionCheckHandler']>(),
    setDevicePermissionHandler: vi.fn<Session['setDevicePermissionHandler']>(),
    setSpellCheckerEnabled: vi.fn<Session['setSpellCheckerEnabled']>(),
  };
  guardSession(session);
  return {
    session,
    asks: (permission: string, details: object): boolean => {
      const answer = vi.fn<(granted: boolean) => void>();
      session.setPermissionRequestHandler.mock.lastCall?.[0]?.(
        {} as WebContents,
        permission as 'media',
        answer,
        details as never,
      );
      expect(answer).toHaveBeenCalledOnce();
      return answer.mock.lastCall?.[0] ?? false;
    },
    checks: (permission: string, origin: string, details: object): boolean =>
      session.setPermissionCheckHandler.mock.lastCall?.[0]?.(
        null,
        permission as 'media',
        origin,
        details as never,
      ) ?? false,
  };
}

const camera = { isMainFrame: true, requestingUrl: 'app://desk/', mediaTypes: ['video'] };

test('our own page may use the camera, asked for and checked', () => {
  const { asks, checks } = guarded();
  expect(asks('media', camera)).toBe(true);
  expect(checks('media', 'app://desk', { isMainFrame: true, mediaType: 'video' })).toBe(true);
});

test.each([
  ['the microphone', 'media', { ...camera, mediaTypes: ['audio'] }],
  ['camera and microphone', 'media', { ...camera, mediaTypes: ['video', 'audio'] }],
  ['nothing named', 'media', { ...camera, mediaTypes: [] }],
  ['a medium not told', 'media', { isMainFrame: true, requestingUrl: 'app://desk/' }],
  ['a frame within', 'media', { ...camera, isMainFrame: false }],
  ['another page', 'media', { ...camera, requestingUrl: 'https://desk.example/' }],
  ['a page that looks alike', 'media', { ...camera, requestingUrl: 'app://desk.example/' }],
  ['no address', 'media', { ...camera, requestingUrl: '' }],
  ['the screen', 'display-capture', camera],
  ['the place', 'geolocation', camera],
])('%s is denied', (_what, permission, details) => {
  expect(guarded().asks(permission, details)).toBe(false);
});

test.each([
  ['the microphone', 'media', 'app://desk', { isMainFrame: true, mediaType: 'audio' }],
  ['a medium not told', 'media', 'app://desk', { isMainFrame: true, mediaType: 'unknown' }],
  ['a frame within', 'media', 'app://desk', { isMainFrame: false, mediaType: 'video' }],
  ['another page', 'media', 'https://desk.example', { isMainFrame: true, mediaType: 'video' }],
  ['the clipboard', 'clipboard-read', 'app://desk', { isMainFrame: true }],
])('%s is denied when it is only checked', (_what, permission, origin, details) => {
  expect(guarded().checks(permission, origin, details)).toBe(false);
});

test('a session denies every other permission, asked for, checked or of a device, and spells nothing', () => {
  const { session } = guarded();
  const answer = vi.fn();
  session.setPermissionRequestHandler.mock.lastCall?.[0]?.(
    {} as WebContents,
    'hid' as never,
    answer,
    {} as never,
  );
  expect(answer.mock.calls).toEqual([[false]]);
  expect(session.setPermissionCheckHandler.mock.lastCall?.[0]?.(null, 'hid', 'app://desk', {} as never)).toBe(
    false,
  );
  expect(session.setDevicePermissionHandler.mock.lastCall?.[0]?.({} as never)).toBe(false);
  expect(session.setSpellCheckerEnabled.mock.calls).toEqual([[false]]);
});

test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
  '%s is prevented',
  (name) => {
    const contents = new EventEmitter() as EventEmitter & { setWindowOpenHandler: () => void };
    contents.setWindowOpenHandler = () => undefined;
    guardContents(contents as unknown as WebContents);
    const preventDefault = vi.fn();
    contents.emit(name, { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  },
);

test('a window is never opened', () => {
  const setWindowOpenHandler = vi.fn<WebContents['setWindowOpenHandler']>();
  guardContents(Object.assign(new EventEmitter(), { setWindowOpenHandler }) as unknown as WebContents);
  expect(setWindowOpenHandler.mock.lastCall?.[0]({ url: 'app://desk/' } as never)).toEqual({
    action: 'deny',
  });
});

test.each([
  [true, 'remote-debugging-port', true],
  [true, 'remote-debugging-pipe', true],
  [true, 'data', false],
  [false, 'remote-debugging-port', false],
])('packaged %s with --%s is open to a debugger: %s', (isPackaged, given, expected) => {
  const commandLine = { hasSwitch: (name: string) => name === given };
  expect(
    isOpenToDebugger({ isPackaged, commandLine } as unknown as Parameters<typeof isOpenToDebugger>[0]),
  ).toBe(expected);
});
