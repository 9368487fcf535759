import type { EngineCore } from '../engine/core.ts';
import { serverSetting } from './server-setting.ts';
import { OVER, type SweepEnd } from './sweep.ts';
import { isSweepDue, mayWait } from './sweep-due.ts';
import { lastComparison } from './sweep-log.ts';
import type { Sync } from './sync.ts';

/** Whoever touched nothing for so long, in milliseconds, is not at the desk. */
const QUIET_MS = 300_000;
/** So many requests between two cycles: what others change comes in meanwhile. */
const AT_ONCE = { quiet: 100, busy: 5 };

/** When everything is held against the server's: in the night, or when somebody asks for it. */
export interface Nightly {
  /** Call after each cycle that was whole; does a stretch of it where it is due, and answers how that ended. */
  afterCycle(signal: AbortSignal): Promise<SweepEnd | undefined>;
  /** It is done after the next cycles, whoever is at the desk, until it is over. */
  ask(): void;
}

/** Begins with nothing under way; what was broken off is due as it was. */
export function createNightly(core: EngineCore, sync: Sync): Nightly {
  const state = { isAsked: false };
  return {
    ask: () => {
      state.isAsked = true;
    },
    afterCycle: async (signal) => {
      const at = lastComparison(core.db)?.at ?? serverSetting(core.db)?.connectedAt ?? core.now();
      if (!state.isAsked && !isSweepDue(core.now(), core.zone, at)) return undefined;
      const isUrgent = state.isAsked || !mayWait(core.now(), at);
      if (!isUrgent && !isQuiet(core)) return undefined;
      const left = { count: AT_ONCE[state.isAsked || isQuiet(core) ? 'quiet' : 'busy'] };
      const end = await sync.sweep({
        signal,
        mayGoOn: () => {
          left.count -= 1;
          return left.count >= 0 && (isUrgent || isQuiet(core));
        },
      });
      if (OVER.has(end)) state.isAsked = false;
      return end;
    },
  };
}

function isQuiet({ signedIn, work, now }: EngineCore): boolean {
  return signedIn.size === 0 || work.lastAt === null || Math.abs(now() - work.lastAt) > QUIET_MS;
}
