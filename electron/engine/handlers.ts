import { cashCommands, cashQueries } from '../cash/handlers.ts';
import { patientCommands, patientQueries } from '../patients/handlers.ts';
import { practiceQueries } from '../practice/handlers.ts';
import { staffQueries, staffSessions } from '../staff/handlers.ts';
import { visitCommands, visitQueries } from '../visits/handlers.ts';
import type { CommandHandlers, QueryHandlers, SessionHandlers } from './handler.ts';

/** Every room's handlers; a contract method without one does not compile. */
export const queryHandlers: QueryHandlers = {
  ...staffQueries,
  ...practiceQueries,
  ...patientQueries,
  ...visitQueries,
  ...cashQueries,
};
export const commandHandlers: CommandHandlers = { ...patientCommands, ...visitCommands, ...cashCommands };
export const sessionHandlers: SessionHandlers = staffSessions;
