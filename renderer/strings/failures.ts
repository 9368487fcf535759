import type { Language } from '../../shared/kernel/time.ts';
import { FAILURES_BY_CODE, FAILURES_BY_PATTERN, FAILURES_BY_SENTENCE } from './failures-es.ts';

/** The engine's own words, English, with the code that tells them apart where they came with one. */
interface Said {
  readonly code?: string;
  readonly message: string;
}

/**
 * What a refusal says in the person's language. The sentence itself is looked up first, because one code can have
 * several; then what it is made of; then the code. What nobody has translated stays in the engine's words: an
 * English sentence that says what to do is better than none.
 */
export function failureIn(language: Language, { code, message }: Said): string {
  if (language === 'en') return message;
  return spanishSentence(message) ?? (code === undefined ? undefined : FAILURES_BY_CODE[code]) ?? message;
}

function spanishSentence(message: string): string | undefined {
  const known = Object.hasOwn(FAILURES_BY_SENTENCE, message) ? FAILURES_BY_SENTENCE[message] : undefined;
  if (known !== undefined) return known;
  for (const [pattern, words] of FAILURES_BY_PATTERN) {
    const match = pattern.exec(message);
    if (match !== null) return words(...match.slice(1));
  }
  return undefined;
}

/** The messages by field of a refusal, in the person's language. */
export function fieldFailuresIn(
  language: Language,
  fields: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> | undefined {
  if (fields === undefined || language === 'en') return fields;
  return Object.fromEntries(
    Object.entries(fields).map(([field, message]) => [field, failureIn(language, { message })]),
  );
}
