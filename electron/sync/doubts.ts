import { prepared } from '../engine/statements.ts';
import type { FrozenSend } from './frozen.ts';
import type { SyncContext } from './sync-context.ts';

/** A server that was asked to make something answers, or has given up, within this time (sync design 4.3 D). */
export const SERVER_GIVES_UP_MS = 60_000;

/**
 * A create that is not at work in this program, and of which nobody counted that it got no answer, was at work in one that
 * ended: it is as unknown as any other. Call before the first of a drain is sent.
 */
export function doubtCreates({ core, server }: SyncContext): void {
  if (server.capabilities.tier !== 'A')
    prepared(core.db, 'UPDATE sync_send SET attempts = 1 WHERE attempts = 0 AND server_id IS NULL').run();
}

/**
 * Whether something new that was looked for and not found may go out. A server that would make it a second time may
 * still be at work on the first: it is given the time to end, by its own clock, for ours may be set meanwhile.
 */
export function mayGoAgain({ core, server, state }: SyncContext, send: FrozenSend): boolean {
  if (server.capabilities.tier !== 'D' || send.attempts === 0) return true;
  const name = nameOf(send);
  const now = state.serverTime ?? core.now();
  const since = state.doubts.get(name);
  if (since === undefined) state.doubts.set(name, now);
  return since !== undefined && now - since >= SERVER_GIVES_UP_MS;
}

/** It goes out again, or is known to be there: a later doubt is another one. */
export function endDoubt({ state }: SyncContext, send: FrozenSend): void {
  state.doubts.delete(nameOf(send));
}

function nameOf({ resourceType, localId }: FrozenSend): string {
  return `${resourceType}/${localId}`;
}
