import { z } from 'zod';
import { command, query } from '../api/define.ts';
import { idSchema, type StaffId } from '../kernel/ids.ts';
import { PERMISSIONS, roleSchema } from './permissions.ts';
import { staffAdministrationContract } from './staff-contract.ts';

export const sessionSchema = z.object({
  staffId: idSchema<StaffId>(),
  displayName: z.string(),
  initials: z.string(),
  role: roleSchema,
  permissions: z.array(z.enum(PERMISSIONS)),
});
export type Session = z.output<typeof sessionSchema>;

export const staffContract = {
  ...staffAdministrationContract,
  'staff.roster': query({
    summary: 'The tiles of the sign-in screen: who works here. No patient data.',
    input: z.object({}).strict(),
    output: z.object({
      practiceName: z.string(),
      deskName: z.string(),
      demo: z.boolean(),
      /** The engine's clock, epoch milliseconds, so that every window tells the same time. */
      now: z.number(),
      zone: z.string(),
      idleLockMinutes: z.number(),
      staff: z.array(sessionSchema.omit({ permissions: true })),
      /** How many more work here and have no PIN at this desk: each desk has its own. */
      withoutPin: z.number().int(),
    }),
    access: 'anyone',
    reads: ['staff', 'practice'],
    disclosure: 'none',
  }),
  'staff.session': query({
    summary: 'Who is signed in at this window, or null when it is locked.',
    input: z.object({}).strict(),
    output: z.object({
      session: sessionSchema.nullable(),
      /** The access of whoever was signed in here last ended under them, here or at another desk. */
      isAccessEnded: z.boolean(),
    }),
    access: 'anyone',
    reads: ['staff'],
    disclosure: 'none',
  }),
  'staff.signIn': command({
    summary: 'Sign in with a PIN; five wrong PINs lock the person out for five minutes.',
    input: z.object({ staffId: idSchema<StaffId>(), pin: z.string().min(1).max(64) }).strict(),
    output: z.object({ session: sessionSchema }),
    access: 'anyone',
    touches: ['staff'],
  }),
  'staff.lock': command({
    summary: 'Lock this window; what was being typed is kept for the same person.',
    input: z.object({ reason: z.enum(['asked', 'idle', 'system']) }).strict(),
    output: z.object({}),
    access: 'signed-in',
    touches: [],
  }),
};
