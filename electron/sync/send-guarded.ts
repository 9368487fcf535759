import { isObject } from '../fhir/reading.ts';
import type { FrozenSend } from './frozen.ts';
import { arrivingOf } from './receive.ts';
import { READ_HEADERS } from './requests.ts';
import type { FhirRequest, FhirResponse, Transport } from './transport.ts';

/**
 * Sends a change to a server that would let it hide somebody else's: looks right before whether the version that it was made on
 * still stands. What is written there between the two is hidden all the same; that is told when the practice is connected.
 */
export async function sendGuarded(
  transport: Transport,
  send: FrozenSend,
  change: FhirRequest,
  timeoutMs: number,
): Promise<FhirResponse> {
  const path = `${send.resourceType}/${send.serverId}`;
  const there = await transport.send({ method: 'GET', path, headers: READ_HEADERS }, timeoutMs);
  if (there.status !== 200) return there;
  const resource = parsed(there.body);
  const arriving = isObject(resource) ? arrivingOf(resource) : undefined;
  // What is no resource came from something on the way: nothing is known.
  if (!arriving) return { status: 503, headers: {}, body: '' };
  if (arriving.version !== send.basedOn) return { status: 412, headers: {}, body: '' };
  return transport.send(change, timeoutMs);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
