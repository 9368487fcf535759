import {
  type FhirRequest,
  type FhirResponse,
  type Transport,
  TransportError,
} from '../../electron/sync/transport.ts';

/** What can go wrong with one request (sync design, section 5). */
export const LINE_FAULTS = [
  'dropped',
  'lost-response',
  'late-original',
  'twice',
  'unavailable',
  'unavailable-after-commit',
  'too-many',
  'garbage',
  'captive-portal',
  'crash-before',
  'crash-after',
] as const;
export type LineFault = (typeof LINE_FAULTS)[number];

/** The process died here: nothing of the cycle goes on, and what was in memory is gone. */
export class Crash extends Error {
  constructor() {
    super('crash');
    this.name = 'Crash';
  }
}

export interface FaultyLine extends Transport {
  /** How often each fault happened. */
  readonly happened: Map<LineFault, number>;
  requests(): number;
  /** Lets every original that is still on its way arrive. */
  settle(): Promise<void>;
}

const PORTAL = '<html><body>Welcome to the guest network. Please accept the terms.</body></html>';

/** A line on which each request may meet what `fault` says; undefined is none. A late original arrives a few requests later. */
export function faultyLine(
  server: Transport,
  fault: (request: FhirRequest) => LineFault | undefined,
): FaultyLine {
  const late: { request: FhirRequest; after: number }[] = [];
  const happened = new Map<LineFault, number>();
  const state = { requests: 0 };
  const answer = (status: number, body: string): FhirResponse => ({ status, headers: {}, body });
  const arriveLate = async (all: boolean): Promise<void> => {
    for (const each of [...late]) {
      each.after -= 1;
      if (!all && each.after > 0) continue;
      late.splice(late.indexOf(each), 1);
      await server.send(each.request, 0);
    }
  };
  const meet = async (request: FhirRequest, met: LineFault): Promise<FhirResponse> => {
    switch (met) {
      case 'dropped':
        throw new TransportError('offline');
      case 'lost-response':
        await server.send(request, 0);
        throw new TransportError('timeout');
      case 'late-original':
        late.push({ request, after: 1 + (state.requests % 7) });
        throw new TransportError('timeout');
      case 'twice':
        await server.send(request, 0);
        return server.send(request, 0);
      case 'unavailable':
        return answer(503, '');
      case 'unavailable-after-commit':
        await server.send(request, 0);
        return answer(503, '');
      case 'too-many':
        return { ...answer(429, ''), headers: { 'retry-after': '1' } };
      case 'garbage':
        await server.send(request, 0);
        return answer(200, '{"resourceType":"Bun');
      case 'captive-portal':
        return answer(200, PORTAL);
      case 'crash-before':
        throw new Crash();
      case 'crash-after':
        await server.send(request, 0);
        throw new Crash();
    }
  };
  return {
    happened,
    requests: () => state.requests,
    settle: () => arriveLate(true),
    send: async (request) => {
      state.requests += 1;
      await arriveLate(false);
      const met = fault(request);
      if (met === undefined) return server.send(request, 0);
      happened.set(met, (happened.get(met) ?? 0) + 1);
      return meet(request, met);
    },
  };
}
