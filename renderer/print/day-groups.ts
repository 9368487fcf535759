import type { OutputOf } from '../../shared/api/index.ts';
import { blocksOf } from '../../shared/calendar/rules.ts';
import type { Span } from '../../shared/calendar/spans.ts';
import type { ProviderId, RoomId } from '../../shared/kernel/ids.ts';
import type { DayPaper, PaperVisit } from '../../shared/print/contract.ts';

/** Whose day it is, and what is in it. */
export interface PaperGroup {
  readonly key: string;
  readonly title: string;
  readonly providerId: ProviderId | null;
  readonly roomId: RoomId | null;
  readonly visits: readonly PaperVisit[];
  /** Null where nobody has said. */
  readonly open: readonly Span[] | null;
  readonly blocks: readonly (Span & { readonly reason: string })[];
}

type Frame = Pick<OutputOf<'practice.frame'>, 'providers' | 'rooms'>;

/**
 * The groups of a paper in the practice's order: everybody or every room in use, and whoever is not but has visits that day.
 * Visits with nobody in particular come last; `nobody` is what they stand under.
 */
export function dayGroups(
  paper: DayPaper,
  told: OutputOf<'print.day'>,
  { providers, rooms }: Frame,
  nobody: string,
): readonly PaperGroup[] {
  const groupOf = (providerId: ProviderId | null, roomId: RoomId | null, title: string): PaperGroup => ({
    key: providerId ?? roomId ?? 'nobody',
    title,
    providerId,
    roomId,
    visits: told.visits.filter((visit) =>
      roomId === null ? visit.providerId === providerId : visit.roomId === roomId,
    ),
    open: told.open.find((each) => each.providerId === providerId && each.roomId === roomId)?.spans ?? null,
    blocks: blocksOf(told.blocks, providerId, roomId),
  });
  if (paper.kind === 'room-sheet')
    return rooms
      .filter(({ id, active }) =>
        paper.roomId === null
          ? active || told.visits.some(({ roomId }) => roomId === id)
          : id === paper.roomId,
      )
      .map(({ id, name }) => groupOf(null, id, name));
  if (paper.kind === 'provider-day') {
    const title = providers.find(({ id }) => id === paper.providerId)?.displayName ?? nobody;
    return [groupOf(paper.providerId, null, title)];
  }
  const shown = providers.filter(
    ({ id, active }) => active || told.visits.some(({ providerId }) => providerId === id),
  );
  return [
    ...shown.map(({ id, displayName }) => groupOf(id, null, displayName)),
    ...(told.visits.some(({ providerId }) => providerId === null) ? [groupOf(null, null, nobody)] : []),
  ];
}
