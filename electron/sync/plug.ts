import { type Transport, TransportError } from './transport.ts';

/** The plug of a desk's line to its server. Pulled, nothing gets through, and what was on its way is lost, as with a real one. */
export interface Plug {
  set(isIn: boolean): void;
  /** The transport as it is with the plug as it stands. */
  through<Line extends Transport>(line: Line): Line;
}

/** A plug that is in. */
export function createPlug(): Plug {
  const state = { pulled: undefined as AbortController | undefined, next: new AbortController() };
  return {
    set: (isIn) => {
      if (isIn) state.pulled = undefined;
      else if (state.pulled === undefined) {
        state.pulled = state.next;
        state.next = new AbortController();
        state.pulled.abort();
      }
    },
    through: (line) => ({
      ...line,
      send: (request, timeoutMs) =>
        state.pulled
          ? Promise.reject(new TransportError('offline'))
          : whilePlugged(state.next.signal, () => line.send(request, timeoutMs)),
    }),
  };
}

function whilePlugged<Value>(pulled: AbortSignal, work: () => Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const lost = (): void => reject(new TransportError('offline'));
    pulled.addEventListener('abort', lost, { once: true });
    work()
      .then(resolve, reject)
      .finally(() => pulled.removeEventListener('abort', lost));
  });
}
