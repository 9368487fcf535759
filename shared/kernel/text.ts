import { z } from 'zod';

/**
 * One line that a person types, at most `most` characters. Half a character (a lone surrogate, as a broken paste
 * leaves it) is replaced as the store would replace it: the row and its line in the change log must say the same.
 * A text that is too long is refused before any other rule reads it, so that megabytes cost nothing.
 */
export const typedLine = (most: number) =>
  z
    .string()
    .trim()
    .max(most, { abort: true })
    .overwrite((text) => text.toWellFormed());
