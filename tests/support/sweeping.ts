import type { SweepEnd } from '../../electron/sync/sweep.ts';
import type { Comparison } from '../../shared/sync/contract.ts';
import { Crash } from './faulty-line.ts';
import type { SyncDesk } from './sync-desks.ts';
import { onServer, type SyncStory } from './sync-story.ts';

/** So much later that no pull asks for what was changed before. */
export const LATER_MS = 600_000;

/** Time goes by, the desk meets the server, and holds everything against it; a desk that dies in it answers 'crash'. */
export async function swept(story: SyncStory, desk: SyncDesk): Promise<SweepEnd | 'crash'> {
  await story.cycle(desk);
  story.office.clock.advance(LATER_MS);
  await story.cycle(desk);
  return sweeping(desk);
}

/** The same at once, in as many stretches as `mayGoOn` makes of it. */
export async function sweeping(desk: SyncDesk, mayGoOn?: () => boolean): Promise<SweepEnd | 'crash'> {
  try {
    return await desk.sync.sweep({ mayGoOn });
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
    desk.restart();
    return 'crash';
  }
}

/** How the desk says that its last comparison went. */
export async function comparisonOf({ practice }: SyncDesk): Promise<Comparison | null> {
  return (await practice.desk.ask('sync.state', {})).lastComparison;
}

/** What a comparison says that found nothing. */
export const NOTHING = { missed: 0, gone: 0, several: 0, hidden: 0 };

/** Whether a request is one of those that go through everything. */
export function isSearch(path: string): boolean {
  return path.includes('_elements');
}

/** Somebody at the EHR deletes the one resource that a record is. */
export async function deleted(story: SyncStory, type: string, recordId: string): Promise<void> {
  const [resource] = onServer(story, type, recordId);
  const { status } = await story.ehr('DELETE', `/${type}/${resource?.id}`);
  if (status >= 300) throw new Error(`the server did not delete it: ${status}`);
}
