import { auditQueries } from '../audit/handlers.ts';
import { calendarCommands, calendarQueries } from '../calendar/handlers.ts';
import { cashCommands, cashQueries } from '../cash/handlers.ts';
import { consentCommands, consentQueries } from '../consents/handlers.ts';
import { coverageCommands, coverageQueries } from '../coverage/handlers.ts';
import { exportQueries } from '../exports/handlers.ts';
import { importCommands, importQueries } from '../imports/handlers.ts';
import { patientCommands, patientQueries } from '../patients/handlers.ts';
import { pictureCommands, pictureQueries } from '../pictures/handlers.ts';
import { practiceCommands, practiceQueries } from '../practice/handlers.ts';
import { printCommands, printQueries } from '../print/handlers.ts';
import { staffCommands, staffQueries, staffSessions } from '../staff/handlers.ts';
import { syncDeskCommands, syncDeskQueries } from '../sync/desk-handlers.ts';
import { serverHandlers, syncQueries } from '../sync/server-handlers.ts';
import { taskCommands, taskQueries } from '../tasks/handlers.ts';
import { visitCommands, visitQueries } from '../visits/handlers.ts';
import { worklistCommands, worklistQueries } from '../worklists/handlers.ts';
import type { CommandHandlers, QueryHandlers, SessionHandlers } from './handler.ts';

/** Every room's handlers; a contract method without one does not compile. */
export const queryHandlers: QueryHandlers = {
  ...importQueries,
  ...auditQueries,
  ...exportQueries,
  ...staffQueries,
  ...practiceQueries,
  ...patientQueries,
  ...visitQueries,
  ...calendarQueries,
  ...worklistQueries,
  ...taskQueries,
  ...coverageQueries,
  ...cashQueries,
  ...consentQueries,
  ...pictureQueries,
  ...printQueries,
  ...syncQueries,
  ...syncDeskQueries,
};
export const commandHandlers: CommandHandlers = {
  ...importCommands,
  ...patientCommands,
  ...visitCommands,
  ...calendarCommands,
  ...worklistCommands,
  ...taskCommands,
  ...coverageCommands,
  ...cashCommands,
  ...printCommands,
  ...consentCommands,
  ...pictureCommands,
  ...practiceCommands,
  ...staffCommands,
  ...syncDeskCommands,
};
export const sessionHandlers: SessionHandlers = staffSessions;
export { serverHandlers };
