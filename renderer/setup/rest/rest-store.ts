import { create } from 'zustand';

/** What a new practice is asked for once it is open, in this order. */
export const REST_STEPS = ['hours', 'staff', 'providers', 'rooms', 'types', 'prices', 'done'] as const;
export type RestStep = (typeof REST_STEPS)[number];

/** The step on the screen, or null while the desk itself is. */
export const useRest = create<{ readonly step: RestStep | null }>()(() => ({ step: null }));

/** Opens the setting up, at its first step unless another is named. */
export function openRest(step: RestStep = 'hours'): void {
  useRest.setState({ step });
}

/** To the desk; what was added is kept, and the list beside the board leads back. */
export function closeRest(): void {
  useRest.setState({ step: null });
}

/** The step after or before; before the first and after the last there is none. */
export function stepBeside(step: RestStep, by: 1 | -1): RestStep | undefined {
  return REST_STEPS[REST_STEPS.indexOf(step) + by];
}
