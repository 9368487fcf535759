import type { AppointmentTypeId, PatientId, VisitId } from '../../shared/kernel/ids.ts';
import { invariant, Refusal } from '../../shared/kernel/result.ts';
import { ROLE_PERMISSIONS } from '../../shared/staff/permissions.ts';
import { isStanding, mayMove, type VisitStatus } from '../../shared/visits/state-machine.ts';
import { postTender } from '../cash/tenders.ts';
import type { CommandHandlers, QueryHandlers, RoomHandlers } from '../engine/handler.ts';
import { prepared } from '../engine/statements.ts';
import type { UnitOfWork } from '../engine/unit-of-work.ts';
import { patientRow, registerByName, retireProvisional } from '../patients/patients.ts';
import { boardRows } from './board-view.ts';
import { checkIn } from './check-in.ts';
import { panelOf } from './panel-view.ts';
import { copayOf, giveBackAll, refuseWhilePaid, visitForPayment } from './payments.ts';
import { visitRecord } from './records.ts';
import { undoOperation } from './undo.ts';
import { visitRow, visitToMove } from './visit-row.ts';

export const visitQueries: RoomHandlers<QueryHandlers, 'visits.board' | 'visits.panel'> = {
  'visits.board': ({ db, day, zone }) => ({ day, rows: boardRows(db, day, zone) }),

  'visits.panel': (context, { visitId }) => panelOf(context, visitId),
};

export const visitCommands: RoomHandlers<
  CommandHandlers,
  | 'visits.move'
  | 'visits.walkIn'
  | 'visits.checkIn'
  | 'visits.checkOut'
  | 'visits.assignPatient'
  | 'visits.undo'
> = {
  'visits.move': (unit, input) => {
    if (!mayMove(ROLE_PERMISSIONS[unit.actor.role], input.move))
      throw new Refusal('staff/not-allowed', 'Your role may not do this. Ask the front desk.');
    const { row, status } = visitToMove(unit, input.visitId, input.move);
    if (input.move === 'room' && !prepared(unit.db, 'SELECT 1 FROM room WHERE id = ?').get(input.roomId)) {
      throw new Refusal('practice/unknown-room', 'There is no such room. Choose one of the list.');
    }
    if (input.move === 'cancel' && input.giveBack === true) giveBackAll(unit, input.visitId, input.reason);
    if (input.move === 'cancel' || input.move === 'no-show') refuseWhilePaid(unit, input.visitId);
    if (input.move === 'room' && row.status === status && row.roomId === input.roomId) {
      throw new Refusal('visits/already-in-room', 'The patient is already in this room. Choose another one.');
    }
    unit.change(visitRecord, input.visitId, {
      status,
      // Changing rooms does not start the wait anew.
      statusSince: row.status === status ? row.statusSince : unit.now,
      ...(input.move === 'arrive' ? { arrivedAt: unit.now } : {}),
      ...(input.move === 'room' ? { roomId: input.roomId } : {}),
      ...(input.move === 'cancel' ? { cancelReason: input.reason } : {}),
    });
    return { status };
  },

  'visits.walkIn': (unit, { who, reason, providerId, again }) => {
    if (
      providerId !== null &&
      !prepared(unit.db, 'SELECT 1 FROM provider WHERE id = ? AND active = 1').get(providerId)
    ) {
      throw new Refusal('practice/unknown-provider', 'There is no such provider. Choose one of the list.');
    }
    // The row's id, not the one asked by: the old id of a merged record leads to the one that stays.
    const patientId = who.known
      ? (patientRow(unit.db, who.patientId).id as PatientId)
      : registerByName(unit, who);
    if (who.known && again !== true) refuseSecondVisit(unit, patientId);
    const visitId = unit.newId<VisitId>();
    // The type that the practice keeps for people without an appointment; where it has none, the shortest.
    const type = invariant(
      prepared(
        unit.db,
        `SELECT id, minutes FROM appointment_type WHERE active = 1 ORDER BY walk_in DESC, minutes, position LIMIT 1`,
      ).get() as { id: AppointmentTypeId; minutes: number } | undefined,
      'the practice has a visit type',
    );
    unit.concerns(patientId);
    unit.create(visitRecord, {
      id: visitId,
      patientId,
      providerId,
      typeId: type.id,
      day: unit.day,
      scheduledAt: null,
      minutes: type.minutes,
      reason,
      status: 'arrived',
      statusSince: unit.now,
      arrivedAt: unit.now,
      walkIn: true,
    });
    return { visitId, patientId };
  },

  'visits.checkIn': checkIn,

  'visits.checkOut': (unit, { visitId, payment }) => {
    const { row, status } = visitToMove(unit, visitId, 'check-out');
    const receipt =
      payment === null ? null : postTender(unit, visitId, visitForPayment(unit, visitId, payment), payment);
    unit.change(visitRecord, visitId, {
      status,
      statusSince: unit.now,
      // Written down with the visit: what stays open is owed as of today, whatever the card says later.
      copayCents: copayOf(unit, row),
      ...(payment?.purpose === 'copay' ? { copayOutcome: 'taken', noCopayReason: null } : {}),
    });
    return { receipt };
  },

  'visits.assignPatient': (unit, { visitId, patientId, again }) => {
    const visit = visitRow(unit.db, visitId);
    const provisional = patientRow(unit.db, visit.patientId as PatientId);
    const known = patientRow(unit.db, patientId);
    unit.concerns(patientId);
    if (!provisional.provisional || visit.checkedInAt !== null) {
      throw new Refusal(
        'visits/already-registered',
        'This visit already belongs to a registered patient. Undo or cancel it instead.',
      );
    }
    if (known.provisional) throw new Refusal('patients/provisional', 'Choose a registered patient.');
    if (again !== true) refuseSecondVisit(unit, known.id as PatientId);
    unit.change(visitRecord, visitId, { patientId: known.id });
    retireProvisional(unit, provisional.id as PatientId);
    return {};
  },

  'visits.undo': (unit, { visitId, operationId }) => undoOperation(unit, visitId, operationId),
};

/** Two visits on one day happen, but only on purpose: most often somebody booked is taken down as a walk-in. */
function refuseSecondVisit(unit: UnitOfWork, patientId: PatientId): void {
  const statuses = prepared(unit.db, 'SELECT status FROM visit WHERE day = ? AND patient_id = ?')
    .pluck()
    .all(unit.day, patientId) as VisitStatus[];
  if (!statuses.some(isStanding)) return;
  throw new Refusal(
    'visits/already-here',
    'This patient is already on today’s board. Open that visit, or add another one on purpose.',
  );
}
