import { uuidV7 } from '../../shared/kernel/ids.ts';
import type { EnginePorts } from '../engine/ports.ts';
import { createAuthorizer } from './authorize.ts';
import type { Network } from './controller.ts';
import { createHttpTransport } from './http-transport.ts';

/** The real network: HTTP with whatever says who asks. A request that the server did not believe is asked once more with a new token. */
export function httpNetwork({ clock, random }: Pick<EnginePorts, 'clock' | 'random'>): Network {
  return ({ address, authorities, credentials }, heard) => {
    const authorizer = createAuthorizer(credentials, {
      now: () => clock.now(),
      newId: () => uuidV7(clock.now(), random(10)),
      tokenTransport: (tokenAddress) =>
        createHttpTransport({ address: tokenAddress, authorities }, () => Promise.resolve({})),
    });
    const line = createHttpTransport({ address, authorities }, authorizer.headers, heard);
    return {
      close: line.close,
      send: async (request, timeoutMs) => {
        const response = await line.send(request, timeoutMs);
        if (response.status !== 401) return response;
        authorizer.refused();
        return line.send(request, timeoutMs);
      },
    };
  };
}
