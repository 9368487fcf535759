import { afterEach, describe, expect, it } from 'vitest';
import { ApiFailure } from '../../../../renderer/data/bridge.ts';
import { DEFAULT_PREFERENCES, usePreferences } from '../../../../renderer/data/preferences.ts';
import { failureIn } from '../../../../renderer/strings/failures.ts';
import { allSentences, sentencesOf } from '../../../support/refusal-sentences.ts';

afterEach(() => usePreferences.setState(DEFAULT_PREFERENCES));

describe('what the engine refuses with', () => {
  const sentences = allSentences();

  it('is found in the code', () => {
    expect(new Set(sentences.map(({ code }) => code)).size).toBeGreaterThan(30);
  });

  it('has a Spanish sentence each', () => {
    const said = new Map<string, Set<string>>();
    for (const { code, message } of sentences)
      if (code !== undefined) said.set(code, (said.get(code) ?? new Set()).add(message));
    const missing = sentences.filter(({ code, message }) => {
      const hasSeveral = code !== undefined && (said.get(code)?.size ?? 0) > 1;
      // The words of the code are good enough only where it has one sentence, or where that is made elsewhere.
      const spoken = failureIn('es', {
        message,
        ...(code === undefined || (hasSeveral && !message.startsWith('(made elsewhere)')) ? {} : { code }),
      });
      return spoken === message;
    });
    expect(missing.map(({ where, message }) => `${where}  ${message}`)).toEqual([]);
  });

  it('would be missed when it is new', () => {
    const [found] = sentencesOf(
      'electron/visits/new.ts',
      "throw new Refusal('visits/new', `Nobody has said ${what} in Spanish.`);",
    );
    expect(found).toMatchObject({ code: 'visits/new', message: 'Nobody has said 7 in Spanish.' });
    expect(failureIn('es', { message: found?.message ?? '' })).toBe('Nobody has said 7 in Spanish.');
  });
});

describe('a refusal on the screen', () => {
  const refused = {
    code: 'staff/wrong-pin',
    message: 'That PIN is not right. 1 try left.',
    fields: { pin: 'Try again.', family: 'Too big: expected string to have <=80 characters' },
    retryable: false,
    ref: 'x',
  };

  it('keeps the words of the engine in English', () => {
    const failure = new ApiFailure(refused);
    expect(failure.message).toBe(refused.message);
    expect(failure.fields).toEqual(refused.fields);
  });

  it('speaks Spanish to who reads Spanish, its numbers and its fields too', () => {
    usePreferences.setState({ language: 'es' });
    const failure = new ApiFailure(refused);
    expect(failure.message).toBe('Ese PIN no es correcto. Le queda 1 intento.');
    expect(failure.fields).toEqual({
      pin: 'Intente de nuevo.',
      family: 'Demasiado largo: como máximo 80 caracteres.',
    });
  });
});
