import { z } from 'zod';
import { query } from '../api/define.ts';

/** A camera's picture is scaled down to this before it is read; finer than that no bar code needs it. Pixels. */
export const LONGEST_SIDE = 1600;
const MOST_PIXELS = LONGEST_SIDE * 1200;
const MOST_BASE64 = Math.ceil(MOST_PIXELS / 3) * 4;

const side = z.number().int().min(16).max(LONGEST_SIDE);

export const scanContract = {
  'scan.readBarcode': query({
    summary: 'The text of the PDF417 bar code in a grey picture, or null where there is none to be read.',
    input: z
      .object({
        width: side,
        height: side,
        /** Brightness, one byte a pixel, row by row, as base64. */
        grey: z
          .string()
          .max(MOST_BASE64, { abort: true, message: 'This picture is too large. Take it again.' })
          .regex(/^[A-Za-z0-9+/]*={0,2}$/, 'This is not a picture.'),
      })
      .strict(),
    output: z.object({ text: z.string().nullable() }),
    access: 'patients.write',
    reads: [],
    disclosure: 'none',
  }),
};
