import { answerOf } from './answer.ts';
import { ask } from './ask.ts';
import { type Arriving, arrivingOf } from './receive.ts';
import type { SyncContext } from './sync-context.ts';
import type { FhirResponse } from './transport.ts';

/** How far a stretch may go. */
export interface Stretch {
  readonly signal?: AbortSignal | undefined;
  /** Asked before each request; false puts the rest off. */
  readonly mayGoOn?: (() => boolean) | undefined;
}

/** Why a stretch ends before its end: it goes on from there another time. */
export type Pause = 'paused' | 'offline' | 'unauthorized' | 'stopped';

/** The answer to a read, or why there is none. */
export async function askedFor(
  context: SyncContext,
  path: string,
  { signal, mayGoOn = () => true }: Stretch,
): Promise<FhirResponse | Pause> {
  if (!mayGoOn()) return 'paused';
  const response = await ask(context, path);
  if (signal?.aborted) return 'stopped';
  return response ?? 'offline';
}

/** What the server itself says of one resource; `unclear` where that is nothing to build on. */
export type Found =
  | { readonly kind: 'there'; readonly arriving: Arriving }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unclear' };

/** Asks for one resource by its id: a search may lag, the resource itself does not. */
export async function askedOne(
  context: SyncContext,
  type: string,
  id: string,
  stretch: Stretch,
): Promise<Found | Pause> {
  const response = await askedFor(context, `${type}/${id}`, stretch);
  if (typeof response === 'string') return response;
  const answer = answerOf(response);
  switch (answer.kind) {
    case 'done': {
      const arriving = answer.resource && arrivingOf(answer.resource);
      const isIt = arriving?.resourceType === type && arriving.serverId === id;
      return isIt ? { kind: 'there', arriving } : 'offline';
    }
    case 'gone':
      // A 404 of something on the way is none of the server's.
      return { kind: answer.isSaid || response.status === 410 ? 'gone' : 'unclear' };
    case 'unknown':
      return 'offline';
    case 'unauthorized':
      return answer.kind;
    default:
      return { kind: 'unclear' };
  }
}
