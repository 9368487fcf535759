import type { FhirResponse } from './transport.ts';

/** No server keeps a desk waiting for longer: it is asked by hand before that anyway. */
const LONGEST_MS = 3_600_000;

/**
 * How long a server that has too much to do asks to be left alone, in milliseconds (RFC 9110, 10.2.3: seconds, or a date, which
 * is held against the server's own clock); 0 where it does not say.
 */
export function restAskedFor({ status, headers }: FhirResponse): number {
  const asked = status === 429 || status === 503 ? headers['retry-after'] : undefined;
  if (asked === undefined) return 0;
  const seconds = Number(asked);
  const ms = Number.isFinite(seconds)
    ? seconds * 1_000
    : Date.parse(asked) - Date.parse(headers['date'] ?? '');
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), LONGEST_MS) : 0;
}
