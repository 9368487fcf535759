import { z } from 'zod';
import { command, query } from '../api/define.ts';
import { idSchema, type StaffId } from '../kernel/ids.ts';
import { typedLine } from '../kernel/text.ts';
import { roleSchema } from './permissions.ts';
import { isGoodPin } from './pin-rule.ts';

export const staffFieldsSchema = z
  .object({
    displayName: typedLine(80).min(1, 'Write the name as patients know it.'),
    initials: typedLine(3).min(1, 'Write the initials.'),
    role: roleSchema,
    /** False for somebody who has left: they cannot sign in any more. */
    active: z.boolean(),
  })
  .strict();

export const preferencesSchema = z
  .object({
    density: z.enum(['comfortable', 'dense']),
    /** Per cent of the design's type size. */
    textSize: z.number().int().min(90, 'From 90 to 130.').max(130, 'From 90 to 130.'),
    theme: z.enum(['light', 'dark', 'system']),
    clock: z.union([z.literal(12), z.literal(24)]),
    language: z.enum(['en', 'es']),
  })
  .strict();
export type Preferences = z.output<typeof preferencesSchema>;

const newPin = z
  .string()
  .max(12, 'Twelve digits at most.')
  .refine(isGoodPin, 'At least four digits, not all the same and not in a row.');

export const staffAdministrationContract = {
  'staff.list': query({
    summary: 'Everybody who works or worked here, and whether they have a PIN at this desk.',
    input: z.object({}).strict(),
    output: z.object({
      staff: z.array(staffFieldsSchema.extend({ id: idSchema<StaffId>(), hasPin: z.boolean() })),
    }),
    access: 'practice.configure',
    reads: ['staff'],
    disclosure: 'none',
  }),
  'staff.save': command({
    summary: 'Add a person, change their name or role, or end their access; never the last administrator’s.',
    input: z.object({ id: idSchema<StaffId>().nullable(), fields: staffFieldsSchema }).strict(),
    output: z.object({ id: idSchema<StaffId>() }),
    access: 'practice.configure',
    touches: ['staff', 'queue'],
  }),
  'staff.setPin': command({
    summary: 'Give a person a new PIN at this desk.',
    input: z.object({ staffId: idSchema<StaffId>(), pin: newPin }).strict(),
    output: z.object({}),
    access: 'practice.configure',
    touches: ['staff'],
  }),
  'staff.changePin': command({
    summary: 'Change one’s own PIN.',
    input: z.object({ currentPin: z.string().min(1).max(64), pin: newPin }).strict(),
    output: z.object({}),
    access: 'signed-in',
    touches: ['staff'],
  }),
  'staff.preferences': query({
    summary: 'How the person signed in here likes the desk; null before they have said.',
    input: z.object({}).strict(),
    output: z.object({ preferences: preferencesSchema.nullable() }),
    access: 'signed-in',
    reads: ['staff'],
    disclosure: 'none',
  }),
  'staff.savePreferences': command({
    summary: 'Keep how the person signed in here likes the desk; it follows them to every desk.',
    input: z.object({ preferences: preferencesSchema }).strict(),
    output: z.object({}),
    access: 'signed-in',
    touches: ['staff', 'queue'],
  }),
};
