// A demo EHR in a process of its own, so that desk and server share no processor time. Started by `startEhr`.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createEhr } from '../../support/ehr/ehr.ts';
import { serve } from '../../support/ehr/serve.ts';

export interface EhrProcess {
  readonly address: string;
  /** Puts resources in without asking whether they are valid. */
  load(resources: readonly object[]): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a server that waits `latencyMs` before each answer. Two that are given the same writes in the same order give the same ids. */
export async function startEhr(latencyMs: number): Promise<EhrProcess> {
  const child: ChildProcess = fork(fileURLToPath(import.meta.url), ['serve', String(latencyMs)], {
    execArgv: [],
    serialization: 'advanced',
  });
  const [address] = (await once(child, 'message')) as [string];
  return {
    address,
    load: async (resources) => {
      child.send(resources);
      await once(child, 'message');
    },
    stop: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

if (process.argv[2] === 'serve') {
  const state = { count: 0 };
  const ehr = createEhr({
    newId: () => {
      state.count += 1;
      return `bench-${state.count}`;
    },
    rules: { maxCount: 1_000 },
  });
  const { base } = await serve(ehr, { latencyMs: Number(process.argv[3]) });
  process.on('message', (resources: object[]) => {
    void ehr.load(resources as never).then(() => process.send?.('loaded'));
  });
  process.send?.(base);
}
