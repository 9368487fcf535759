import type { syncDeskContract } from '../../shared/sync/desk-contract.ts';
import type { CommandHandlers, QueryHandlers, RoomHandlers } from '../engine/handler.ts';
import { conflictsView, conflictView } from './conflict-view.ts';
import { discard, retry, undoDiscard } from './discard.ts';
import { queueView, refusedAsText } from './queue-view.ts';
import { refusedBody } from './refused-body.ts';
import { reopen, settle } from './settle.ts';

type Desk = keyof typeof syncDeskContract;

export const syncDeskQueries: RoomHandlers<QueryHandlers, Desk> = {
  'sync.queue': ({ db }) => queueView(db),
  'sync.conflicts': ({ db }) => conflictsView(db),
  'sync.conflict': ({ db, concerns }, { conflictId }) => {
    const view = conflictView(db, conflictId);
    if (view.conflict.patient) concerns(view.conflict.patient.id);
    return view;
  },
  'sync.exportRefused': ({ db, records }) => {
    const { text, count, patientIds } = refusedAsText(db, (type, id) => refusedBody(db, type, id));
    records(JSON.stringify({ refused: count }), patientIds);
    return { text, count };
  },
};

export const syncDeskCommands: RoomHandlers<CommandHandlers, Desk> = {
  'sync.settle': settle,
  'sync.reopen': reopen,
  'sync.retry': retry,
  'sync.discard': discard,
  'sync.undoDiscard': undoDiscard,
};
