import { z } from 'zod';
import { command, query } from '../api/define.ts';
import {
  type AppointmentTypeId,
  type DeskId,
  idSchema,
  type OperationId,
  type PriceId,
  type ProviderId,
  type RoomId,
} from '../kernel/ids.ts';
import { centsSchema } from '../kernel/money.ts';
import { typedLine } from '../kernel/text.ts';
import { hoursSchema } from './hours.ts';
import { isNpi } from './npi.ts';
import { typeRules } from './type-rules.ts';
import { versionSchema } from './version.ts';
import { isZone } from './zones.ts';

const npi = typedLine(10).refine(
  (text) => text === '' || isNpi(text),
  'This is not an NPI. Look at it again, or leave it empty.',
);

export const practiceDetailsSchema = z
  .object({
    name: typedLine(80).min(1, 'Write the name of the practice.'),
    npi,
    phone: typedLine(40).min(7, 'Write the phone number with its area code.'),
    addressLines: z
      .array(typedLine(80).min(1, 'Write the address.'))
      .min(1, 'Write the address.')
      .max(4, 'Four lines at most.'),
    zone: typedLine(60).refine(isZone, 'Choose the time zone of the practice.'),
    hours: hoursSchema,
    paper: z.enum(['letter', 'a4']),
    idleLockMinutes: z.number().int().min(1, 'One minute at least.').max(60, 'An hour at most.'),
  })
  .strict();
export type PracticeDetails = z.output<typeof practiceDetailsSchema>;

export const providerFieldsSchema = z
  .object({
    displayName: typedLine(80).min(1, 'Write the name as patients know it.'),
    specialty: typedLine(80),
    npi,
    /** How many visits beside one they see at the same time. */
    overbook: z.number().int().min(0, 'Write a number from 0 to 5.').max(5, 'Write a number from 0 to 5.'),
    active: z.boolean(),
  })
  .strict();
export const roomFieldsSchema = z
  .object({ name: typedLine(40).min(1, 'Write the name on the door.'), active: z.boolean() })
  .strict();
export const appointmentTypeFieldsSchema = z
  .object({
    name: typedLine(60).min(1, 'Write what this visit is called.'),
    minutes: z.number().int().min(5, 'Five minutes at least.').max(480, 'Eight hours at most.'),
    /** The type that a visit without an appointment gets; only one has it. */
    walkIn: z.boolean(),
    ...typeRules,
    active: z.boolean(),
  })
  .strict();
export type AppointmentTypeFields = z.output<typeof appointmentTypeFieldsSchema>;

export const priceFieldsSchema = z
  .object({
    code: typedLine(20),
    description: typedLine(120).min(1, 'Write what this price is for.'),
    amountCents: centsSchema.refine((amount) => amount >= 0, 'A price cannot be less than nothing.'),
    active: z.boolean(),
  })
  .strict();
export const deskFieldsSchema = z
  .object({
    name: typedLine(40).min(1, 'Write the name of this desk.'),
    labelPrinter: typedLine(120).refine(
      (text) => text === '' || /^[A-Za-z0-9.-]+(:\d{1,5})?$/.test(text),
      'Write the address of the printer like 10.0.0.9 or printer.local:9100, or leave it empty.',
    ),
  })
  .strict();

/** What the practice asks of its desks. */
export const policySchema = z
  .object({
    /** The oldest version of Anteroom that may write; empty where any may. */
    minimumVersion: versionSchema,
    /** Whether every desk tells the server what it writes into its audit from then on. */
    sendsAudit: z.boolean(),
  })
  .strict();
export type Policy = z.output<typeof policySchema>;

const saved = <Id extends string>() => z.object({ id: idSchema<Id>() });
const touches = ['practice', 'queue'] as const;

export const settingsContract = {
  'practice.settings': query({
    summary: 'How the practice is set up, with everything that is out of use.',
    input: z.object({}).strict(),
    output: z.object({
      details: practiceDetailsSchema,
      providers: z.array(providerFieldsSchema.extend({ id: idSchema<ProviderId>() })),
      rooms: z.array(roomFieldsSchema.extend({ id: idSchema<RoomId>() })),
      appointmentTypes: z.array(appointmentTypeFieldsSchema.extend({ id: idSchema<AppointmentTypeId>() })),
      prices: z.array(priceFieldsSchema.extend({ id: idSchema<PriceId>() })),
      policy: policySchema,
      /** The version of Anteroom that this desk runs. */
      version: z.string(),
      desk: deskFieldsSchema.extend({ id: idSchema<DeskId>(), receiptPrefix: z.string() }),
    }),
    access: 'practice.configure',
    reads: ['practice'],
    disclosure: 'none',
  }),
  'practice.saveDetails': command({
    summary: 'Change name, address, hours, paper or the time after which desks lock.',
    input: z.object({ details: practiceDetailsSchema }).strict(),
    output: z.object({}),
    access: 'practice.configure',
    touches,
  }),
  'practice.saveProvider': command({
    summary: 'Add somebody who sees patients, change them, or take them out of use.',
    input: z.object({ id: idSchema<ProviderId>().nullable(), fields: providerFieldsSchema }).strict(),
    output: saved<ProviderId>(),
    access: 'practice.configure',
    touches,
  }),
  'practice.saveRoom': command({
    summary: 'Add a room, change it, or take it out of use.',
    input: z.object({ id: idSchema<RoomId>().nullable(), fields: roomFieldsSchema }).strict(),
    output: saved<RoomId>(),
    access: 'practice.configure',
    touches,
  }),
  'practice.saveAppointmentType': command({
    summary: 'Add a kind of visit, change it, or take it out of use.',
    input: z
      .object({ id: idSchema<AppointmentTypeId>().nullable(), fields: appointmentTypeFieldsSchema })
      .strict(),
    output: saved<AppointmentTypeId>(),
    access: 'practice.configure',
    touches,
  }),
  'practice.savePrice': command({
    summary: 'Add a price, change it, or take it out of use.',
    input: z.object({ id: idSchema<PriceId>().nullable(), fields: priceFieldsSchema }).strict(),
    output: saved<PriceId>(),
    access: 'practice.configure',
    touches,
  }),
  'practice.saveDesk': command({
    summary: 'Name this desk and say where its label printer is.',
    input: z.object({ fields: deskFieldsSchema }).strict(),
    output: saved<DeskId>(),
    access: 'practice.configure',
    touches: ['practice', 'queue'],
  }),
  'practice.setPolicy': command({
    summary:
      'Say which version of Anteroom a desk has to run to write; older ones can still look everything up.',
    input: z.object({ policy: policySchema }).strict(),
    output: z.object({}),
    access: 'practice.configure',
    touches,
  }),
  'practice.undo': command({
    summary:
      'Take a change of the settings or of the staff list back, on the same day; what was added goes out of use.',
    input: z.object({ operationId: idSchema<OperationId>() }).strict(),
    output: z.object({}),
    access: 'practice.configure',
    touches: ['practice', 'staff', 'queue'],
  }),
};
