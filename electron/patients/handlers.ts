import type { OperationId, PatientId } from '../../shared/kernel/ids.ts';
import type { Cents } from '../../shared/kernel/money.ts';
import { guarantorOf } from '../../shared/patients/relations.ts';
import { coveragesOf } from '../coverage/coverage.ts';
import type { CommandHandlers, QueryHandlers, RoomHandlers } from '../engine/handler.ts';
import { openBalance, prepaidOf, recentVisits } from '../visits/read-views.ts';
import {
  alertsOf,
  end,
  householdOf,
  mergedInto,
  notesOf,
  relatedOf,
  saveAlert,
  saveNote,
  saveRelated,
  undoChange,
} from './belongings.ts';
import { likelyDuplicates } from './duplicates.ts';
import { historyOf } from './history.ts';
import { merge, mergePreview, unmerge } from './merge.ts';
import { editPatient, patientOf, patientRow, registerPatient } from './patients.ts';
import { alertRecord, noteRecord, patientRecord, relatedRecord } from './records.ts';
import { openRestricted } from './restricted.ts';
import { searchPatients } from './search.ts';

export const patientQueries: RoomHandlers<
  QueryHandlers,
  | 'patients.search'
  | 'patients.chart'
  | 'patients.history'
  | 'patients.likelyDuplicates'
  | 'patients.mergePreview'
> = {
  'patients.search': ({ db, day }, { text, limit }) => {
    const matches = searchPatients(db, { text, limit, today: day });
    // Cards print member IDs in groups; typed as printed they look like a name and numbers that nobody has.
    const isGroupedCode = matches.length === 0 && /\d/.test(text) && /\S\s+\S/.test(text);
    return {
      matches: isGroupedCode
        ? searchPatients(db, { text: text.replaceAll(/\s+/g, ''), limit, today: day })
        : matches,
    };
  },

  'patients.chart': ({ db, day, concerns }, { patientId }) => {
    const row = patientRow(db, patientId);
    concerns(row.id);
    const patient = patientOf(row);
    const related = relatedOf(db, row.id);
    return {
      patient,
      alerts: alertsOf(db, row.id),
      notes: notesOf(db, row.id),
      related,
      guarantor: guarantorOf(patient.birthDate, day, related) ?? null,
      coverages: coveragesOf(db, row.id),
      household: householdOf(db, patient),
      merged: mergedInto(db, row.id),
      balanceCents: openBalance(db, row.id) as Cents,
      prepaidCents: Math.max(0, prepaidOf(db, row.id)) as Cents,
      visits: recentVisits(db, row.id),
    };
  },

  'patients.history': ({ db, concerns }, { patientId }) => {
    const row = patientRow(db, patientId);
    concerns(row.id);
    return { changes: historyOf(db, row.id) };
  },

  'patients.likelyDuplicates': ({ db }, input) => ({ duplicates: likelyDuplicates(db, input) }),

  'patients.mergePreview': ({ db, day, concerns, records }, input) => {
    const { id: duplicateId } = patientRow(db, input.duplicateId);
    concerns(duplicateId);
    records(JSON.stringify({ duplicate: `Patient/${duplicateId}` }));
    concerns(patientRow(db, input.survivorId).id);
    return mergePreview(db, input, day);
  },
};

export const patientCommands: RoomHandlers<
  CommandHandlers,
  | 'patients.register'
  | 'patients.edit'
  | 'patients.saveRelated'
  | 'patients.endRelated'
  | 'patients.saveAlert'
  | 'patients.endAlert'
  | 'patients.saveNote'
  | 'patients.endNote'
  | 'patients.undo'
  | 'patients.restrict'
  | 'patients.openRestricted'
  | 'patients.merge'
  | 'patients.unmerge'
> = {
  'patients.register': (unit, { fields }) => registerPatient(unit, fields, false),
  'patients.edit': (unit, { patientId, version, changes }) => ({
    version: editPatient(unit, patientId, version, changes),
    operationId: unit.operationId as OperationId,
  }),
  'patients.saveRelated': saveRelated,
  'patients.endRelated': (unit, { relatedId }) => end(unit, relatedRecord, relatedId),
  'patients.saveAlert': saveAlert,
  'patients.endAlert': (unit, { alertId }) => end(unit, alertRecord, alertId),
  'patients.saveNote': saveNote,
  'patients.endNote': (unit, { noteId }) => end(unit, noteRecord, noteId),
  'patients.undo': (unit, { patientId, operationId }) => undoChange(unit, patientId, operationId),
  'patients.restrict': (unit, { patientId, restricted }) => {
    const row = patientRow(unit.db, patientId);
    unit.concerns(row.id);
    unit.change(patientRecord, row.id, { restricted });
    return { operationId: unit.operationId as OperationId };
  },
  'patients.openRestricted': (unit, { patientId, reason }) => ({
    until: openRestricted(unit, patientRow(unit.db, patientId).id, reason),
  }),
  'patients.merge': merge,
  'patients.unmerge': (unit, { duplicateId }) => unmerge(unit, duplicateId satisfies PatientId),
};
