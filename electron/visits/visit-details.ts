import type { ParsedInputOf } from '../../shared/api/index.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { isUsState } from '../../shared/patients/us-states.ts';
import { prepared } from '../engine/statements.ts';
import type { UnitOfWork } from '../engine/unit-of-work.ts';
import type { VisitTableRow } from './visit-row.ts';

type Details = ParsedInputOf<'visits.checkIn'>['visit'];

/** What the desk corrected about a visit, as fields of its row; refuses who and what is not there. */
export function settleDetails(
  unit: UnitOfWork,
  visit: VisitTableRow,
  details: Details,
): Partial<VisitTableRow> {
  if (details === undefined) return {};
  const { providerId, supervisingProviderId, roomId, reason, accident, accidentDate, accidentState } =
    details;
  // Whom a visit has already it keeps, though the practice has let them go meanwhile.
  for (const id of [providerId, supervisingProviderId])
    if (id && id !== visit.providerId && id !== visit.supervisingProviderId && !isInUse(unit, 'provider', id))
      throw new Refusal('practice/unknown-provider', 'There is no such provider. Choose one of the list.');
  if (roomId && roomId !== visit.roomId && !isInUse(unit, 'room', roomId))
    throw new Refusal('practice/unknown-room', 'There is no such room. Choose one of the list.');
  if (accidentDate && accidentDate > unit.day)
    throw new Refusal('input/invalid', 'The accident is in the future. Correct its date.', {
      fields: { accidentDate: 'This day has not come yet.' },
    });
  const state = accidentState?.toUpperCase();
  if (state && !isUsState(state))
    throw new Refusal('input/invalid', 'Write the state of the accident as two letters, like CO.', {
      fields: { accidentState: 'Two letters, like CO.' },
    });
  const isAccident = accident !== undefined && accident !== 'none';
  return {
    ...(providerId === undefined ? {} : { providerId }),
    ...(supervisingProviderId === undefined ? {} : { supervisingProviderId }),
    ...(roomId === undefined ? {} : { roomId }),
    ...(reason === undefined ? {} : { reason }),
    ...(accident === undefined
      ? {}
      : {
          accident: isAccident ? accident : null,
          // Where and when belong to an accident; without one they say nothing.
          accidentDate: isAccident ? (accidentDate ?? null) : null,
          accidentState: isAccident && state ? state : null,
        }),
  };
}

function isInUse(unit: UnitOfWork, table: 'provider' | 'room', id: string): boolean {
  return prepared(unit.db, `SELECT 1 FROM ${table} WHERE id = ? AND active = 1`).get(id) !== undefined;
}
