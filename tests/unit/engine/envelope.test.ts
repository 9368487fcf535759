import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseEnvelope } from '../../../electron/engine/envelope.ts';
import { type Failure, Refusal } from '../../../shared/kernel/result.ts';

const input = z.object({ strokes: z.array(z.array(z.number())) }).strict();

function refused(raw: unknown): Failure {
  try {
    parseEnvelope(raw, input);
  } catch (error) {
    if (error instanceof Refusal) return error.failure;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('an envelope that is refused', () => {
  it('names the field and not what was typed into it', () => {
    const { fields } = refused({ input: { strokes: [[1, 'Okafor']] } });
    expect(Object.keys(fields ?? {})).toEqual(['strokes.0.1']);
    expect(JSON.stringify(fields)).not.toContain('Okafor');
  });

  it('stays small, however much is wrong with it', () => {
    const { fields } = refused({ input: { strokes: [new Array(10_000).fill('x')] } });
    expect(Object.keys(fields ?? {})).toHaveLength(20);
  });
});
