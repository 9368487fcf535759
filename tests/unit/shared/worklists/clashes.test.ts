import { expect, it } from 'vitest';
import type { PatientId, ProviderId, VisitId } from '../../../../shared/kernel/ids.ts';
import { clashesOf, type Standing } from '../../../../shared/worklists/clashes.ts';

const HEAP = 3_000;

/** What an EHR can send that puts everybody without a time at midnight. */
const heap: readonly Standing[] = Array.from({ length: HEAP }, (_, number) => ({
  visitId: `v${String(number).padStart(5, '0')}` as VisitId,
  patientId: `p${number}` as PatientId,
  providerId: 'd1' as ProviderId,
  roomId: null,
  starts: 0,
  minutes: 20,
  bufferMinutes: 0,
  hasReason: false,
}));

it('a heap of visits at one moment is told with at most twenty for each of them, the same ones on every desk', () => {
  const clashes = clashesOf(heap, () => 0);
  const told = new Map<VisitId, number>();
  for (const { visitIds } of clashes) told.set(visitIds[1], (told.get(visitIds[1]) ?? 0) + 1);
  expect(told.size).toBe(HEAP - 1);
  expect(Math.max(...told.values())).toBe(20);
  expect(clashesOf(heap.toReversed(), () => 0)).toEqual(clashes);
});
