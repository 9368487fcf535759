import type { AppointmentTypeId, DeskId, ProviderId, RoomId } from '../../shared/kernel/ids.ts';
import type { QueryHandlers, RoomHandlers } from '../engine/handler.ts';
import { prepared } from '../engine/statements.ts';
import { deskRow, practiceSetting } from './practice-setting.ts';

export const practiceQueries: RoomHandlers<QueryHandlers, 'practice.frame' | 'practice.status'> = {
  'practice.frame': ({ db, day, deskId }) => {
    const setting = practiceSetting(db);
    const desk = deskRow(db, deskId);
    return {
      name: setting.name,
      phone: setting.phone,
      addressLines: [...setting.addressLines],
      zone: setting.zone,
      demo: setting.demo,
      paper: setting.paper,
      day,
      desk: { id: desk.id as DeskId, name: desk.name },
      providers: prepared(
        db,
        'SELECT id, display_name AS displayName, specialty FROM provider ORDER BY position',
      ).all() as { id: ProviderId; displayName: string; specialty: string }[],
      rooms: prepared(db, 'SELECT id, name FROM room ORDER BY position').all() as {
        id: RoomId;
        name: string;
      }[],
      appointmentTypes: prepared(
        db,
        'SELECT id, name, minutes FROM appointment_type ORDER BY position',
      ).all() as { id: AppointmentTypeId; name: string; minutes: number }[],
    };
  },
  'practice.status': ({ db }) => {
    const row = prepared(db, `SELECT count(*) AS waiting, min(queued_at) AS oldest FROM outbox`).get() as {
      waiting: number;
      oldest: number | null;
    };
    return { connection: 'not-connected', waiting: row.waiting, oldestWaitingAt: row.oldest };
  },
};
