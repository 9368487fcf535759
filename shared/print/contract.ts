import { z } from 'zod';
import { command, query } from '../api/define.ts';
import { idSchema, type PatientId, type VisitId } from '../kernel/ids.ts';

/** What the desk prints. `subjectId` of a print job is the payment of a receipt, the visit or the patient. */
export const PRINT_KINDS = [
  'label',
  'routing-slip',
  'receipt',
  'face-sheet',
  'check-in-form',
  'consent',
] as const;
export type PrintKind = (typeof PRINT_KINDS)[number];

/** The paper that a page is made for; labels are 2.25 by 1.25 inches. */
export const SHEETS = ['letter', 'a4', 'label'] as const;
export type Sheet = (typeof SHEETS)[number];

/** More labels than this for one visit are a slip of the finger. */
const MOST_LABELS = 20;

const subjectId = idSchema<string>();

export const printContract = {
  'print.copies': query({
    summary: 'How often this was printed before, so that a second receipt says that it is a copy.',
    input: z.object({ kind: z.enum(PRINT_KINDS), subjectId }).strict(),
    output: z.object({ count: z.number().int() }),
    access: 'signed-in',
    reads: ['prints'],
    disclosure: 'none',
  }),
  'print.note': command({
    summary: 'Write down that something of a patient was printed or saved as a file, and where it went.',
    input: z
      .object({
        kind: z.enum(PRINT_KINDS),
        subjectId,
        destination: z.enum(['printer', 'pdf', 'label-printer']),
      })
      .strict(),
    output: z.object({ count: z.number().int() }),
    access: 'signed-in',
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
