import type { PatientId, StaffId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { QueryHandlers, RoomHandlers } from '../engine/handler.ts';
import { prepared } from '../engine/statements.ts';
import { searchPatients } from '../patients/search.ts';
import { practiceSetting } from '../practice/practice-setting.ts';
import { auditRow, changesOfOperation, listAudit, patientName, patientsOf } from './audit-rows.ts';
import { journalHead, lastCheckpoint } from './checkpoints.ts';

export const auditQueries: RoomHandlers<
  QueryHandlers,
  'audit.list' | 'audit.entry' | 'audit.findPatients' | 'audit.people' | 'audit.heads'
> = {
  'audit.list': ({ db, zone }, input) => listAudit(db, zone, input),

  'audit.entry': ({ db }, { sequence }) => {
    const found = auditRow(db, sequence);
    if (found === undefined)
      throw new Refusal('audit/not-found', 'There is no such row in the audit. Open the list again.');
    return {
      row: found.row,
      patients: patientsOf(db, found.subjects),
      changes: changesOfOperation(db, found.operationId),
      hash: found.hash.toString('hex'),
    };
  },

  'audit.findPatients': ({ db, day }, { text, limit }) => ({
    matches: searchPatients(db, { text, limit, today: day }).map((match) => ({
      patientId: match.id as PatientId,
      name: patientName(match),
      mrn: match.mrn,
      birthDate: match.birthDate as PlainDate,
    })),
  }),

  'audit.people': ({ db }) => ({
    staff: prepared(
      db,
      'SELECT id AS staffId, display_name AS displayName FROM staff_member ORDER BY display_name',
    ).all() as { staffId: StaffId; displayName: string }[],
  }),

  'audit.heads': ({ db, now, zone }) => {
    const head = (log: 'audit' | 'change_log') => {
      const { sequence, hash } = journalHead(db, log);
      return { sequence, hash: sequence === 0 ? '' : hash.toString('hex') };
    };
    const checkpoint = lastCheckpoint(db);
    const count = (table: string) => prepared(db, `SELECT count(*) FROM ${table}`).pluck().get() as number;
    return {
      audit: head('audit'),
      changes: head('change_log'),
      checkpoint:
        checkpoint === undefined ? null : { number: checkpoint.number, day: checkpoint.day as PlainDate },
      waiting: count('outbox'),
      migrations: count('migration'),
      now,
      zone,
      demo: practiceSetting(db).demo,
    };
  },
};
