import type { OutputOf } from '../../shared/api/index.ts';
import type { ConflictLine, QueuedLine } from '../../shared/sync/desk-contract.ts';

/** A line of the room: one refused record, one question, or what waits of one patient. */
export type SyncLine =
  | { readonly kind: 'refused'; readonly key: string; readonly queued: QueuedLine }
  | { readonly kind: 'conflict'; readonly key: string; readonly conflict: ConflictLine }
  | { readonly kind: 'waiting'; readonly key: string; readonly queued: readonly QueuedLine[] };

/** Everything in the order in which somebody works through it: what needs a person first. */
export function syncLines(
  queue: OutputOf<'sync.queue'> | undefined,
  conflicts: OutputOf<'sync.conflicts'> | undefined,
): readonly SyncLine[] {
  const waiting = Map.groupBy(queue?.waiting ?? [], ({ patient }) => patient?.id ?? '');
  return [
    ...(queue?.refused ?? []).map((queued) => ({
      kind: 'refused' as const,
      key: `refused ${queued.recordType} ${queued.localId}`,
      queued,
    })),
    ...(conflicts?.open ?? []).map((conflict) => ({
      kind: 'conflict' as const,
      key: `conflict ${conflict.id}`,
      conflict,
    })),
    ...[...waiting].map(([owner, queued]) => ({ kind: 'waiting' as const, key: `waiting ${owner}`, queued })),
  ];
}
