import type { ApiFailure } from '../data/bridge.ts';

/** What to do about a refused command: what the fields say where they say something, else the message. */
export function failureText(failure: Pick<ApiFailure, 'message' | 'fields'>): string {
  const said = [...new Set(Object.values(failure.fields ?? {}))];
  return said.length === 0 ? failure.message : said.join(' ');
}
