import { READ_HEADERS } from './requests.ts';
import type { SyncContext } from './sync-context.ts';
import { type FhirResponse, TransportError } from './transport.ts';

const READ_TIMEOUT_MS = 30_000;

/** Reads something of the server; undefined when no whole answer came. Rejects where the way in is refused. */
export function ask({ transport }: SyncContext, path: string): Promise<FhirResponse | undefined> {
  const response = transport
    .send({ method: 'GET', path, headers: READ_HEADERS }, READ_TIMEOUT_MS)
    .catch((error: unknown) => {
      if (error instanceof TransportError) return undefined;
      throw error;
    });
  // Whoever waits for it hears of it; until then it is nobody's failure.
  response.catch(() => undefined);
  return response;
}
