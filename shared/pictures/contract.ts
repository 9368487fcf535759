import { z } from 'zod';
import { command, query } from '../api/define.ts';
import { idSchema, type OperationId, type PatientId, type PictureId } from '../kernel/ids.ts';
import { instantSchema } from '../kernel/time.ts';
import { MOST_PICTURE_BYTES } from './picture-format.ts';

export const PICTURE_KINDS = ['photo', 'card-front', 'card-back', 'document'] as const;
export const pictureKindSchema = z.enum(PICTURE_KINDS);
export type PictureKind = z.output<typeof pictureKindSchema>;

export const pictureMimeSchema = z.enum(['image/jpeg', 'image/png']);

/** Bytes as text, as they cross to the engine; `most` is of the bytes, not of the letters. */
export const base64Schema = (most: number) =>
  z
    .string()
    .max(Math.ceil(most / 3) * 4, { abort: true, message: 'This picture is too large. Take it again.' })
    .regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, 'This is not a picture.');

export const pictureSchema = z.object({
  id: idSchema<PictureId>(),
  kind: pictureKindSchema,
  mime: pictureMimeSchema,
  width: z.number().int(),
  height: z.number().int(),
  takenAt: instantSchema,
  takenBy: z.string(),
});
export type Picture = z.output<typeof pictureSchema>;

export const picturesContract = {
  'pictures.add': command({
    summary: 'Keep a picture of a patient or of a card. A new photo takes the place of the one before.',
    input: z
      .object({
        patientId: idSchema<PatientId>(),
        kind: pictureKindSchema,
        /** JPEG or PNG in base64; the engine looks at the bytes, never at what they are called. */
        data: base64Schema(MOST_PICTURE_BYTES),
      })
      .strict(),
    output: z.object({ pictureId: idSchema<PictureId>() }),
    access: 'patients.write',
    touches: ['pictures', 'patients', 'queue'],
  }),
  'pictures.read': query({
    summary: 'The bytes of one picture.',
    input: z.object({ pictureId: idSchema<PictureId>() }).strict(),
    output: pictureSchema.extend({ data: z.string() }),
    access: 'patients.read',
    reads: ['pictures'],
    disclosure: 'chart',
  }),
  'pictures.ofPatient': query({
    summary: 'Which pictures there are of a patient, newest first, without their bytes.',
    input: z.object({ patientId: idSchema<PatientId>() }).strict(),
    output: z.object({ pictures: z.array(pictureSchema) }),
    access: 'patients.read',
    reads: ['pictures'],
    disclosure: 'chart',
  }),
  'pictures.remove': command({
    summary: 'Take a picture out of use. It can be taken back the same day.',
    input: z.object({ pictureId: idSchema<PictureId>() }).strict(),
    output: z.object({}),
    access: 'patients.write',
    touches: ['pictures', 'patients', 'queue'],
  }),
  'pictures.undo': command({
    summary: 'Take back adding or removing a picture.',
    input: z.object({ operationId: idSchema<OperationId>() }).strict(),
    output: z.object({}),
    access: 'patients.write',
    touches: ['pictures', 'patients', 'queue'],
  }),
} as const;
