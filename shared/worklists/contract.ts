import { z } from 'zod';
import { command, query } from '../api/define.ts';
import { placeSchema } from '../calendar/contract.ts';
import {
  type AppointmentTypeId,
  idSchema,
  type OperationId,
  type PatientId,
  type ProviderId,
  type RecallId,
  type RoomId,
  type VisitId,
  type WaitingId,
} from '../kernel/ids.ts';
import { typedLine } from '../kernel/text.ts';
import { instantSchema, plainDateSchema } from '../kernel/time.ts';
import { patientSummarySchema } from '../patients/contract.ts';
import { timeOfDaySchema } from '../practice/hours.ts';
import { VISIT_STATUSES } from '../visits/state-machine.ts';
import { CLASH_RULES } from './clashes.ts';

/** What came of a call. `reached` confirms a visit that is not confirmed yet. */
export const CALL_OUTCOMES = ['reached', 'message', 'no-answer', 'wrong-number', 'declined'] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];
export const WAITING_STATUSES = ['waiting', 'offered', 'booked', 'withdrawn', 'expired'] as const;
export type WaitingStatus = (typeof WAITING_STATUSES)[number];
export const RECALL_STATUSES = ['open', 'booked', 'withdrawn'] as const;
export type RecallStatus = (typeof RECALL_STATUSES)[number];
/** No list is longer; what is due first is in it. */
export const MOST_LINES = 500;

/** How often somebody was called about a line, and what came of it last. */
const callsSchema = z.object({
  count: z.number().int(),
  last: z
    .object({ outcome: z.enum(CALL_OUTCOMES), note: z.string(), at: instantSchema, by: z.string() })
    .nullable(),
});

/** What somebody who waits would take. */
export const wishSchema = z
  .object({
    typeId: idSchema<AppointmentTypeId>(),
    /** One of these; empty is anybody. */
    providerIds: z.array(idSchema<ProviderId>()).max(50),
    /** ISO weekdays; empty is any. */
    weekdays: z.array(z.number().int().min(1).max(7)).max(7),
    opens: timeOfDaySchema.nullable(),
    closes: timeOfDaySchema.nullable(),
    fromDay: plainDateSchema,
    untilDay: plainDateSchema,
    isUrgent: z.boolean(),
    note: typedLine(200),
  })
  .strict()
  .refine(({ fromDay, untilDay }) => fromDay <= untilDay, {
    message: 'The last day comes after the first.',
    path: ['untilDay'],
  })
  .refine(({ opens, closes }) => opens === null || closes === null || opens < closes, {
    message: 'The end comes after the beginning.',
    path: ['closes'],
  });

const waitingLineSchema = wishSchema.safeExtend({
  id: idSchema<WaitingId>(),
  patient: patientSummarySchema,
  status: z.enum(WAITING_STATUSES),
  addedAt: instantSchema,
  addedBy: z.string(),
  offered: z
    .object({ starts: instantSchema, providerId: idSchema<ProviderId>().nullable(), at: instantSchema })
    .nullable(),
  calls: callsSchema,
});
export type WaitingLine = z.output<typeof waitingLineSchema>;

export const visitLineSchema = z.object({
  id: idSchema<VisitId>(),
  patient: patientSummarySchema,
  providerId: idSchema<ProviderId>().nullable(),
  roomId: idSchema<RoomId>().nullable(),
  typeId: idSchema<AppointmentTypeId>(),
  day: plainDateSchema,
  starts: instantSchema,
  minutes: z.number().int(),
  status: z.enum(VISIT_STATUSES),
  calls: callsSchema,
});
export type VisitLine = z.output<typeof visitLineSchema>;

const recallFieldsSchema = z
  .object({
    typeId: idSchema<AppointmentTypeId>(),
    providerId: idSchema<ProviderId>().nullable(),
    dueDay: plainDateSchema,
    note: typedLine(200),
  })
  .strict();
const recallLineSchema = recallFieldsSchema.extend({
  id: idSchema<RecallId>(),
  patient: patientSummarySchema,
  addedBy: z.string(),
  calls: callsSchema,
});
export type RecallLine = z.output<typeof recallLineSchema>;

const slotSchema = z.object({
  starts: instantSchema,
  minutes: z.number().int(),
  providerId: idSchema<ProviderId>().nullable(),
});
const nothing = z.object({}).strict();
const touches = ['worklists', 'visits', 'queue'] as const;
const reads = ['worklists', 'visits', 'patients', 'practice'] as const;

