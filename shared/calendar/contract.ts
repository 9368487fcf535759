import { z } from 'zod';
import { command, query } from '../api/define.ts';
import {
  type AppointmentTypeId,
  type BlockId,
  idSchema,
  type PatientId,
  type ProviderId,
  type RoomId,
  type VisitId,
  type WorkWeekId,
} from '../kernel/ids.ts';
import { typedLine } from '../kernel/text.ts';
import { instantSchema, plainDateSchema } from '../kernel/time.ts';
import { someoneSchema } from '../patients/contract.ts';
import { hoursSchema, timeOfDaySchema } from '../practice/hours.ts';
import { VISIT_STATUSES } from '../visits/state-machine.ts';
import { CONFLICT_RULES, type ConflictRule } from './rules.ts';

/** No screen and no search looks further at once. */
export const MOST_DAYS = 100;

const spanSchema = z.object({ starts: instantSchema, ends: instantSchema });

/** A visit as the calendar shows it. */
export const calendarVisitSchema = z.object({
  id: idSchema<VisitId>(),
  patientId: idSchema<PatientId>(),
  family: z.string(),
  given: z.string(),
  suffix: z.string(),
  /** True for somebody whom the desk has yet to register. */
  provisional: z.boolean(),
  restricted: z.boolean(),
  providerId: idSchema<ProviderId>().nullable(),
  roomId: idSchema<RoomId>().nullable(),
  typeId: idSchema<AppointmentTypeId>(),
  status: z.enum(VISIT_STATUSES),
  day: plainDateSchema,
  /** When it was to begin; of a walk-in when they came. */
  starts: instantSchema,
  minutes: z.number().int(),
  walkIn: z.boolean(),
  /** Empty in a restricted record. */
  reason: z.string(),
  /** Why it was booked although something stood against it; null where nothing did. */
  overruledReason: z.string().nullable(),
});
export type CalendarVisit = z.output<typeof calendarVisitSchema>;

const conflictSchema = z.object({
  rule: z.enum(Object.keys(CONFLICT_RULES) as [ConflictRule, ...ConflictRule[]]),
  visitId: idSchema<VisitId>().nullable(),
  reason: z.string(),
});

/** Where and when; the same for a new booking and for one that moves. */
const placeSchema = z.object({
  providerId: idSchema<ProviderId>().nullable(),
  roomId: idSchema<RoomId>().nullable(),
  starts: instantSchema,
  minutes: z.number().int().min(5, 'Five minutes at least.').max(480, 'Eight hours at most.'),
});

const overruleSchema = typedLine(200).min(3, 'Say why, in a few words.').optional();

export const workWeekFieldsSchema = z
  .object({
    providerId: idSchema<ProviderId>().nullable(),
    roomId: idSchema<RoomId>().nullable(),
    fromDay: plainDateSchema,
    untilDay: plainDateSchema.nullable(),
    hours: hoursSchema,
    active: z.boolean(),
  })
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
    /** Neither provider nor room: the whole practice. */
    providerId: idSchema<ProviderId>().nullable(),
    roomId: idSchema<RoomId>().nullable(),
    fromDay: plainDateSchema,
    untilDay: plainDateSchema,
    /** The same time on each of its days; both null for whole days. */
    opens: timeOfDaySchema.nullable(),
    closes: timeOfDaySchema.nullable(),
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

export const calendarContract = {
  'calendar.range': query({
    summary: 'Every visit of some days with the hours, blocks and holidays around them.',
    input: z.object({ fromDay: plainDateSchema, untilDay: plainDateSchema }).strict(),
    output: z.object({
      visits: z.array(calendarVisitSchema),
      /** When each provider works; a provider of whom nobody has said is left out. */
      open: z.array(
        spanSchema
          .extend({ day: plainDateSchema, providerId: idSchema<ProviderId>(), spans: z.array(spanSchema) })
          .omit({ starts: true, ends: true }),
      ),
      blocks: z.array(
        spanSchema.extend({
          providerId: idSchema<ProviderId>().nullable(),
          roomId: idSchema<RoomId>().nullable(),
          reason: z.string(),
        }),
      ),
    }),
    access: 'visits.read',
    reads: ['visits', 'patients', 'practice'],
    disclosure: 'list',
  }),
  'calendar.check': query({
    summary: 'What stands against a booking, before it is made.',
    input: placeSchema
      .extend({
        visitId: idSchema<VisitId>().nullable(),
        patientId: idSchema<PatientId>().nullable(),
        typeId: idSchema<AppointmentTypeId>(),
      })
      .strict(),
    output: z.object({ conflicts: z.array(conflictSchema) }),
    access: 'visits.read',
    reads: ['visits', 'practice'],
    disclosure: 'none',
  }),
  'calendar.openings': query({
    summary: 'The next free times for a kind of visit, the earliest first.',
    input: z
      .object({
        /** One, or several who come one after the other, as two of a family. */
        typeIds: z.array(idSchema<AppointmentTypeId>()).min(1).max(4),
        /** Empty is anybody who sees all of these. */
        providerIds: z.array(idSchema<ProviderId>()).max(50),
        /** ISO weekdays; empty is any. */
        weekdays: z.array(z.number().int().min(1).max(7)).max(7),
        /** The part of the day that will do, by the clock on the wall. */
        opens: timeOfDaySchema.nullable(),
        closes: timeOfDaySchema.nullable(),
        notBefore: plainDateSchema,
        days: z.number().int().min(1).max(MOST_DAYS),
        needsRoom: z.boolean(),
        count: z.number().int().min(1).max(50),
      })
      .strict(),
    output: z.object({
      openings: z.array(
        z.object({
          day: plainDateSchema,
          starts: instantSchema,
          minutes: z.number().int(),
          providerId: idSchema<ProviderId>(),
          roomId: idSchema<RoomId>().nullable(),
          isSnug: z.boolean(),
        }),
      ),
    }),
    access: 'visits.read',
    reads: ['visits', 'practice'],
    disclosure: 'none',
  }),
  'calendar.book': command({
    summary: 'Book a visit; whatever stands against it is asked again in the same transaction.',
    input: placeSchema
      .extend({
        who: someoneSchema,
        typeId: idSchema<AppointmentTypeId>(),
        reason: typedLine(200),
        overruleReason: overruleSchema,
      })
      .strict(),
    output: z.object({ visitId: idSchema<VisitId>(), patientId: idSchema<PatientId>() }),
    access: 'calendar.book',
    touches: ['visits', 'patients', 'queue'],
  }),
  'calendar.move': command({
    summary: 'Move a booking to another time, provider or room, or make it longer or shorter.',
    input: placeSchema.extend({ visitId: idSchema<VisitId>(), overruleReason: overruleSchema }).strict(),
    output: z.object({ visitId: idSchema<VisitId>() }),
    access: 'calendar.book',
    touches: ['visits', 'queue'],
  }),
  'calendar.saveWeek': command({
    summary: 'Say when a provider works or a room is open, from one day on.',
    input: z.object({ id: idSchema<WorkWeekId>().nullable(), fields: workWeekFieldsSchema }).strict(),
    output: z.object({ id: idSchema<WorkWeekId>() }),
    access: 'calendar.arrange',
    touches: ['practice', 'queue'],
  }),
  'calendar.saveBlock': command({
    summary: 'Keep time free of bookings, of one provider, one room or the whole practice.',
    input: z.object({ id: idSchema<BlockId>().nullable(), fields: blockFieldsSchema }).strict(),
    output: z.object({ id: idSchema<BlockId>() }),
    access: 'calendar.arrange',
    touches: ['practice', 'queue'],
  }),
};
