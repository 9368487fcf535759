import type { Database } from 'better-sqlite3';
import type { PatientId, PictureId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { Picture } from '../../shared/pictures/contract.ts';
import type { CommandHandlers, QueryHandlers, RoomHandlers } from '../engine/handler.ts';
import type { RecordKind } from '../engine/records.ts';
import { takeBack } from '../engine/reverse.ts';
import { prepared } from '../engine/statements.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import { patientRow } from '../patients/patients.ts';
import { patientRecord } from '../patients/records.ts';
import { keepPicture, readContent } from './content.ts';
import { pictureRecord } from './records.ts';
import type { picture } from './tables.ts';

type PictureRow = typeof picture.$inferSelect;

export const pictureQueries: RoomHandlers<QueryHandlers, 'pictures.read' | 'pictures.ofPatient'> = {
  'pictures.read': ({ db, concerns }, { pictureId }) => {
    const row = pictureRow(db, pictureId);
    concerns(row.patientId);
    return { ...pictureOf(row), data: readContent(db, row.contentHash) };
  },

  'pictures.ofPatient': ({ db, concerns }, { patientId }) => {
    patientRow(db, patientId);
    concerns(patientId);
    return { pictures: picturesOf(db, patientId) };
  },
};

export const pictureCommands: RoomHandlers<
  CommandHandlers,
  'pictures.add' | 'pictures.remove' | 'pictures.undo'
> = {
  'pictures.add': (unit, { patientId, kind, data }) => {
    patientRow(unit.db, patientId);
    unit.concerns(patientId);
    const { hash, mime, width, height } = keepPicture(unit, data);
    const id = unit.newId<PictureId>();
    unit.create(pictureRecord, {
      id,
      patientId,
      kind,
      contentHash: hash,
      mime,
      width,
      height,
      takenAt: unit.now,
      takenBy: unit.actor.displayName,
      removedAt: null,
    });
    if (kind === 'photo') unit.change(patientRecord, patientId, { photoId: id });
    return { pictureId: id };
  },

  'pictures.remove': (unit, { pictureId }) => {
    const row = pictureRow(unit.db, pictureId);
    unit.concerns(row.patientId);
    unit.change(pictureRecord, pictureId, { removedAt: unit.now });
    if (row.kind === 'photo') showNewestPhoto(unit, row.patientId as PatientId);
    return {};
  },

  'pictures.undo': (unit, { operationId }) => {
    const methods = ['pictures.add', 'pictures.remove'];
    const ids = takeBack(unit, operationId, methods, [
      pictureRecord,
      patientRecord,
    ] as unknown as RecordKind[]);
    for (const id of ids) {
      const row = readRecord(unit.db, pictureRecord, id);
      if (row === undefined) continue;
      unit.concerns(row.patientId);
      if (row.kind === 'photo') showNewestPhoto(unit, row.patientId as PatientId);
    }
    return {};
  },
};

/** Pictures in use, newest first. */
export function picturesOf(db: Database, patientId: PatientId): Picture[] {
  const rows = prepared(
    db,
    `SELECT id, kind, mime, width, height, taken_at AS takenAt, taken_by AS takenBy FROM picture
     WHERE patient_id = ? AND removed_at IS NULL ORDER BY taken_at DESC, id DESC LIMIT 100`,
  ).all(patientId);
  return rows as Picture[];
}

function showNewestPhoto(unit: UnitOfWork, patientId: PatientId): void {
  const photo = picturesOf(unit.db, patientId).find(({ kind }) => kind === 'photo');
  unit.change(patientRecord, patientId, { photoId: photo?.id ?? null });
}

function pictureRow(db: Database, pictureId: PictureId): PictureRow {
  const row = readRecord(db, pictureRecord, pictureId);
  if (row === undefined || row.removedAt !== null)
    throw new Refusal('pictures/unknown', 'This picture is not in use any more.');
  patientRow(db, row.patientId as PatientId);
  return row;
}

function pictureOf(row: PictureRow): Picture {
  return {
    id: row.id as PictureId,
    kind: row.kind,
    mime: row.mime,
    width: row.width,
    height: row.height,
    takenAt: row.takenAt as Instant,
    takenBy: row.takenBy,
  };
}
