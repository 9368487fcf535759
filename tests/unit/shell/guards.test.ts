import { EventEmitter } from 'node:events';
import type { Session, WebContents } from 'electron';
import { expect, test, vi } from 'vitest';
import { guardContents, guardSession, isOpenToDebugger } from '../../../electron/shell/guards.ts';

test('a session denies every permission, asked for, checked or of a device, and spells nothing', () => {
  const session = {
    setPermissionRequestHandler: vi.fn<Session['setPermissionRequestHandler']>(),
    setPermissionCheckHandler: vi.fn<Session['setPermissionCheckHandler']>(),
    setDevicePermissionHandler: vi.fn<Session['setDevicePermissionHandler']>(),
    setSpellCheckerEnabled: vi.fn<Session['setSpellCheckerEnabled']>(),
  };
  guardSession(session);
  const answer = vi.fn();
  session.setPermissionRequestHandler.mock.lastCall?.[0]?.({} as WebContents, 'media', answer, {} as never);
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
