import { create } from 'zustand';
import type { Session } from '../../../shared/staff/contract.ts';
import { ask } from '../../data/bridge.ts';
import { stepToGoOn } from './what-lacks.ts';

/** What a new practice is asked for once it is open, in this order. */
export const REST_STEPS = ['hours', 'staff', 'providers', 'rooms', 'types', 'prices', 'done'] as const;
export type RestStep = (typeof REST_STEPS)[number];

interface Rest {
  /** The step on the screen, or null while the desk itself is. */
  readonly step: RestStep | null;
  /** True once somebody left it for later: until the next start the list beside the board is enough. */
  readonly isLater: boolean;
}

export const useRest = create<Rest>()(() => ({ step: null, isLater: false }));

/** Opens the setting up, at its first step unless another is named. */
export function openRest(step: RestStep = 'hours'): void {
  useRest.setState({ step });
}

/** To the desk; what was added is kept, and the list beside the board leads back. */
export function closeRest(): void {
  useRest.setState({ step: null, isLater: true });
}

/**
 * Leads whoever may set up the practice back to where that was cut short, as by a window that was closed. Call it before
 * the session is entered, so that the board does not flash by.
 */
export async function leadBackToRest({ permissions }: Session): Promise<void> {
  if (!permissions.includes('practice.configure') || useRest.getState().isLater) return;
  const [settings, { staff }, { server }] = await Promise.all([
    ask('practice.settings', {}),
    ask('staff.list', {}),
    ask('sync.server', {}),
  ]);
  // A practice with a server was set up by somebody; what is missing here is on its way.
  if (server !== null) return;
  const step = stepToGoOn(settings, staff);
  if (step !== undefined) openRest(step);
}

/** The step after or before; before the first and after the last there is none. */
export function stepBeside(step: RestStep, by: 1 | -1): RestStep | undefined {
  return REST_STEPS[REST_STEPS.indexOf(step) + by];
}
