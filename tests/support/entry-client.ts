import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What a process at the door has told so far. */
export interface EntryProcess {
  readonly said: { readonly recoveryCode?: string; readonly state?: string };
  /** Resolves when it has opened the practice, or is gone. */
  readonly settled: Promise<void>;
  kill(): Promise<void>;
}

/** Starts a process that makes the practice (`make`), or opens it with the code given as its task. */
export function startEntryProcess(folder: string, task: string, dieAt = ''): EntryProcess {
  const child: ChildProcess = fork(
    fileURLToPath(new URL('./entry-process.ts', import.meta.url)),
    [folder, task, dieAt],
    { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  const said: { recoveryCode?: string; state?: string } = {};
  const ended = once(child, 'exit');
  const settled = new Promise<void>((resolve) => {
    child.on('message', (message: typeof said) => {
      Object.assign(said, message);
      if (said.state !== undefined) resolve();
    });
    // What was sent before the end may still be on its way; 'disconnect' comes after the last of it.
    child.on('disconnect', resolve);
  });
  return {
    said,
    settled,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
