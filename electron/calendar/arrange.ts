import type { OutputOf } from '../../shared/api/index.ts';
import type { arrangeContract } from '../../shared/calendar/arrange-contract.ts';
import { FEDERAL_HOLIDAYS } from '../../shared/calendar/holidays.ts';
import type { BlockId, ProviderId, RoomId, WorkWeekId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { CommandHandlers, QueryContext, QueryHandlers, RoomHandlers } from '../engine/handler.ts';
import type { RecordKind } from '../engine/records.ts';
import { takeBack } from '../engine/reverse.ts';
import { prepared } from '../engine/statements.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import { practiceId } from '../practice/practice-setting.ts';
import { practiceRecord } from '../practice/records.ts';
import { practiceDays, refuseUnknown } from './facts.ts';
import { blockRecord, CALENDAR_KINDS, workWeekRecord } from './records.ts';
import { strandedNow } from './stranded.ts';

type Arrange = keyof typeof arrangeContract;

/** The methods whose change can be taken back. */
const UNDOABLE = ['calendar.saveWeek', 'calendar.saveBlock', 'calendar.saveHolidays'];
const UNDOABLE_KINDS = [...CALENDAR_KINDS, practiceRecord] as readonly RecordKind[];

export const arrangeQueries: RoomHandlers<QueryHandlers, Arrange> = {
  'calendar.arrangements': arrangements,
  'calendar.stranded': strandedNow,
};

export const arrangeCommands: RoomHandlers<CommandHandlers, Arrange> = {
  'calendar.saveWeek': (unit, { id, fields }) => {
    const kept = keep<WorkWeekId>(unit, workWeekRecord as unknown as RecordKind, id, {
      ...fields,
      hours: JSON.stringify(fields.hours),
    });
    refuseTwoWeeks(unit);
    return { id: kept };
  },
  'calendar.saveBlock': (unit, { id, fields }) => ({
    id: keep<BlockId>(unit, blockRecord as unknown as RecordKind, id, fields),
  }),
  'calendar.saveHolidays': (unit, { holidays }) => {
    const id = practiceId(unit.db);
    const kept = FEDERAL_HOLIDAYS.filter((holiday) => holidays.includes(holiday));
    unit.change(practiceRecord, id, { holidays: JSON.stringify(kept) });
    return {};
  },
  'calendar.undoArrangement': (unit, { operationId }) => {
    takeBack(unit, operationId, UNDOABLE, UNDOABLE_KINDS);
    refuseTwoWeeks(unit);
    return {};
  },
};

type WeekRow = Omit<OutputOf<'calendar.arrangements'>['weeks'][number], 'hours' | 'active'> & {
  readonly hours: string;
  readonly active: number;
};
type BlockRow = Omit<OutputOf<'calendar.arrangements'>['blocks'][number], 'active'> & {
  readonly active: number;
};

/** Weeks and blocks, the next first; what is over or out of use only where it is asked for. */
function arrangements(
  { db, day }: QueryContext,
  { withPast }: { readonly withPast: boolean },
): OutputOf<'calendar.arrangements'> {
  const past = withPast ? 1 : 0;
  const weeks = prepared(
    db,
    `SELECT w.id, w.provider_id AS providerId, w.room_id AS roomId, w.from_day AS fromDay, w.until_day AS untilDay, w.hours, w.active
     FROM work_week w LEFT JOIN provider d ON d.id = w.provider_id LEFT JOIN room r ON r.id = w.room_id
     WHERE ? OR (w.active = 1 AND (w.until_day IS NULL OR w.until_day >= ?))
     ORDER BY w.provider_id IS NULL, coalesce(d.position, r.position), w.from_day`,
  ).all(past, day) as WeekRow[];
  const blocks = prepared(
    db,
    `SELECT id, provider_id AS providerId, room_id AS roomId, from_day AS fromDay, until_day AS untilDay, opens, closes, reason, active
     FROM calendar_block WHERE ? OR (active = 1 AND until_day >= ?) ORDER BY from_day, opens, id`,
  ).all(past, day) as BlockRow[];
  const { hours, holidays } = practiceDays(db);
  return {
    weeks: weeks.map((row) => ({ ...row, hours: JSON.parse(row.hours), active: row.active === 1 })),
    blocks: blocks.map((row) => ({ ...row, active: row.active === 1 })),
    hours: [...hours],
    holidays: [...holidays],
  };
}

/** Refuses hours from the same day on as others of the same provider or room: which of them hold nobody could tell. */
function refuseTwoWeeks({ db }: UnitOfWork): void {
  const twice = prepared(
    db,
    'SELECT 1 FROM work_week WHERE active = 1 GROUP BY provider_id, room_id, from_day HAVING count(*) > 1 LIMIT 1',
  ).get();
  if (twice !== undefined)
    throw new Refusal(
      'calendar/two-weeks',
      'There are hours from this day on already. Change those, or begin on another day.',
      { fields: { 'fields.fromDay': 'There are hours from this day on already.' } },
    );
}

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
