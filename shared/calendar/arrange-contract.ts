import { z } from 'zod';
import { command, query } from '../api/define.ts';
import {
  type AppointmentTypeId,
  type BlockId,
  idSchema,
  type OperationId,
  type PatientId,
  type ProviderId,
  type RoomId,
  type VisitId,
  type WorkWeekId,
} from '../kernel/ids.ts';
import { typedLine } from '../kernel/text.ts';
import { instantSchema, plainDateSchema } from '../kernel/time.ts';
import { hoursSchema, timeOfDaySchema } from '../practice/hours.ts';
import { typeRules } from '../practice/type-rules.ts';
import { FEDERAL_HOLIDAYS } from './holidays.ts';
import { STRANDED_RULES } from './stranded.ts';

/** Of whom hours or a block are; neither provider nor room is the whole practice. */
const ofWhom = {
  providerId: idSchema<ProviderId>().nullable(),
  roomId: idSchema<RoomId>().nullable(),
};
const weekShape = {
  ...ofWhom,
  fromDay: plainDateSchema,
  /** The last day it holds; null while it goes on. */
  untilDay: plainDateSchema.nullable(),
  hours: hoursSchema,
  active: z.boolean(),
};
const blockShape = {
  ...ofWhom,
  fromDay: plainDateSchema,
  untilDay: plainDateSchema,
  /** The same time on each of its days; both null for whole days. */
  opens: timeOfDaySchema.nullable(),
  closes: timeOfDaySchema.nullable(),
};

export const workWeekFieldsSchema = z
  .object(weekShape)
  .strict()
  .refine(({ providerId, roomId }) => (providerId === null) !== (roomId === null), {
    message: 'Hours are those of one provider or of one room.',
    path: ['providerId'],
  })
  .refine(({ fromDay, untilDay }) => untilDay === null || fromDay <= untilDay, {
    message: 'The last day comes after the first.',
    path: ['untilDay'],
  });

export const blockFieldsSchema = z
  .object({
    ...blockShape,
    reason: typedLine(80).min(1, 'Write what the time is kept for.'),
    active: z.boolean(),
  })
  .strict()
  .refine(({ fromDay, untilDay }) => fromDay <= untilDay, {
    message: 'The last day comes after the first.',
    path: ['untilDay'],
  })
  .refine(
    ({ opens, closes }) =>
      (opens === null) === (closes === null) && (opens === null || opens < (closes ?? '')),
    { message: 'The end comes after the beginning.', path: ['closes'] },
  );

const holidaysSchema = z.array(z.enum(FEDERAL_HOLIDAYS)).max(FEDERAL_HOLIDAYS.length);

/** A change of what is arranged that is not made yet, or that was: the bookings that it stands against are asked for. */
export const arrangingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('week'), id: idSchema<WorkWeekId>().nullable(), ...weekShape }).strict(),
  z.object({ kind: z.literal('block'), id: idSchema<BlockId>().nullable(), ...blockShape }).strict(),
  z.object({ kind: z.literal('holidays'), holidays: holidaysSchema }).strict(),
  /** The hours of the practice, which are those of everybody who has none of their own. */
  z.object({ kind: z.literal('practice'), hours: hoursSchema }).strict(),
  /** Somebody leaves, a room goes out of use. */
  z.object({ kind: z.literal('provider'), id: idSchema<ProviderId>() }).strict(),
  z.object({ kind: z.literal('room'), id: idSchema<RoomId>() }).strict(),
  z
    .object({
      kind: z.literal('type'),
      id: idSchema<AppointmentTypeId>(),
      active: z.boolean(),
      providerIds: typeRules.providerIds,
      roomIds: typeRules.roomIds,
    })
    .strict(),
]);
export type Arranging = z.output<typeof arrangingSchema>;

/** A booking of the days to come against which something is arranged by now. */
const strandedBookingSchema = z.object({
  visitId: idSchema<VisitId>(),
  patientId: idSchema<PatientId>(),
  family: z.string(),
  given: z.string(),
  suffix: z.string(),
  birthDate: plainDateSchema,
  /** Empty in a restricted record. */
  phone: z.string(),
  restricted: z.boolean(),
  providerId: idSchema<ProviderId>().nullable(),
  roomId: idSchema<RoomId>().nullable(),
  typeName: z.string(),
  day: plainDateSchema,
  starts: instantSchema,
  minutes: z.number().int(),
  /** Why it was booked although something stood against it; null where nothing did, empty in a restricted record. */
  overruledReason: z.string().nullable(),
  problems: z.array(z.object({ rule: z.enum(STRANDED_RULES), reason: z.string() })),
});
export type StrandedBooking = z.output<typeof strandedBookingSchema>;

const touches = ['practice', 'queue'] as const;

/** What the calendar is made of: weeks, blocks and holidays, and the bookings that a change of them stands against. */
export const arrangeContract = {
  'calendar.arrangements': query({
    summary:
      'Weekly hours, blocks and holidays as they stand, with those that are over where they are asked for.',
    input: z.object({ withPast: z.boolean() }).strict(),
    output: z.object({
      weeks: z.array(workWeekFieldsSchema.safeExtend({ id: idSchema<WorkWeekId>() })),
      blocks: z.array(blockFieldsSchema.safeExtend({ id: idSchema<BlockId>() })),
      holidays: holidaysSchema,
      /** The hours of the practice. */
      hours: hoursSchema,
    }),
    access: 'calendar.arrange',
    reads: ['practice'],
    disclosure: 'none',
  }),
  'calendar.stranded': query({
    summary: 'The bookings to come that stand outside of hours, in blocks, or with what is out of use.',
    input: z
      .object({
        fromDay: plainDateSchema,
        /** Null for all of them; else those that this one change concerns, made already or not. */
        by: arrangingSchema.nullable(),
      })
      .strict(),
    output: z.object({ bookings: z.array(strandedBookingSchema) }),
    access: 'visits.read',
    reads: ['visits', 'patients', 'practice'],
    disclosure: 'list',
  }),
  'calendar.saveWeek': command({
    summary: 'Say when a provider works or a room is open, from one day on.',
    input: z.object({ id: idSchema<WorkWeekId>().nullable(), fields: workWeekFieldsSchema }).strict(),
    output: z.object({ id: idSchema<WorkWeekId>() }),
    access: 'calendar.arrange',
    touches,
  }),
  'calendar.saveBlock': command({
    summary: 'Keep time free of bookings, of one provider, one room or the whole practice.',
    input: z.object({ id: idSchema<BlockId>().nullable(), fields: blockFieldsSchema }).strict(),
    output: z.object({ id: idSchema<BlockId>() }),
    access: 'calendar.arrange',
    touches,
  }),
  'calendar.saveHolidays': command({
    summary: 'Say which federal holidays the practice keeps.',
    input: z.object({ holidays: holidaysSchema }).strict(),
    output: z.object({}),
    access: 'calendar.arrange',
    touches,
  }),
  'calendar.undoArrangement': command({
    summary:
      'Take a change of hours, blocks or holidays back, on the same day; what was added goes out of use.',
    input: z.object({ operationId: idSchema<OperationId>() }).strict(),
    output: z.object({}),
    access: 'calendar.arrange',
    touches,
  }),
};
