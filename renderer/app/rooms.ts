import type { Icon } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Permission } from '../../shared/staff/permissions.ts';
import type { RoomName } from '../data/desk-store.ts';
import { PatientsRoom } from '../patients/patients-room.tsx';
import { IconLayoutList, IconUsers } from '../ui/icons.ts';
import { TodayRoom } from '../visits/today-room.tsx';

export interface Room {
  readonly id: RoomName;
  readonly icon: Icon;
  readonly component: ComponentType;
  /** Without it the room says whom to ask instead of showing an empty list. */
  readonly permission: Permission;
}

/** The rooms that are built, in the order of the rail and of Alt+1, Alt+2… */
export const ROOMS: readonly Room[] = [
  { id: 'today', icon: IconLayoutList, component: TodayRoom, permission: 'visits.read' },
  { id: 'patients', icon: IconUsers, component: PatientsRoom, permission: 'patients.read' },
];
