import type { IpcMainInvokeEvent, WebContents, WebFrameMain } from 'electron';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Connection } from '../../../electron/engine/engine.ts';
import { MAXIMUM_ENVELOPE_BYTES, MAXIMUM_PICTURE_BYTES } from '../../../electron/shell/channels.ts';
import { lockDesk, serveDesk } from '../../../electron/shell/ipc-host.ts';

type Handler = (event: IpcMainInvokeEvent, ...args: unknown[]) => Promise<unknown>;

const handlers = new Map<string, Handler>();
const send = vi.fn();
let isDestroyed = false;
const contents = { send, isDestroyed: () => isDestroyed } as unknown as WebContents;
const call = vi.fn<Connection['call']>(async () => ({ ok: true, value: 'answered' }));
const connection = { call, lock: vi.fn(), dispose: vi.fn() } satisfies Connection;
const paper = {
  print: vi.fn(async () => ({ ok: true, value: {} }) as const),
  savePdf: vi.fn(async () => ({ ok: true, value: {} }) as const),
  printLabel: vi.fn(async () => ({ ok: true, value: {} }) as const),
  saveCalendar: vi.fn(async () => ({ ok: true, value: {} }) as const),
  saveRefused: vi.fn(async () => ({ ok: true, value: {} }) as const),
};
let publish: (event: { topics: readonly never[]; revision: number }) => void = () => undefined;
const stopTopics = vi.fn();

const frame = (url: string, parent: WebFrameMain | null = null) => ({ url, parent }) as WebFrameMain;
const from = (senderFrame: WebFrameMain | null, sender = contents) =>
  ({ sender, senderFrame }) as IpcMainInvokeEvent;
const desk = from(frame('app://desk/'));
const ask = (event: IpcMainInvokeEvent, ...args: unknown[]) => handlers.get('desk:call')?.(event, ...args);
let stop = () => {};

beforeEach(() => {
  vi.clearAllMocks();
  isDestroyed = false;
  handlers.clear();
  stop = serveDesk({
    ipcMain: {
      handle: (channel, handler) => void handlers.set(channel, handler as Handler),
      removeHandler: (channel) => void handlers.delete(channel),
    },
    contents,
    engine: {
      onTopics(listener) {
        publish = listener;
        return stopTopics;
      },
    },
    connection,
    paper,
  });
});

test('a call of the desk reaches the engine and its answer comes back', async () => {
  expect(await ask(desk, 'visits.board', { input: {} })).toEqual({ ok: true, value: 'answered' });
  expect(call.mock.calls).toEqual([['visits.board', { input: {} }]]);
});

describe('a forged sender', () => {
  const parent = frame('app://desk/');
  test.each([
    ['another window', from(frame('app://desk/'), { send } as unknown as WebContents)],
    ['a frame that has gone', from(null)],
    ['a frame inside the page', from(frame('app://desk/', parent))],
    ['another page', from(frame('https://example.com/'))],
    ['a page that looks like ours', from(frame('app://desk.example.com/'))],
    ['a page with our name in its path', from(frame('https://example.com/app://desk/'))],
    ['an empty page', from(frame('about:blank'))],
    ['no address', from(frame(''))],
  ])('from %s gets a typed error and neither engine nor printer', async (_what, event) => {
    const answers = [
      await ask(event, 'visits.board', {}),
      await handlers.get('desk:print')?.(event, 'letter'),
      await handlers.get('desk:pdf')?.(event, {}),
      await handlers.get('desk:label')?.(event, {}),
    ];
    for (const answer of answers)
      expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden', retryable: false } });
    expect(call).not.toHaveBeenCalled();
    for (const act of Object.values(paper)) expect(act).not.toHaveBeenCalled();
  });
});

describe('an envelope', () => {
  test('just small enough is taken, one larger is not', async () => {
    const room = MAXIMUM_ENVELOPE_BYTES - 100;
    expect(await ask(desk, 'patients.edit', { input: 'x'.repeat(room) })).toMatchObject({ ok: true });
    expect(await ask(desk, 'patients.edit', { input: 'x'.repeat(room + 100) })).toMatchObject({
      error: { code: 'too-large' },
    });
    expect(await ask(desk, 'patients.edit', { input: new ArrayBuffer(room + 100) })).toMatchObject({
      error: { code: 'too-large' },
    });
    expect(call).toHaveBeenCalledOnce();
  });

  test('with a picture to be read may be larger, and no other one', async () => {
    const picture = { input: { grey: 'x'.repeat(MAXIMUM_ENVELOPE_BYTES * 2) } };
    expect(await ask(desk, 'scan.readBarcode', picture)).toMatchObject({ ok: true });
    expect(await ask(desk, 'patients.edit', picture)).toMatchObject({ error: { code: 'too-large' } });
    const larger = { input: { grey: 'x'.repeat(MAXIMUM_PICTURE_BYTES) } };
    expect(await ask(desk, 'scan.readBarcode', larger)).toMatchObject({ error: { code: 'too-large' } });
    expect(call).toHaveBeenCalledOnce();
  });

  test('that cannot be read, or a method that is no name, is refused', async () => {
    expect(await ask(desk, 'patients.edit', { input: () => 1 })).toMatchObject({
      error: { code: 'invalid' },
    });
    expect(await ask(desk, { toString: () => 'patients.edit' }, {})).toMatchObject({
      error: { code: 'invalid' },
    });
    expect(call).not.toHaveBeenCalled();
  });
});

test('topics go to the window while it is there', () => {
  publish({ topics: [], revision: 7 });
  isDestroyed = true;
  publish({ topics: [], revision: 8 });
  expect(send.mock.calls).toEqual([['desk:topics', { topics: [], revision: 7 }]]);
});

test('a lock locks the session also when the window has gone', () => {
  lockDesk(connection, contents);
  isDestroyed = true;
  lockDesk(connection, contents);
  expect(connection.lock).toHaveBeenCalledTimes(2);
  expect(send.mock.calls).toEqual([['desk:lock']]);
});

test('the end of the window ends its session and leaves no handler', () => {
  stop();
  expect(handlers.size).toBe(0);
  expect(stopTopics).toHaveBeenCalledOnce();
  expect(connection.dispose).toHaveBeenCalledOnce();
});
