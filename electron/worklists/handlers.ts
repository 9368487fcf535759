import type { worklistsContract } from '../../shared/worklists/contract.ts';
import type { CommandHandlers, QueryHandlers, RoomHandlers } from '../engine/handler.ts';
import type { RecordKind } from '../engine/records.ts';
import { takeBack } from '../engine/reverse.ts';
import { visitRecord } from '../visits/records.ts';
import { openRecall, openWaiting } from './answered.ts';
import { logCall } from './calls.ts';
import { freedSlots } from './freed.ts';
import { recallLines, saveRecall } from './recalls.ts';
import { recallRecord, WORKLIST_KINDS, waitingRecord } from './records.ts';
import { clashLines, confirmLines, missedLines } from './visit-lists.ts';
import { offer, saveWaiting, waitingLines } from './waiting.ts';

type Worklists = keyof typeof worklistsContract;

const UNDOABLE = [
  'worklists.saveWaiting',
  'worklists.offer',
  'worklists.closeWaiting',
  'worklists.saveRecall',
  'worklists.closeRecall',
  'worklists.logCall',
];
const UNDOABLE_KINDS = [...WORKLIST_KINDS, visitRecord] as readonly RecordKind[];

export const worklistQueries: RoomHandlers<QueryHandlers, Worklists> = {
  'worklists.waiting': ({ db }) => ({ lines: waitingLines(db) }),
  'worklists.freed': (context) => ({ slots: freedSlots(context) }),
  'worklists.confirm': ({ db }, { day }) => ({ lines: confirmLines(db, day) }),
  'worklists.missed': ({ db, day }) => ({ lines: missedLines(db, day) }),
  'worklists.recalls': ({ db }, { untilDay }) => ({ lines: recallLines(db, untilDay) }),
  'worklists.clashes': ({ db, day }) => ({ clashes: clashLines(db, day) }),
};

export const worklistCommands: RoomHandlers<CommandHandlers, Worklists> = {
  'worklists.saveWaiting': saveWaiting,
  'worklists.offer': offer,
  'worklists.closeWaiting': (unit, { id, status }) => {
    openWaiting(unit, id);
    unit.change(waitingRecord, id, { status });
    return {};
  },
  'worklists.saveRecall': saveRecall,
  'worklists.closeRecall': (unit, { id }) => {
    openRecall(unit, id);
    unit.change(recallRecord, id, { status: 'withdrawn' });
    return {};
  },
  'worklists.logCall': logCall,
  'worklists.undo': (unit, { operationId }) => {
    takeBack(unit, operationId, UNDOABLE, UNDOABLE_KINDS);
    return {};
  },
};
