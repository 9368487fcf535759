import { z } from 'zod';

/** One stretch of a weekday in which the practice is open; a lunch break makes two. Times are wall-clock, `HH:MM`. */
export interface OpenHours {
  /** ISO: 1 is Monday, 7 is Sunday. */
  readonly weekday: number;
  readonly opens: string;
  readonly closes: string;
}

/** A time by the clock on the wall, `HH:MM`. */
export const timeOfDaySchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the time like 08:00 or 17:30.');

/** The week's opening hours, in order, none of them overlapping another. */
export const hoursSchema = z
  .array(
    z
      .object({ weekday: z.number().int().min(1).max(7), opens: timeOfDaySchema, closes: timeOfDaySchema })
      .strict(),
  )
  .max(21)
  .refine((list) => list.every(({ opens, closes }) => opens < closes), 'Closing comes after opening.')
  .refine((list) => !haveOverlap(list), 'Two of these times overlap.');

/** Monday to Friday, 8 to 17: where most practices begin. */
export const USUAL_HOURS: readonly OpenHours[] = [1, 2, 3, 4, 5].map((weekday) => ({
  weekday,
  opens: '08:00',
  closes: '17:00',
}));

function haveOverlap(list: readonly OpenHours[]): boolean {
  return list.some((one, index) =>
    list
      .slice(index + 1)
      .some((two) => one.weekday === two.weekday && one.opens < two.closes && two.opens < one.closes),
  );
}
