import { z } from 'zod';
import { idSchema, type OperationId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';

/** A regular expression or a date is an object without fields too, and no form ever made one. */
const plainObject = z.custom<object>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null),
);

const envelopeSchema = z
  .object({ operationId: idSchema<OperationId>().optional(), input: plainObject })
  .strict();

/** Parses what a window sent; throws a Refusal whose field messages say what to do and never what was typed. */
export function parseEnvelope(
  raw: unknown,
  input: z.ZodType,
): { operationId: OperationId | undefined; input: unknown } {
  const envelope = envelopeSchema.safeParse(raw);
  if (!envelope.success)
    throw new Refusal('input/invalid', 'This request is not of the form that the desk understands.');
  const parsed = input.safeParse(envelope.data.input);
  if (!parsed.success)
    throw new Refusal('input/invalid', 'Some of this cannot be saved as it is. Look at the marked fields.', {
      fields: fieldMessages(parsed.error),
    });
  return { operationId: envelope.data.operationId, input: parsed.data };
}

/** As many as a form marks at once; what is wrong in ten thousand places came from no form. */
const MOST_FIELDS = 20;

function fieldMessages(error: z.ZodError): Record<string, string> {
  const messages: Record<string, string> = {};
  for (const issue of error.issues.slice(0, MOST_FIELDS)) {
    const path = issue.path.map(String).join('.') || 'form';
    // An unknown key is the caller's text; only that there was one is said.
    messages[path] ??=
      issue.code === 'unrecognized_keys' ? 'There is a field here that does not belong.' : issue.message;
  }
  return messages;
}
