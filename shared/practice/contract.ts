import { z } from 'zod';
import { query } from '../api/define.ts';
import {
  type AppointmentTypeId,
  type DeskId,
  idSchema,
  type ProviderId,
  type RoomId,
} from '../kernel/ids.ts';
import { plainDateSchema } from '../kernel/time.ts';
import { hoursSchema } from './hours.ts';
import { settingsContract } from './settings-contract.ts';
import { typeRules } from './type-rules.ts';

export const practiceContract = {
  ...settingsContract,
  'practice.frame': query({
    summary:
      'What every screen needs of the practice: its name, day, providers, rooms, visit types and this desk.',
    input: z.object({}).strict(),
    output: z.object({
      name: z.string(),
      phone: z.string(),
      addressLines: z.array(z.string()),
      zone: z.string(),
      day: plainDateSchema,
      demo: z.boolean(),
      /** What the printers of the practice take. */
      paper: z.enum(['letter', 'a4']),
      /** When the practice is open; empty where nobody has said. */
      hours: hoursSchema,
      desk: z.object({ id: idSchema<DeskId>(), name: z.string() }),
      /** Where the practice asks for a newer version than this desk runs: it may look, and not write. */
      outdated: z.object({ version: z.string(), minimumVersion: z.string() }).nullable(),
      providers: z.array(
        z.object({
          id: idSchema<ProviderId>(),
          displayName: z.string(),
          specialty: z.string(),
          /** False for somebody whom only earlier visits name. */
          active: z.boolean(),
          /** How many visits beside one they see at the same time. */
          overbook: z.number().int(),
        }),
      ),
      rooms: z.array(z.object({ id: idSchema<RoomId>(), name: z.string(), active: z.boolean() })),
      appointmentTypes: z.array(
        z.object({
          id: idSchema<AppointmentTypeId>(),
          name: z.string(),
          minutes: z.number(),
          ...typeRules,
        }),
      ),
    }),
    access: 'signed-in',
    reads: ['practice'],
    disclosure: 'none',
  }),
};
