import { create } from 'zustand';
import { goToRoom } from '../data/desk-store.ts';
import type { SectionName } from './settings-room.tsx';

/** Which part of the settings stands open. */
export const useSettingsPlace = create<{ readonly section: SectionName }>()(() => ({ section: 'mine' }));

/** Opens a part of the settings from anywhere. */
export function openSettings(section: SectionName): void {
  useSettingsPlace.setState({ section });
  goToRoom('settings');
}
