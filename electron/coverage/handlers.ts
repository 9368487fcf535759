import type { PatientId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { CommandHandlers, QueryHandlers, RoomHandlers } from '../engine/handler.ts';
import { patientRow } from '../patients/patients.ts';
import { visitRow } from '../visits/visit-row.ts';
import {
  addAuthorization,
  authorizationsOf,
  editAuthorization,
  removeAuthorization,
} from './authorizations.ts';
import {
  addCoverage,
  coveragesOf,
  editCoverage,
  endCoverage,
  markInError,
  reorderCoverages,
} from './coverage.ts';
import { eligibilityOf, recordEligibility } from './eligibility.ts';
import { undoCoverage } from './undo.ts';

export const coverageQueries: RoomHandlers<QueryHandlers, 'coverage.ofPatient'> = {
  'coverage.ofPatient': ({ db, concerns }, { patientId }) => {
    patientRow(db, patientId);
    concerns(patientId);
    return {
      coverages: coveragesOf(db, patientId),
      eligibility: eligibilityOf(db, patientId),
      authorizations: authorizationsOf(db, patientId),
    };
  },
};

export const coverageCommands: RoomHandlers<
  CommandHandlers,
  | 'coverage.add'
  | 'coverage.edit'
  | 'coverage.end'
  | 'coverage.reorder'
  | 'coverage.enteredInError'
  | 'coverage.undo'
  | 'coverage.recordEligibility'
  | 'coverage.addAuthorization'
  | 'coverage.editAuthorization'
  | 'coverage.removeAuthorization'
> = {
  'coverage.add': (unit, { patientId, fields }) => {
    patientRow(unit.db, patientId);
    unit.concerns(patientId);
    return { coverageId: addCoverage(unit, patientId, fields) };
  },
  'coverage.edit': (unit, { coverageId, version, changes }) => ({
    version: editCoverage(unit, coverageId, version, changes),
  }),
  'coverage.end': (unit, { coverageId, version, endsOn }) => ({
    version: endCoverage(unit, coverageId, version, endsOn),
  }),
  'coverage.reorder': (unit, { patientId, order }) => {
    patientRow(unit.db, patientId);
    unit.concerns(patientId);
    reorderCoverages(unit, patientId, order);
    return {};
  },
  'coverage.enteredInError': (unit, { coverageId, version }) => ({
    version: markInError(unit, coverageId, version),
  }),
  'coverage.undo': (unit, { operationId }) => {
    undoCoverage(unit, operationId);
    return {};
  },
  'coverage.recordEligibility': (unit, { visitId, coverageId, answer }) => {
    const patientId = visitRow(unit.db, visitId).patientId as PatientId;
    unit.concerns(patientId);
    if (coverageId !== null && !coveragesOf(unit.db, patientId).some(({ id }) => id === coverageId))
      throw new Refusal('coverage/unknown', 'This coverage is not here any more. Look at the list again.');
    return { eligibilityId: recordEligibility(unit, { patientId, visitId, coverageId }, answer) };
  },
  'coverage.addAuthorization': (unit, { patientId, fields }) => {
    patientRow(unit.db, patientId);
    unit.concerns(patientId);
    return { authorizationId: addAuthorization(unit, patientId, fields) };
  },
  'coverage.editAuthorization': (unit, { authorizationId, version, changes }) => ({
    version: editAuthorization(unit, authorizationId, version, changes),
  }),
  'coverage.removeAuthorization': (unit, { authorizationId, version }) => {
    removeAuthorization(unit, authorizationId, version);
    return {};
  },
};
