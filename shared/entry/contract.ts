import { z } from 'zod';
import { command, type MethodDefinition, query } from '../api/define.ts';
import { idSchema, type StaffId } from '../kernel/ids.ts';
import { typedLine } from '../kernel/text.ts';
import { hoursSchema } from '../practice/hours.ts';
import { isNpi } from '../practice/npi.ts';
import { isZone } from '../practice/zones.ts';
import { isGoodPin } from '../staff/pin-rule.ts';
import { connectSchema } from '../sync/server-contract.ts';

/** Why a practice that is there cannot be opened. Nothing of it is ever deleted, made anew or left out for that. */
export const DAMAGES = [
  'store-missing',
  'store-damaged',
  'envelope-missing',
  'envelope-damaged',
  'newer-program',
  'update-failed',
  'no-access',
  'unreadable',
  'disk-full',
] as const;
export type Damage = (typeof DAMAGES)[number];

export const entryStateSchema = z.object({
  /**
   * `new`: nothing here yet. `unconfirmed`: made, its recovery code not yet typed back. `needs-code`: this OS account has
   * not opened it yet. `in-use`: open in another OS session of this PC.
   */
  state: z.enum(['new', 'unconfirmed', 'needs-code', 'open', 'damaged', 'in-use']),
  damage: z.enum(DAMAGES).nullable(),
  /** Who has it open: an OS account, and since when (epoch milliseconds). */
  heldBy: z.object({ account: z.string(), since: z.number() }).nullable(),
  /** False where the OS has no safe place for a key: then the recovery code is asked at each start. */
  canRemember: z.boolean(),
  /** What is shown is the demo practice; `canLeaveDemo` that the practice itself is behind it. */
  demo: z.boolean(),
  canLeaveDemo: z.boolean(),
  /** The engine's clock, epoch milliseconds. */
  now: z.number(),
});
export type EntryState = z.output<typeof entryStateSchema>;

/** The practice as it is first made; everything else is set up by its administrator, signed in. */
export const newPracticeSchema = z
  .object({
    name: typedLine(80).min(1, 'Write the name of the practice.'),
    /** Ten digits with a right check digit, or empty for later. */
    npi: typedLine(10).refine((text) => text === '' || isNpi(text), 'This is not an NPI. Look at it again.'),
    addressLines: z
      .array(typedLine(80).min(1, 'Write the address.'))
      .min(1, 'Write the address.')
      .max(4, 'Four lines at most.'),
    phone: typedLine(40).min(7, 'Write the phone number with its area code.'),
    zone: typedLine(60).refine(isZone, 'Choose the time zone of the practice.'),
    hours: hoursSchema,
    paper: z.enum(['letter', 'a4']),
    /** What the usual kinds of visit are called, and the first administrator's own language. */
    language: z.enum(['en', 'es']),
    /** Begins with the consent texts that ship with the desk, in both languages. */
    usualConsents: z.boolean(),
  })
  .strict();

const newPin = z
  .string()
  .max(12, 'Twelve digits at most.')
  .refine(isGoodPin, 'At least four digits, not all the same and not in a row.');

export const firstAdministratorSchema = z
  .object({
    displayName: typedLine(80).min(1, 'Write your name.'),
    initials: typedLine(3).min(1, 'Write your initials.'),
    pin: newPin,
  })
  .strict();

const typedCode = z.string().min(1, 'Type the code from the recovery sheet.').max(80, 'This is too long.');
const nothing = z.object({}).strict();

/**
 * What may be asked before a practice is open. The front door answers these itself, so they are not in the registry of
 * the engine; every other method is refused until then.
 */
export const entryContract = {
  'entry.state': query({
    summary: 'What stands in the way of opening the practice, if anything.',
    input: nothing,
    output: entryStateSchema,
    access: 'anyone',
    reads: ['practice'],
    disclosure: 'none',
  }),
  'entry.create': command({
    summary: 'Make the practice beside its place; answers the recovery code that must be typed back.',
    input: z.object({ practice: newPracticeSchema, administrator: firstAdministratorSchema }).strict(),
    output: z.object({ recoveryCode: z.string() }),
    access: 'anyone',
    touches: ['practice', 'staff'],
  }),
  'entry.findPractice': command({
    summary:
      'Look for a practice that is there already, at its server; answers who may make this PC a desk of it.',
    input: z.object({ server: connectSchema }).strict(),
    output: z.object({
      name: z.string(),
      zone: z.string(),
      paper: z.enum(['letter', 'a4']),
      administrators: z.array(
        z.object({ staffId: idSchema<StaffId>(), displayName: z.string(), initials: z.string() }),
      ),
    }),
    access: 'anyone',
    touches: [],
  }),
  'entry.join': command({
    summary:
      'Make this PC a further desk of that practice; answers the recovery code that must be typed back.',
    input: z.object({ server: connectSchema, staffId: idSchema<StaffId>(), pin: newPin }).strict(),
    output: z.object({ recoveryCode: z.string() }),
    access: 'anyone',
    touches: ['practice', 'staff'],
  }),
  'entry.confirmRecoveryCode': command({
    summary: 'The recovery code typed back from its sheet: the practice is put in its place and opened.',
    input: z.object({ code: typedCode }).strict(),
    output: entryStateSchema,
    access: 'anyone',
    touches: ['practice', 'staff'],
  }),
  'entry.beginAgain': command({
    summary: 'Give up a practice whose recovery code was never typed back; nothing was kept in it.',
    input: nothing,
    output: entryStateSchema,
    access: 'anyone',
    touches: ['practice', 'staff'],
  }),
  'entry.unlock': command({
    summary: 'Open the practice with its recovery code; `remember` lets this OS account open it from now on.',
    input: z.object({ code: typedCode, remember: z.boolean() }).strict(),
    output: entryStateSchema,
    access: 'anyone',
    touches: ['practice'],
  }),
  'entry.openDemo': command({
    summary: 'Show the demo practice, in a database of its own; the practice is locked meanwhile.',
    input: nothing,
    output: entryStateSchema,
    access: 'anyone',
    touches: ['practice', 'staff'],
  }),
  'entry.leaveDemo': command({
    summary: 'Back from the demo practice to where it was opened from.',
    input: nothing,
    output: entryStateSchema,
    access: 'anyone',
    touches: ['practice', 'staff'],
  }),
} satisfies Record<string, MethodDefinition>;

export type EntryMethod = keyof typeof entryContract;
export type EntryInput<Name extends EntryMethod> = z.input<(typeof entryContract)[Name]['input']>;
export type EntryParsedInput<Name extends EntryMethod> = z.output<(typeof entryContract)[Name]['input']>;
export type EntryOutput<Name extends EntryMethod> = z.output<(typeof entryContract)[Name]['output']>;

export const entryMethodNames = Object.keys(entryContract) as readonly EntryMethod[];

/** True for a method that the front door answers. */
export function isEntryMethod(name: unknown): name is EntryMethod {
  return typeof name === 'string' && Object.hasOwn(entryContract, name);
}
