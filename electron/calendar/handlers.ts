import type { calendarContract } from '../../shared/calendar/contract.ts';
import type { CommandHandlers, QueryHandlers, RoomHandlers } from '../engine/handler.ts';
import { arrangeCommands, arrangeQueries } from './arrange.ts';
import { book, bookSeries, explainMove, keepBoth, late, move } from './booking.ts';
import { conflictsNow } from './conflicts.ts';
import { densityOf } from './density.ts';
import { visitHistory, visitsAsOf } from './past.ts';
import { rangeOf } from './range.ts';
import { openingsNow } from './search.ts';
import { cancelRest, checkSeries } from './series.ts';

type Calendar = keyof typeof calendarContract;

export const calendarQueries: RoomHandlers<QueryHandlers, Calendar> = {
  ...arrangeQueries,
  'calendar.range': rangeOf,
  'calendar.density': densityOf,
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
  ...arrangeCommands,
};
