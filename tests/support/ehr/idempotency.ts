import type { EhrRequest, EhrResponse } from './message.ts';

type AskedRequest = EhrRequest & { readonly headers: Readonly<Record<string, string>> };

/**
 * Makes creates repeatable by a key in a header, as one big server does: the first is done, and a repeat is answered
 * with 409 and what the first was answered. The keys are forgotten when the server stops.
 */
export function createIdempotency(
  headerNow: () => string | undefined,
): (request: AskedRequest, answer: () => Promise<EhrResponse>) => Promise<EhrResponse> {
  const answered = new Map<string, EhrResponse>();
  return async (request, answer) => {
    const header = headerNow();
    const key = header && request.method === 'POST' ? request.headers[header] : undefined;
    if (key === undefined) return answer();
    const first = answered.get(key);
    if (first) return { ...first, status: 409 };
    const response = await answer();
    if (response.status < 300) answered.set(key, response);
    return response;
  };
}
