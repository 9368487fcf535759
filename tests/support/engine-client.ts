import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Failpoint } from '../../electron/engine/ports.ts';
import type { Reply } from '../../shared/api/reply.ts';
import type { EngineCall } from './engine-process.ts';

/** A desk in a process of its own, which can be killed at any moment. */
export interface EngineProcess {
  /** Opens the store and signs somebody in; false when the process died before. */
  open(now: number): Promise<boolean>;
  /** The reply, or undefined when the process died without giving one. */
  call(
    method: string,
    envelope: EngineCall['envelope'],
    now: number,
    dieAt?: Failpoint,
  ): Promise<Reply | undefined>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Resolves with the signal that ended the process. */
  readonly ended: Promise<NodeJS.Signals | null>;
}

/**
 * Starts a process that will run the engine on a store file, once it is told to open it, and sync with the server of an address,
 * with so many milliseconds between two cycles.
 */
export function startEngineProcess(file: string, address = '', pauseMs = 0): EngineProcess {
  const program = fileURLToPath(new URL('./engine-process.ts', import.meta.url));
  const child: ChildProcess = fork(program, [file, address, String(pauseMs)], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, (reply: Reply | undefined) => void>();
  const ended = once(child, 'exit').then(([, signal]) => signal as NodeJS.Signals | null);
  const state = { calls: 0, gone: false };
  const answer = (number: number): Promise<Reply | undefined> =>
    new Promise((resolve) => {
      if (state.gone) resolve(undefined);
      else waiting.set(number, resolve);
    });
  child.on('message', ({ number, reply }: { number: number; reply: Reply }) => {
    waiting.get(number)?.(reply);
    waiting.delete(number);
  });
  // A reply that was sent before the end may still be on its way; 'disconnect' comes after the last of them.
  child.on('disconnect', () => {
    state.gone = true;
    for (const resolve of waiting.values()) resolve(undefined);
    waiting.clear();
  });
  child.on('error', () => undefined);
  const send = (call: EngineCall): Promise<Reply | undefined> => {
    const reply = answer(call.number);
    if (child.connected) child.send(call, () => undefined);
    return reply;
  };
  return {
    ended,
    open: async (now) => (await send({ number: 0, method: '', envelope: { input: null }, now }))?.ok === true,
    call: (method, envelope, now, dieAt) => {
      state.calls += 1;
      return send({ number: state.calls, method, envelope, now, dieAt });
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
