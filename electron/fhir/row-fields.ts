import { z } from 'zod';
import { plainDateSchema } from '../../shared/kernel/time.ts';

/** What a column of a synced row may hold. Lengths are far above what any form lets through: they only stop what is absurd. */
const MOST_LINE = 1_000;
const MOST_WORDS = 200_000;
/** The first instant of the year 1 and the last of 9999, in epoch milliseconds: FHIR writes no other years. */
const FIRST_INSTANT = -62_135_596_800_000;
export const LAST_INSTANT = 253_402_300_799_999;

export const line = () => z.string().max(MOST_LINE);
/** A text of several lines. */
export const words = () => z.string().max(MOST_WORDS);
export const recordId = () =>
  z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
/** SHA-256 in hex. */
export const hash = () => z.string().regex(/^[0-9a-f]{64}$/);
export const day = () => plainDateSchema;
export const flag = () => z.boolean();
/** Epoch milliseconds. */
export const instant = () => z.number().int().min(FIRST_INSTANT).max(LAST_INSTANT);
export const count = () => z.number().int().min(0).max(1_000_000_000);
/** Whole cents, negative on a void. */
export const money = () => z.number().int().min(-100_000_000_00).max(100_000_000_00);
export const oneOf = <const Codes extends readonly [string, ...string[]]>(codes: Codes) => z.enum(codes);
/** A column that holds JSON, of the form that its readers rely on. */
export const json = (form: z.ZodType) =>
  z
    .string()
    .max(MOST_WORDS)
    .refine((text) => {
      try {
        return form.safeParse(JSON.parse(text)).success;
      } catch {
        return false;
      }
    });
