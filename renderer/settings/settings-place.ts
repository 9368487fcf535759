import { create } from 'zustand';
import type { SectionName } from './settings-room.tsx';

/** Which part of the settings stands open. */
export const useSettingsPlace = create<{ readonly section: SectionName }>()(() => ({ section: 'mine' }));
