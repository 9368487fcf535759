import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { expect, test, vi } from 'vitest';
import { becomeOnlyDesk } from '../../../electron/shell/single-instance.ts';

const appWith = (isFirst: boolean) =>
  Object.assign(new EventEmitter(), { requestSingleInstanceLock: () => isFirst }) as unknown as App &
    EventEmitter;

test('the second desk is told so, and listens to nothing', () => {
  const app = appWith(false);
  expect(becomeOnlyDesk(app, () => undefined)).toBe(false);
  expect(app.listenerCount('second-instance')).toBe(0);
});

test('the first desk comes to the front, out of its minimised state too, when a second one starts', () => {
  const app = appWith(true);
  const window = { isMinimized: () => true, restore: vi.fn(), focus: vi.fn() };
  let shown: typeof window | undefined;
  expect(becomeOnlyDesk(app, () => shown)).toBe(true);
  app.emit('second-instance');
  shown = window;
  app.emit('second-instance');
  expect(window.restore).toHaveBeenCalledOnce();
  expect(window.focus).toHaveBeenCalledOnce();
});
