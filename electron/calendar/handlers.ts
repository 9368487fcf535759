import type { calendarContract } from '../../shared/calendar/contract.ts';
import type { BlockId, ProviderId, RoomId, WorkWeekId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { CommandHandlers, QueryHandlers, RoomHandlers } from '../engine/handler.ts';
import type { RecordKind } from '../engine/records.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import { book, bookSeries, explainMove, keepBoth, late, move } from './booking.ts';
import { conflictsNow } from './conflicts.ts';
import { refuseUnknown } from './facts.ts';
import { visitHistory, visitsAsOf } from './past.ts';
import { rangeOf } from './range.ts';
import { blockRecord, workWeekRecord } from './records.ts';
import { openingsNow } from './search.ts';
import { cancelRest, checkSeries } from './series.ts';

type Calendar = keyof typeof calendarContract;

export const calendarQueries: RoomHandlers<QueryHandlers, Calendar> = {
  'calendar.range': rangeOf,
  'calendar.check': ({ db, zone, day }, asked) => ({
    conflicts: [...conflictsNow({ db, zone, today: day }, asked)],
  }),
  'calendar.history': ({ db, concerns }, { visitId }) => {
    const history = visitHistory(db, visitId);
    concerns(history.patientId);
    return history.told;
  },
  'calendar.asOf': visitsAsOf,
  'calendar.checkSeries': checkSeries,
  'calendar.openings': (context, asked) => ({ openings: openingsNow(context, asked) }),
};

export const calendarCommands: RoomHandlers<CommandHandlers, Calendar> = {
  'calendar.book': book,
  'calendar.move': move,
  'calendar.bookSeries': bookSeries,
  'calendar.cancelRest': cancelRest,
  'calendar.explainMove': explainMove,
  'calendar.late': late,
  'calendar.keepBoth': keepBoth,
  'calendar.saveWeek': (unit, { id, fields }) => ({
    id: keep<WorkWeekId>(unit, workWeekRecord as unknown as RecordKind, id, {
      ...fields,
      hours: JSON.stringify(fields.hours),
    }),
  }),
  'calendar.saveBlock': (unit, { id, fields }) => ({
    id: keep<BlockId>(unit, blockRecord as unknown as RecordKind, id, fields),
  }),
};

function keep<Id extends string>(
  unit: UnitOfWork,
  kind: RecordKind,
  id: Id | null,
  fields: Readonly<Record<string, unknown>> & {
    readonly providerId: ProviderId | null;
    readonly roomId: RoomId | null;
    readonly active: boolean;
  },
): Id {
  // What goes out of use may be of somebody who has left.
  refuseUnknown(unit.db, fields, !fields.active);
  if (id === null) {
    const made = unit.newId<Id>();
    unit.create(kind, { ...fields, id: made } as never);
    return made;
  }
  if (!readRecord(unit.db, kind, id))
    throw new Refusal('calendar/unknown-arrangement', 'This is not here any more. Look at the list again.');
  unit.change(kind, id, fields as never);
  return id;
}
