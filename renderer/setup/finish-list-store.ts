import { create } from 'zustand';

/** Whether the list of what a new practice still lacks is shown; it says nothing about a patient. */
export const useFinishList = create<{ readonly isOffered: boolean }>()(() => ({ isOffered: true }));

/** Shows the list after the first run. */
export function offerFinishList(): void {
  useFinishList.setState({ isOffered: true });
}

/** Puts the list away until the window is opened again. */
export function hideFinishList(): void {
  useFinishList.setState({ isOffered: false });
}
