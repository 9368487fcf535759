import type { VisitId } from '../../shared/kernel/ids.ts';
import { queryClient } from './queries.ts';

/** Waits until the panel of a visit and the board beside it show what a command has just done: only then its keys act. */
export async function untilShown(visitId: VisitId): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['visits.panel', { visitId }] }),
    queryClient.invalidateQueries({ queryKey: ['visits.board'] }),
  ]);
}
