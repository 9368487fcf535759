/**
 * The two halves of `contextBridge` in the page. The preload runs in an isolated world of its own, where page
 * scripts cannot reach its objects; the two worlds share the DOM, so a MessagePort that only they hold
 * carries synchronous events between them. Both run before any script of the page.
 */
export const ISOLATED_WORLD = 'anteroom-preload';
export const BINDING = '__anteroomSend';
export const RECEIVER = '__anteroomReceive';
const HANDSHAKE = 'anteroom-handshake';

/** Runs the preload when the main world's half has handed over its port. */
export function isolatedWorldScript(preload: string): string {
  return `(${isolatedHalf.toString()})(${JSON.stringify({ BINDING, RECEIVER, HANDSHAKE })}, (require, process) => {${preload}\n});`;
}

/** Mirrors what the preload exposes, as frozen functions of the main world. */
export function mainWorldScript(): string {
  return `(${mainHalf.toString()})(${JSON.stringify({ HANDSHAKE })});`;
}

type Mirrored =
  | { value: unknown }
  | { fn: number }
  | { promise: number }
  | { tree: Record<string, Mirrored> }
  | { error: string };
type Names = { readonly BINDING: string; readonly RECEIVER: string; readonly HANDSHAKE: string };
type Preload = (require: (name: string) => unknown, process: { versions: object }) => void;
type AnyFunction = (...given: unknown[]) => unknown;

function isolatedHalf(names: Names, preload: Preload): void {
  const scope = globalThis as unknown as Record<string, unknown>;
  const send = scope[names.BINDING] as (message: string) => void;
  const pending = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, Set<AnyFunction>>();
  const functions = new Map<number, AnyFunction>();
  let last = 0;

  scope[names.RECEIVER] = (message: {
    id?: number;
    value?: unknown;
    error?: string;
    channel?: string;
    args?: unknown[];
  }) => {
    if (message.channel !== undefined) {
      for (const listener of [...(listeners.get(message.channel) ?? [])])
        listener({}, ...(message.args ?? []));
      return;
    }
    const waiting = pending.get(message.id ?? 0);
    pending.delete(message.id ?? 0);
    if (message.error === undefined) waiting?.resolve(message.value);
    else waiting?.reject(new Error(message.error));
  };

  const ipcRenderer = {
    invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      const id = ++last;
      return new Promise((resolve, reject) => {
        send(JSON.stringify({ id, channel, args }));
        pending.set(id, { resolve, reject });
      });
    },
    on(channel: string, listener: AnyFunction) {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
    },
    removeListener(channel: string, listener: AnyFunction) {
      listeners.get(channel)?.delete(listener);
    },
  };

  window.addEventListener(
    names.HANDSHAKE,
    (handshake) => {
      const port = (handshake as MessageEvent).ports[0] as MessagePort;
      const tell = (type: string, detail: unknown) => port.dispatchEvent(new CustomEvent(type, { detail }));
      const mirror = (value: unknown): Mirrored => {
        if (typeof value === 'function') {
          functions.set(++last, value as AnyFunction);
          return { fn: last };
        }
        if (value instanceof Promise) {
          const promise = ++last;
          value.then(
            (answer) => tell('settle', { promise, value: answer }),
            (error) => tell('settle', { promise, error: String((error as Error).message) }),
          );
          return { promise };
        }
        if (typeof value !== 'object' || value === null) return { value };
        return {
          tree: Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mirror(part)])),
        };
      };
      port.addEventListener('call', (event) => {
        const detail = (event as CustomEvent).detail as {
          fn: number;
          args: Array<{ value: unknown } | { callback: number }>;
        } | null;
        if (detail === null) return;
        const args = detail.args.map((arg) =>
          'callback' in arg
            ? (...given: unknown[]) => tell('callback', { callback: arg.callback, args: given })
            : arg.value,
        );
        try {
          tell('answer', mirror(functions.get(detail.fn)?.(...args)));
        } catch (error) {
          tell('answer', { error: String((error as Error).message) });
        }
      });
      const contextBridge = {
        exposeInMainWorld: (key: string, api: unknown) => tell('expose', { key, api: mirror(api) }),
      };
      preload(
        (name) => {
          if (name !== 'electron') throw new Error(`module not found: ${name}`);
          return { contextBridge, ipcRenderer };
        },
        { versions: {} },
      );
    },
    { once: true },
  );
}

function mainHalf(names: Pick<Names, 'HANDSHAKE'>): void {
  // Electron runs a preload in the main frame only.
  if (window.top !== window) return;
  // Never sent a message: it is the one event target that both worlds hold and no page script can find.
  const { port1: port } = new MessageChannel();
  const pending = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const callbacks = new Map<number, AnyFunction>();
  const identifiers = new WeakMap<AnyFunction, number>();
  const { freeze, defineProperty, entries, fromEntries } = Object;
  let last = 0;
  let answer: Mirrored | undefined;

  const build = (mirrored: Mirrored): unknown => {
    if ('fn' in mirrored) return freeze((...given: unknown[]) => invoke(mirrored.fn, given));
    if ('tree' in mirrored)
      return freeze(fromEntries(entries(mirrored.tree).map(([key, part]) => [key, build(part)])));
    if ('promise' in mirrored)
      return new Promise((resolve, reject) => pending.set(mirrored.promise, { resolve, reject }));
    if ('error' in mirrored) throw new Error(mirrored.error);
    return mirrored.value;
  };
  const callbackOf = (given: AnyFunction): number => {
    const known = identifiers.get(given) ?? ++last;
    identifiers.set(given, known);
    callbacks.set(known, given);
    return known;
  };
  const invoke = (fn: number, given: readonly unknown[]): unknown => {
    const args = given.map((value) =>
      typeof value === 'function' ? { callback: callbackOf(value as AnyFunction) } : { value },
    );
    answer = undefined;
    port.dispatchEvent(new CustomEvent('call', { detail: { fn, args } }));
    const received = answer as Mirrored | undefined;
    if (received === undefined) throw new Error('An object could not be cloned.');
    return build(received);
  };
  port.addEventListener('answer', (event) => {
    answer = (event as CustomEvent).detail as Mirrored;
  });
  port.addEventListener('settle', (event) => {
    const settled = (event as CustomEvent).detail as { promise: number; value?: unknown; error?: string };
    const waiting = pending.get(settled.promise);
    pending.delete(settled.promise);
    if (settled.error === undefined) waiting?.resolve(settled.value);
    else waiting?.reject(new Error(settled.error));
  });
  port.addEventListener('callback', (event) => {
    const called = (event as CustomEvent).detail as { callback: number; args: unknown[] };
    callbacks.get(called.callback)?.(...called.args);
  });
  port.addEventListener('expose', (event) => {
    const exposed = (event as CustomEvent).detail as { key: string; api: Mirrored };
    defineProperty(window, exposed.key, { value: build(exposed.api), enumerable: true });
  });
  window.dispatchEvent(new MessageEvent(names.HANDSHAKE, { ports: [port] }));
}