export const worklistsContract = {
  'worklists.waiting': query({
    summary: 'Who waits for a free time, the urgent first, then who has waited longest.',
    input: nothing,
    output: z.object({ lines: z.array(waitingLineSchema) }),
    access: 'visits.read',
    reads: [...reads],
    disclosure: 'list',
  }),
  'worklists.freed': query({
    summary: 'Times to come that came free in the last days, and who on the wait list would take each.',
    input: nothing,
    output: z.object({
      slots: z.array(
        slotSchema.extend({
          day: plainDateSchema,
          freedAt: instantSchema,
          matches: z.array(z.object({ starts: instantSchema, line: waitingLineSchema })),
        }),
      ),
    }),
    access: 'visits.read',
    reads: [...reads],
    disclosure: 'list',
  }),
  'worklists.confirm': query({
    summary: 'The visits of a day that are to be confirmed by a call, and what the calls so far came to.',
    input: z.object({ day: plainDateSchema }).strict(),
    output: z.object({ lines: z.array(visitLineSchema) }),
    access: 'visits.read',
    reads: [...reads],
    disclosure: 'list',
  }),
  'worklists.missed': query({
    summary: 'Who missed a visit in the last weeks and has no other one since.',
    input: nothing,
    output: z.object({ lines: z.array(visitLineSchema) }),
    access: 'visits.read',
    reads: [...reads],
    disclosure: 'list',
  }),
  'worklists.recalls': query({
    summary: 'Who is to come again by a day and has not been booked, the longest due first.',
    input: z.object({ untilDay: plainDateSchema }).strict(),
    output: z.object({ lines: z.array(recallLineSchema) }),
    access: 'visits.read',
    reads: [...reads],
    disclosure: 'list',
  }),
  'worklists.clashes': query({
    summary: 'Visits to come that were booked onto each other, as two desks can during an outage.',
    input: nothing,
    output: z.object({
      clashes: z.array(
        z.object({ rule: z.enum(CLASH_RULES), visits: z.tuple([visitLineSchema, visitLineSchema]) }),
      ),
    }),
    access: 'visits.read',
    reads: [...reads],
    disclosure: 'list',
  }),
  'worklists.saveWaiting': command({
    summary: 'Put somebody on the wait list, or say anew what they would take.',
    input: z
      .object({ id: idSchema<WaitingId>().nullable(), patientId: idSchema<PatientId>(), wish: wishSchema })
      .strict(),
    output: z.object({ id: idSchema<WaitingId>() }),
    access: 'calendar.book',
    touches: [...touches],
  }),
  'worklists.offer': command({
    summary: 'Write down that a free time was offered to somebody who waits; it is not kept for them.',
    input: placeSchema
      .pick({ starts: true, providerId: true })
      .extend({ id: idSchema<WaitingId>() })
      .strict(),
    output: nothing,
    access: 'calendar.book',
    touches: [...touches],
  }),
  'worklists.closeWaiting': command({
    summary: 'Take somebody off the wait list: they want nothing any more, or their time is over.',
    input: z.object({ id: idSchema<WaitingId>(), status: z.enum(['withdrawn', 'expired']) }).strict(),
    output: nothing,
    access: 'calendar.book',
    touches: [...touches],
  }),
  'worklists.saveRecall': command({
    summary: 'Write down that somebody is to come again around a day.',
    input: z
      .object({
        id: idSchema<RecallId>().nullable(),
        patientId: idSchema<PatientId>(),
        fields: recallFieldsSchema,
      })
      .strict(),
    output: z.object({ id: idSchema<RecallId>() }),
    access: 'calendar.book',
    touches: [...touches],
  }),
  'worklists.closeRecall': command({
    summary: 'Drop a recall that nobody needs any more.',
    input: z.object({ id: idSchema<RecallId>() }).strict(),
    output: nothing,
    access: 'calendar.book',
    touches: [...touches],
  }),
  'worklists.logCall': command({
    summary: 'Write down a call and what came of it; whoever says that they come has confirmed.',
    input: z
      .object({
        about: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('visit'), id: idSchema<VisitId>() }).strict(),
          z.object({ kind: z.literal('waiting'), id: idSchema<WaitingId>() }).strict(),
          z.object({ kind: z.literal('recall'), id: idSchema<RecallId>() }).strict(),
        ]),
        outcome: z.enum(CALL_OUTCOMES),
        note: typedLine(200),
      })
      .strict(),
    output: nothing,
    access: 'calendar.book',
    touches: [...touches],
  }),
  'worklists.undo': command({
    summary: 'Take back one of today’s changes of the lists.',
    input: z.object({ operationId: idSchema<OperationId>() }).strict(),
    output: nothing,
    access: 'calendar.book',
    touches: [...touches],
  }),
};
