import { setTimeout } from 'node:timers/promises';
import type { Chance } from '../../electron/demo/chance.ts';
import { keyCheck } from '../../electron/security/key-envelope.ts';
import { openStore } from '../../electron/store/open.ts';
import type { Reply } from '../../shared/api/reply.ts';
import { type EngineProcess, startEngineProcess } from './engine-client.ts';
import { operationId, TEST_KEY } from './practice.ts';
import type { Worker } from './random-work.ts';

/** Somebody at a desk whose process is killed now and then; whoever is not answered begins it again and repeats the same. */
export interface MortalDesk extends Worker {
  readonly kills: () => number;
  /** Kills it for good. */
  end(): Promise<void>;
}

export interface MortalDeskOptions {
  readonly number: number;
  readonly file: string;
  /** Of the server that it syncs with, without end. */
  readonly address: string;
  readonly now: () => number;
  readonly chance: Chance;
  /** Of a hundred calls, so many are its last. */
  readonly deathPercent: number;
}

/** So long after a call, at most, in milliseconds: before it is done, or while the server is told. */
const LATEST_DEATH_MS = 60;
const BETWEEN_CYCLES_MS = 40;

/** Starts the process on a store that is there, and signs somebody in. */
export async function startMortalDesk(options: MortalDeskOptions): Promise<MortalDesk> {
  const { number, file, address, now, chance, deathPercent } = options;
  const state: { kills: number; process: EngineProcess | undefined } = { kills: 0, process: undefined };
  const living = async (): Promise<EngineProcess> => {
    for (;;) {
      if (state.process !== undefined) return state.process;
      const started = startEngineProcess(file, address, BETWEEN_CYCLES_MS);
      if (await started.open(now())) state.process = started;
    }
  };
  const call = async (
    method: string,
    envelope: { operationId?: string; input: unknown },
  ): Promise<unknown> => {
    for (;;) {
      const desk = await living();
      const isLast = chance.happens(deathPercent);
      const wait = chance.between(0, LATEST_DEATH_MS);
      const replying = desk.call(method, envelope, now());
      if (isLast) {
        await setTimeout(wait);
        await desk.kill();
        state.kills += 1;
        state.process = undefined;
      }
      const reply = await replying;
      if (reply !== undefined) return answered(method, reply);
      if (!isLast) throw new Error(`desk ${number} died by itself in ${method}`);
    }
  };
  const db = openStore({ file, key: TEST_KEY, keyCheck: keyCheck(TEST_KEY) });
  await living();
  return {
    number,
    db,
    desk: {
      ask: (name, input) => call(name, { input }) as never,
      tell: (name, input, id = operationId()) => call(name, { operationId: id, input }) as never,
    },
    kills: () => state.kills,
    end: async () => {
      await state.process?.kill();
      db.close();
    },
  };
}

function answered(method: string, reply: Reply): unknown {
  if (reply.ok) return reply.value;
  throw Object.assign(new Error(`${method} refused: ${reply.error.code}`), { failure: reply.error });
}
