import type { Fault, FaultHook } from './faults.ts';

/** Faults by the names that a command line gives them; each is what commonly happens. */
export const NAMED_FAULTS: Readonly<Record<string, Fault>> = {
  drop: { kind: 'drop' },
  'lost-response': { kind: 'lost-response' },
  late: { kind: 'late', after: 3 },
  duplicate: { kind: 'duplicate' },
  '401': { kind: 'status', status: 401 },
  '403': { kind: 'status', status: 403 },
  '404': { kind: 'status', status: 404 },
  '409': { kind: 'status', status: 409 },
  '410': { kind: 'status', status: 410 },
  '412': { kind: 'status', status: 412 },
  '413': { kind: 'status', status: 413 },
  '422': { kind: 'status', status: 422 },
  '429': { kind: 'status', status: 429, retryAfter: 2 },
  '500': { kind: 'status', status: 500 },
  '502': { kind: 'status', status: 502 },
  '503': { kind: 'status', status: 503 },
  '503-after-commit': { kind: 'status-after-commit', status: 503 },
  garbage: { kind: 'garbage' },
  'captive-portal': { kind: 'captive-portal' },
  'half-body': { kind: 'half-body' },
  slow: { kind: 'slow-drip', ms: 4_000 },
  delay: { kind: 'delay', ms: 2_000 },
};

/** One of the faults for so many of the requests; `random` gives numbers from 0 up to 1, `rate` is a share of 1. */
export function randomFaults(faults: readonly Fault[], rate: number, random: () => number): FaultHook {
  return () => (random() < rate ? faults[Math.floor(random() * faults.length)] : undefined);
}
