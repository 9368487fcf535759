import { z } from 'zod';
import { command, query } from '../api/define.ts';
import {
  type AppointmentTypeId,
  idSchema,
  type PatientId,
  type ProviderId,
  type RoomId,
  type VisitId,
} from '../kernel/ids.ts';
import { instantSchema, plainDateSchema } from '../kernel/time.ts';
import { VISIT_STATUSES } from '../visits/state-machine.ts';

/** What the desk prints of one patient. `subjectId` of a print job is the payment of a receipt, the visit or the patient. */
export const PATIENT_PRINT_KINDS = [
  'label',
  'routing-slip',
  'receipt',
  'face-sheet',
  'check-in-form',
  'consent',
] as const;
export type PatientPrintKind = (typeof PATIENT_PRINT_KINDS)[number];

/** What the desk prints of a day of the calendar. */
const DAY_PRINT_KINDS = ['provider-day', 'room-sheet', 'day-sheet'] as const;
export const PRINT_KINDS = [...PATIENT_PRINT_KINDS, ...DAY_PRINT_KINDS] as const;
export type PrintKind = (typeof PRINT_KINDS)[number];

/** The paper that a page is made for; labels are 2.25 by 1.25 inches. */
export const SHEETS = ['letter', 'a4', 'label'] as const;
export type Sheet = (typeof SHEETS)[number];

/** More labels than this for one visit are a slip of the finger. */
const MOST_LABELS = 20;

const subjectId = idSchema<string>();

/** A day on paper: of a provider (null is whom nobody in particular sees), of one room or all, or of everybody. */
export const dayPaperSchema = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('provider-day'),
      day: plainDateSchema,
      providerId: idSchema<ProviderId>().nullable(),
    })
    .strict(),
  z
    .object({ kind: z.literal('room-sheet'), day: plainDateSchema, roomId: idSchema<RoomId>().nullable() })
    .strict(),
  z.object({ kind: z.literal('day-sheet'), day: plainDateSchema }).strict(),
]);
export type DayPaper = z.output<typeof dayPaperSchema>;

const paperVisitSchema = z.object({
  id: idSchema<VisitId>(),
  patientId: idSchema<PatientId>(),
  family: z.string(),
  given: z.string(),
  suffix: z.string(),
  birthDate: plainDateSchema,
  /** Empty in a restricted record. */
  phone: z.string(),
  language: z.string(),
  needsInterpreter: z.boolean(),
  /** Nobody here has seen them yet. */
  isNewPatient: z.boolean(),
  providerId: idSchema<ProviderId>().nullable(),
  roomId: idSchema<RoomId>().nullable(),
  typeId: idSchema<AppointmentTypeId>(),
  typeName: z.string(),
  /** What the patient was told to do beforehand. */
  preparation: z.string(),
  status: z.enum(VISIT_STATUSES),
  /** Null where only the day is known, as of visits that another system brought. */
  starts: instantSchema.nullable(),
  minutes: z.number().int(),
  walkIn: z.boolean(),
  /** Empty in a restricted record. */
  reason: z.string(),
});
export type PaperVisit = z.output<typeof paperVisitSchema>;

const spanSchema = z.object({ starts: instantSchema, ends: instantSchema });
const whoseSchema = z.object({
  providerId: idSchema<ProviderId>().nullable(),
  roomId: idSchema<RoomId>().nullable(),
});

export const printContract = {
  'print.copies': query({
    summary: 'How often this was printed before, so that a second receipt says that it is a copy.',
    input: z.object({ kind: z.enum(PATIENT_PRINT_KINDS), subjectId }).strict(),
    output: z.object({ count: z.number().int() }),
    access: 'signed-in',
    reads: ['prints'],
    disclosure: 'none',
  }),
  'print.note': command({
    summary: 'Write down that something of a patient was printed or saved as a file, and where it went.',
    input: z
      .object({
        kind: z.enum(PATIENT_PRINT_KINDS),
        subjectId,
        destination: z.enum(['printer', 'pdf', 'label-printer']),
      })
      .strict(),
    output: z.object({ count: z.number().int() }),
    access: 'signed-in',
    touches: ['prints'],
  }),
  'print.day': query({
    summary: 'A day of a provider, of rooms or of everybody, as it goes on paper.',
    input: dayPaperSchema,
    output: z.object({
      visits: z.array(paperVisitSchema),
      /** When each of them works or is open; one of whom nobody has said is left out. */
      open: z.array(whoseSchema.extend({ spans: z.array(spanSchema) })),
      blocks: z.array(whoseSchema.extend({ ...spanSchema.shape, reason: z.string() })),
    }),
    access: 'visits.read',
    reads: ['visits', 'patients', 'practice'],
    disclosure: 'list',
  }),
  'print.noteDay': command({
    summary: 'Write down whose visits were printed, or saved as a file, with a day of the calendar.',
    input: z.object({ paper: dayPaperSchema, destination: z.enum(['printer', 'pdf']) }).strict(),
    output: z.object({ patients: z.number().int() }),
    access: 'visits.read',
    touches: ['prints'],
  }),
  'print.labelJob': query({
    summary: 'The label of a visit in the language of label printers (ZPL II), and the printer of this desk.',
    input: z
      .object({ visitId: idSchema<VisitId>(), copies: z.number().int().min(1).max(MOST_LABELS) })
      .strict(),
    output: z.object({ patientId: idSchema<PatientId>(), address: z.string(), zpl: z.string() }),
    access: 'visits.read',
    reads: ['visits', 'patients', 'practice'],
    disclosure: 'chart',
  }),
};
