import { expect, it } from 'vitest';
import { dayGroups } from '../../../../renderer/print/day-groups.ts';
import type { OutputOf } from '../../../../shared/api/index.ts';
import type { ProviderId, RoomId } from '../../../../shared/kernel/ids.ts';
import type { PlainDate } from '../../../../shared/kernel/time.ts';
import type { PaperVisit } from '../../../../shared/print/contract.ts';

const day = '2026-03-10' as PlainDate;
const provider = (name: string) => name as ProviderId;
const room = (name: string) => name as RoomId;
const frame = {
  providers: [
    { id: provider('ruiz'), displayName: 'Dr. Ruiz', specialty: '', active: true, overbook: 0 },
    { id: provider('left'), displayName: 'Dr. Left', specialty: '', active: false, overbook: 0 },
    { id: provider('gone'), displayName: 'Dr. Gone', specialty: '', active: false, overbook: 0 },
  ],
  rooms: [
    { id: room('one'), name: 'Room 1', active: true },
    { id: room('old'), name: 'Old room', active: false },
  ],
};
const visit = (providerId: string | null, roomId: string | null) =>
  ({ providerId, roomId }) as unknown as PaperVisit;
const span = { starts: 1, ends: 2 };
const told = {
  visits: [visit('ruiz', 'one'), visit('left', null), visit(null, 'one')],
  open: [
    { providerId: 'ruiz', roomId: null, spans: [span] },
    { providerId: null, roomId: 'one', spans: [] },
  ],
  blocks: [
    { ...span, providerId: 'ruiz', roomId: null, reason: 'Meeting' },
    { ...span, providerId: null, roomId: 'one', reason: 'Painting' },
    { ...span, providerId: null, roomId: null, reason: 'christmas' },
  ],
} as unknown as OutputOf<'print.day'>;
const groups = (paper: Parameters<typeof dayGroups>[0]) =>
  dayGroups(paper, told, frame, 'Any provider').map(({ title, visits, open, blocks }) => [
    title,
    visits.length,
    open === null ? null : open.length,
    blocks.map(({ reason }) => reason),
  ]);

it('the day sheet has everybody in use, whoever is not but has visits, and last whom nobody in particular sees', () => {
  expect(groups({ kind: 'day-sheet', day })).toEqual([
    ['Dr. Ruiz', 1, 1, ['Meeting', 'christmas']],
    ['Dr. Left', 1, null, ['christmas']],
    ['Any provider', 1, null, ['christmas']],
  ]);
});

it('a provider’s day is theirs alone, also of somebody who has left, or of nobody in particular', () => {
  expect(groups({ kind: 'provider-day', day, providerId: provider('gone') })).toEqual([
    ['Dr. Gone', 0, null, ['christmas']],
  ]);
  expect(groups({ kind: 'provider-day', day, providerId: null })).toEqual([
    ['Any provider', 1, null, ['christmas']],
  ]);
});

it('a room sheet has the rooms in use with all that is in them, or the one that is asked for', () => {
  expect(groups({ kind: 'room-sheet', day, roomId: null })).toEqual([
    ['Room 1', 2, 0, ['Painting', 'christmas']],
  ]);
  expect(groups({ kind: 'room-sheet', day, roomId: room('old') })).toEqual([
    ['Old room', 0, null, ['christmas']],
  ]);
});
