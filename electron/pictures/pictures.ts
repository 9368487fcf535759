import type { Database } from 'better-sqlite3';
import { Refusal } from '../../shared/kernel/result.ts';
import { readRecord } from '../engine/unit-of-work.ts';
import { pictureRecord } from './records.ts';

/** Refuses a picture that is not in use or is of somebody else; null and undefined are no picture. */
export function refuseOtherPictures(
  db: Database,
  patientId: string,
  pictureIds: readonly (string | null | undefined)[],
): void {
  for (const pictureId of pictureIds) {
    if (pictureId === null || pictureId === undefined) continue;
    const row = readRecord(db, pictureRecord, pictureId);
    if (row?.patientId !== patientId || row.removedAt !== null)
      throw new Refusal('pictures/unknown', 'This picture is not in use any more.');
  }
}
