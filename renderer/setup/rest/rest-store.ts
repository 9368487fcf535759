import { create } from 'zustand';

/** What a new practice is asked for once it is open, in this order. */
export const REST_STEPS = ['hours', 'staff', 'providers', 'rooms', 'types', 'prices', 'done'] as const;
export type RestStep = (typeof REST_STEPS)[number];

/** That somebody went on to the desk, remembered by this window: what they entered is in the store, as they entered it. */
const STORED_AS = 'anteroom.setup-left';

interface Rest {
  /** The step on the screen, or null while the desk itself is. */
  readonly step: RestStep | null;
  /** False until somebody here went on to the desk of their own will: then nobody is led back any more. */
  readonly isLeft: boolean;
}

export const useRest = create<Rest>()(() => ({ step: null, isLeft: storedLeft() }));

/** Opens the setting up, at its first step unless another is named. */
export function openRest(step: RestStep = 'hours'): void {
  useRest.setState({ step });
}

/** To the desk; what was added is kept, and the list beside the board leads back. */
export function closeRest(): void {
  storeLeft(true);
  useRest.setState({ step: null, isLeft: true });
}

/** For a practice that is begun anew at this window. */
export function forgetSetupLeft(): void {
  storeLeft(false);
  useRest.setState({ isLeft: false });
}

/** The step after or before; before the first and after the last there is none. */
export function stepBeside(step: RestStep, by: 1 | -1): RestStep | undefined {
  return REST_STEPS[REST_STEPS.indexOf(step) + by];
}

function storedLeft(): boolean {
  try {
    return globalThis.localStorage.getItem(STORED_AS) !== null;
  } catch {
    return false;
  }
}

function storeLeft(isLeft: boolean): void {
  try {
    if (isLeft) globalThis.localStorage.setItem(STORED_AS, 'yes');
    else globalThis.localStorage.removeItem(STORED_AS);
  } catch {
    // A window without storage leads back once more at its next start; nothing is lost.
  }
}
