import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Failpoint } from '../../electron/engine/ports.ts';
import type { Reply } from '../../shared/api/reply.ts';
import type { EngineCall } from './engine-process.ts';

/** A desk in a process of its own, which can be killed at any moment. */
export interface EngineProcess {
  /** Resolves when somebody is signed in; false when the process died before. */
  readonly ready: Promise<boolean>;
  /** The reply, or undefined when the process died without giving one. */
  call(method: string, envelope: EngineCall['envelope'], now: number, dieAt?: Failpoint): Promise<Reply | undefined>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Resolves with the signal that ended the process. */
  readonly ended: Promise<NodeJS.Signals | null>;
}

/** Starts the engine on a store file. `now` is the desk's time at the start. */
export function startEngineProcess(file: string, now: number): EngineProcess {
  const child: ChildProcess = fork(fileURLToPath(new URL('./engine-process.ts', import.meta.url)), [file, String(now)], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const waiting = new Map<number, (reply: Reply | undefined) => void>();
  const ended = once(child, 'exit').then(([, signal]) => signal as NodeJS.Signals | null);
  const state = { calls: 0, gone: false };
  const answer = (number: number): Promise<Reply | undefined> => new Promise((resolve) => {
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
  return {
    ready: answer(0).then((reply) => reply !== undefined),
    ended,
    call: (method, envelope, time, dieAt) => {
      state.calls += 1;
      const reply = answer(state.calls);
      const call: EngineCall = { number: state.calls, method, envelope, now: time, dieAt };
      if (child.connected) child.send(call, () => undefined);
      return reply;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
