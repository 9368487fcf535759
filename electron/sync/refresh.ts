import type { EngineCore } from '../engine/core.ts';
import { NotAuthorized } from './authorize.ts';
import { queueEverything } from './enqueue.ts';
import { probeOptions } from './meet-server.ts';
import { NoServer, probeServer, readStatement } from './probe.ts';
import { pullFromStart } from './set-aside-server.ts';
import type { KnownServer } from './sync-context.ts';
import { type Transport, TransportError } from './transport.ts';

const DAY_MS = 86_400_000;

/** When the server was tried last, and what it said of itself then. */
export interface LastTried {
  fingerprint: string;
  /** Epoch milliseconds; undefined where this program has not asked yet. */
  triedAt: number | undefined;
}

/**
 * Once after the start and then once a day, asks whether the server is still what it was; only where it says something else
 * of itself, it is tried again. What it takes now and did not before goes out.
 */
export function refreshing(
  core: EngineCore,
  transport: Transport,
  server: KnownServer,
  last: LastTried,
): (signal: AbortSignal) => Promise<void> {
  return async (signal) => {
    if (last.triedAt !== undefined && Math.abs(core.now() - last.triedAt) < DAY_MS) return;
    try {
      const statement = await readStatement(transport);
      if (statement.fingerprint !== last.fingerprint) {
        const { capabilities } = await probeServer(transport, statement, probeOptions(core));
        if (signal.aborted) return;
        const before = server.capabilities;
        last.fingerprint = statement.fingerprint;
        server.capabilities = capabilities;
        core.immediate(() => {
          server.learnt(capabilities);
          if (capabilities.searchesByTime && !before.searchesByTime) pullFromStart(core.db);
        });
        queueEverything(core, capabilities);
      }
      last.triedAt = core.now();
    } catch (error) {
      const isNotNow =
        error instanceof TransportError || error instanceof NoServer || error instanceof NotAuthorized;
      // It is asked again after the next cycle; until then it is what it was.
      if (!isNotNow) throw error;
    }
  };
}
