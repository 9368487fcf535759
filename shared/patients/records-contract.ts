import { z } from 'zod';
import { command, query } from '../api/define.ts';
import {
  type AlertId,
  idSchema,
  type NoteId,
  type OperationId,
  type PatientId,
  type RelatedPersonId,
} from '../kernel/ids.ts';
import { totalCentsSchema } from '../kernel/money.ts';
import { typedLine } from '../kernel/text.ts';
import { instantSchema } from '../kernel/time.ts';
import {
  ALERT_KINDS,
  alertSchema,
  patientFieldNames,
  patientSchema,
  patientSummarySchema,
} from './fields.ts';
import { CARD_NUMBER_PROBLEM, holdsCardNumber } from './free-text.ts';
import { relatedFieldsSchema, relatedPersonSchema } from './relations.ts';

const freeText = (most: number) =>
  typedLine(most)
    .min(1, 'Write something, or leave it out.')
    .refine((text) => !holdsCardNumber(text), CARD_NUMBER_PROBLEM);
const reason = typedLine(200)
  .min(3, 'Say why, in a few words.')
  .refine((text) => !holdsCardNumber(text), CARD_NUMBER_PROBLEM);
/** Every change here can be taken back by its operation. */
const done = z.object({ operationId: idSchema<OperationId>() });
const ofPatient = { patientId: idSchema<PatientId>() };

/** An alert of the chart: the text everybody sees, and who wrote it when. */
export const alertRecordSchema = alertSchema.extend({
  id: idSchema<AlertId>(),
  /** Null where it was there before the desk kept it. */
  createdAt: instantSchema.nullable(),
  createdBy: z.string(),
});
export type AlertRecord = z.output<typeof alertRecordSchema>;

export const noteSchema = z.object({
  id: idSchema<NoteId>(),
  text: z.string(),
  createdAt: instantSchema,
  createdBy: z.string(),
});
export type Note = z.output<typeof noteSchema>;

/** Why somebody is shown as of the same household. */
export const householdMemberSchema = patientSummarySchema.extend({
  why: z.enum(['address', 'related', 'both']),
});
export type HouseholdMember = z.output<typeof householdMemberSchema>;

/** A record that was merged into the one shown. */
export const mergedRecordSchema = patientSummarySchema.pick({ id: true, mrn: true }).extend({
  name: z.string(),
  at: instantSchema,
  by: z.string(),
});
export type MergedRecord = z.output<typeof mergedRecordSchema>;

/** What the chart shows of the people, words and records that belong to a patient. */
export const chartRecords = {
  related: z.array(relatedPersonSchema),
  guarantor: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('self') }),
      z.object({ kind: z.literal('related'), id: idSchema<RelatedPersonId>() }),
    ])
    .nullable(),
  alerts: z.array(alertRecordSchema),
  notes: z.array(noteSchema),
  household: z.array(householdMemberSchema),
  merged: z.array(mergedRecordSchema),
};

export const mergeCountsSchema = z.object({
  visits: z.number().int(),
  payments: z.number().int(),
  coverages: z.number().int(),
  contacts: z.number().int(),
  alerts: z.number().int(),
  notes: z.number().int(),
  consents: z.number().int(),
  pictures: z.number().int(),
  others: z.number().int(),
});
export type MergeCounts = z.output<typeof mergeCountsSchema>;

export const mergeDoubtSchema = z.enum([
  'other-name',
  'other-birth-date',
  'other-sex',
  'both-visit-today',
  'same-coverage',
]);

