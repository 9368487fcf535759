import { z } from 'zod';
import { command, query } from '../api/define.ts';
import {
  type AppointmentTypeId,
  idSchema,
  type PatientId,
  type ProviderId,
  type RecallId,
  type RoomId,
  type SeriesId,
  type VisitId,
  type WaitingId,
} from '../kernel/ids.ts';
import { typedLine } from '../kernel/text.ts';
import { instantSchema, plainDateSchema } from '../kernel/time.ts';
import { someoneSchema } from '../patients/contract.ts';
import { timeOfDaySchema } from '../practice/hours.ts';
import { VISIT_STATUSES } from '../visits/state-machine.ts';
import { arrangeContract } from './arrange-contract.ts';
import { FEDERAL_HOLIDAYS } from './holidays.ts';
import { CONFLICT_RULES, type ConflictRule } from './rules.ts';

/** No screen and no search looks further at once. */
export const MOST_DAYS = 100;
/** How many visits are booked at once: one a week for a year. */
export const MOST_IN_SERIES = 52;

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
  /** Why it was booked although something stood against it; null where nothing did, empty in a restricted record. */
  overruledReason: z.string().nullable(),
  /** Minutes by which they said they will be late. */
  lateMinutes: z.number().int().nullable(),
  seriesId: idSchema<SeriesId>().nullable(),
});
export type CalendarVisit = z.output<typeof calendarVisitSchema>;

const linkedVisitSchema = calendarVisitSchema
  .pick({ id: true, day: true, status: true })
  .extend({ starts: instantSchema.nullable() });

const conflictSchema = z.object({
  rule: z.enum(Object.keys(CONFLICT_RULES) as [ConflictRule, ...ConflictRule[]]),
  visitId: idSchema<VisitId>().nullable(),
  reason: z.string(),
});

/** Where and when; the same for a new booking and for one that moves. */
export const placeSchema = z.object({
  providerId: idSchema<ProviderId>().nullable(),
  roomId: idSchema<RoomId>().nullable(),
  starts: instantSchema,
  minutes: z.number().int().min(5, 'Five minutes at least.').max(480, 'Eight hours at most.'),
});

/** Instead of or for what a visit is booked: it is settled with the booking, in the same transaction. */
const answersSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('waiting'), id: idSchema<WaitingId>() }).strict(),
  z.object({ kind: z.literal('recall'), id: idSchema<RecallId>() }).strict(),
  /** A missed or cancelled visit that this one is instead of. */
  z.object({ kind: z.literal('visit'), id: idSchema<VisitId>() }).strict(),
]);
export type Answers = z.output<typeof answersSchema>;

const overruleSchema = typedLine(200).min(3, 'Say why, in a few words.').optional();

export const calendarContract = {
  ...arrangeContract,
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
      /** When each room is open that has hours of its own. */
      roomOpen: z.array(
        z.object({ day: plainDateSchema, roomId: idSchema<RoomId>(), spans: z.array(spanSchema) }),
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
  'calendar.density': query({
    summary: 'How full some days are.',
    input: z.object({ fromDay: plainDateSchema, untilDay: plainDateSchema }).strict(),
    output: z.object({
      days: z.array(
        z.object({
          day: plainDateSchema,
          booked: z.number().int(),
          bookedMinutes: z.number().int(),
          /** Of all providers together, without what is kept free; 0 where nobody has said when they work. */
          openMinutes: z.number().int(),
          holiday: z.enum(FEDERAL_HOLIDAYS).nullable(),
        }),
      ),
    }),
    access: 'visits.read',
    reads: ['visits', 'practice'],
    disclosure: 'none',
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
        answers: answersSchema.optional(),
      })
      .strict(),
    output: z.object({ visitId: idSchema<VisitId>(), patientId: idSchema<PatientId>() }),
    access: 'calendar.book',
    touches: ['visits', 'patients', 'worklists', 'queue'],
  }),
  'calendar.bookSeries': command({
    summary: 'Book the same visit at several times, all of them or none.',
    input: z
      .object({
        patientId: idSchema<PatientId>(),
        typeId: idSchema<AppointmentTypeId>(),
        reason: typedLine(200),
        places: z
          .array(placeSchema.extend({ overruleReason: overruleSchema }).strict())
          .min(2, 'A series has two visits at least.')
          .max(MOST_IN_SERIES, 'A year of weeks at most.'),
      })
      .strict(),
    output: z.object({ seriesId: idSchema<SeriesId>(), visitIds: z.array(idSchema<VisitId>()) }),
    access: 'calendar.book',
    touches: ['visits', 'queue'],
  }),
  'calendar.checkSeries': query({
    summary:
      'When the visits of a series would be, what stands against each, and the nearest free time instead.',
    input: placeSchema
      .extend({
        patientId: idSchema<PatientId>(),
        typeId: idSchema<AppointmentTypeId>(),
        everyDays: z.number().int().min(1).max(366),
        count: z.number().int().min(2).max(MOST_IN_SERIES),
      })
      .strict(),
    output: z.object({
      visits: z.array(
        z.object({
          starts: instantSchema,
          conflicts: z.array(conflictSchema),
          /** On the same day with the same provider; null where nothing is free, or nothing stands against it. */
          instead: instantSchema.nullable(),
        }),
      ),
    }),
    access: 'visits.read',
    reads: ['visits', 'practice'],
    disclosure: 'none',
  }),
  'calendar.cancelRest': command({
    summary: 'Cancel a visit of a series and all that come after it.',
    input: z
      .object({ visitId: idSchema<VisitId>(), reason: typedLine(200).min(3, 'Say why, in a few words.') })
      .strict(),
    output: z.object({ visitIds: z.array(idSchema<VisitId>()) }),
    access: 'calendar.book',
    touches: ['visits', 'queue'],
  }),
  'calendar.explainMove': command({
    summary: 'Say why a visit was moved, after it was.',
    input: z
      .object({ visitId: idSchema<VisitId>(), why: typedLine(200).min(3, 'Say why, in a few words.') })
      .strict(),
    output: z.object({ visitId: idSchema<VisitId>() }),
    access: 'calendar.book',
    touches: ['visits', 'queue'],
  }),
  'calendar.late': command({
    summary: 'Write down by how many minutes somebody said they will be late; null where they will not.',
    input: z
      .object({
        visitId: idSchema<VisitId>(),
        minutes: z
          .number()
          .int()
          .min(1)
          .max(240, 'Four hours at most: book another time instead.')
          .nullable(),
      })
      .strict(),
    output: z.object({ visitId: idSchema<VisitId>() }),
    access: 'calendar.book',
    touches: ['visits', 'queue'],
  }),
  'calendar.keepBoth': command({
    summary: 'Say why a visit stays although it was booked onto another one.',
    input: z
      .object({ visitId: idSchema<VisitId>(), reason: typedLine(200).min(3, 'Say why, in a few words.') })
      .strict(),
    output: z.object({ visitId: idSchema<VisitId>() }),
    access: 'calendar.overrule',
    touches: ['visits', 'queue'],
  }),
  'calendar.history': query({
    summary: 'Where a visit stood before: each booking and move with who, when and why.',
    input: z.object({ visitId: idSchema<VisitId>() }).strict(),
    output: z.object({
      steps: z.array(
        z.object({
          at: instantSchema,
          by: z.string(),
          what: z.enum(['booked', 'moved', 'status']),
          status: z.enum(VISIT_STATUSES),
          starts: instantSchema.nullable(),
          minutes: z.number().int(),
          providerId: idSchema<ProviderId>().nullable(),
          roomId: idSchema<RoomId>().nullable(),
          why: z.string(),
          isUndone: z.boolean(),
        }),
      ),
      /** The missed or cancelled visit that this one is instead of, and the one that is instead of it. */
      replaces: linkedVisitSchema.nullable(),
      replacedBy: linkedVisitSchema.nullable(),
      /** The visits of the same series in order, this one among them. */
      series: z.array(linkedVisitSchema),
    }),
    access: 'visits.read',
    reads: ['visits', 'staff'],
    disclosure: 'chart',
  }),
  'calendar.asOf': query({
    summary: 'The visits of some days as they stood at a past minute.',
    input: z.object({ fromDay: plainDateSchema, untilDay: plainDateSchema, at: instantSchema }).strict(),
    output: z.object({ visits: z.array(calendarVisitSchema) }),
    access: 'visits.read',
    reads: ['visits', 'patients'],
    disclosure: 'list',
  }),
  'calendar.move': command({
    summary: 'Move a booking to another time, provider or room, or make it longer or shorter.',
    input: placeSchema.extend({ visitId: idSchema<VisitId>(), overruleReason: overruleSchema }).strict(),
    output: z.object({ visitId: idSchema<VisitId>() }),
    access: 'calendar.book',
    touches: ['visits', 'queue'],
  }),
};