export const recordsContract = {
  'patients.saveRelated': command({
    summary: 'Write down or correct somebody who belongs to a patient: guarantor, proxy, emergency contact.',
    input: z
      .object({
        ...ofPatient,
        relatedId: idSchema<RelatedPersonId>().nullable(),
        fields: relatedFieldsSchema,
      })
      .strict(),
    output: done.extend({ relatedId: idSchema<RelatedPersonId>() }),
    access: 'patients.write',
    touches: ['patients', 'queue'],
  }),
  'patients.endRelated': command({
    summary: 'Say that somebody does not belong to a patient any more; their line stays in the history.',
    input: z.object({ relatedId: idSchema<RelatedPersonId>() }).strict(),
    output: done,
    access: 'patients.write',
    touches: ['patients', 'queue'],
  }),
  'patients.saveAlert': command({
    summary: 'Write down or correct what everybody must know of a patient before they act.',
    input: z
      .object({
        ...ofPatient,
        alertId: idSchema<AlertId>().nullable(),
        kind: z.enum(ALERT_KINDS),
        text: freeText(120),
      })
      .strict(),
    output: done.extend({ alertId: idSchema<AlertId>() }),
    access: 'patients.write',
    touches: ['patients', 'queue'],
  }),
  'patients.endAlert': command({
    summary: 'Take an alert off; it stays in the history.',
    input: z.object({ alertId: idSchema<AlertId>() }).strict(),
    output: done,
    access: 'patients.write',
    touches: ['patients', 'queue'],
  }),
  'patients.saveNote': command({
    summary: 'Write down or correct a note of the desk about a patient.',
    input: z.object({ ...ofPatient, noteId: idSchema<NoteId>().nullable(), text: freeText(500) }).strict(),
    output: done.extend({ noteId: idSchema<NoteId>() }),
    access: 'patients.write',
    touches: ['patients', 'queue'],
  }),
  'patients.endNote': command({
    summary: 'Take a note off; it stays in the history.',
    input: z.object({ noteId: idSchema<NoteId>() }).strict(),
    output: done,
    access: 'patients.write',
    touches: ['patients', 'queue'],
  }),
  'patients.undo': command({
    summary:
      'Take back one change of a patient’s fields, contacts, alerts or notes; what was changed again since stays.',
    input: z.object({ ...ofPatient, operationId: idSchema<OperationId>() }).strict(),
    output: done,
    access: 'patients.write',
    touches: ['patients', 'queue'],
  }),
  'patients.restrict': command({
    summary: 'Restrict a record, so that it opens only with a reason, or lift that.',
    input: z.object({ ...ofPatient, restricted: z.boolean() }).strict(),
    output: done,
    access: 'patients.restrict',
    touches: ['patients', 'queue'],
  }),
  'patients.openRestricted': command({
    summary:
      'Open a restricted record with a reason, which is kept; it stays open for this sign-in for half an hour.',
    input: z.object({ ...ofPatient, reason }).strict(),
    output: z.object({ until: instantSchema }),
    access: 'patients.read',
    touches: ['patients'],
  }),
  'patients.mergePreview': query({
    summary:
      'Two records of one person side by side: where they differ, what would move, what speaks against it.',
    input: z.object({ survivorId: idSchema<PatientId>(), duplicateId: idSchema<PatientId>() }).strict(),
    output: z.object({
      survivor: patientSchema,
      duplicate: patientSchema,
      fields: z.array(z.object({ field: patientFieldNames, proposed: z.enum(['survivor', 'duplicate']) })),
      moves: mergeCountsSchema,
      /** What the two owe together afterwards. */
      balanceCents: totalCentsSchema,
      doubts: z.array(mergeDoubtSchema),
    }),
    access: 'patients.merge',
    reads: ['patients', 'coverage', 'visits', 'cash', 'consents', 'pictures', 'worklists', 'tasks'],
    disclosure: 'chart',
  }),
  'patients.merge': command({
    summary:
      'Make two records of one person one; the duplicate leads to the one that stays, and it can be taken apart again.',
    input: z
      .object({
        survivorId: idSchema<PatientId>(),
        survivorVersion: z.number().int().min(1),
        duplicateId: idSchema<PatientId>(),
        duplicateVersion: z.number().int().min(1),
        /** The fields whose value the duplicate gives. */
        take: z.array(patientFieldNames).max(40),
      })
      .strict(),
    output: done,
    access: 'patients.merge',
    touches: ['patients', 'coverage', 'visits', 'consents', 'pictures', 'worklists', 'tasks', 'queue'],
  }),
  'patients.unmerge': command({
    summary:
      'Take a merged record out again with what it brought; what was added or changed since stays where it is.',
    input: z.object({ duplicateId: idSchema<PatientId>() }).strict(),
    output: done.extend({
      survivorId: idSchema<PatientId>(),
      /** How many values were changed again since the merge and so stayed. */
      kept: z.number().int(),
    }),
    access: 'patients.merge',
    touches: ['patients', 'coverage', 'visits', 'consents', 'pictures', 'worklists', 'tasks', 'queue'],
  }),
};
