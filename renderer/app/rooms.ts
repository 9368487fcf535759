import type { Icon } from '@tabler/icons-react';
import { type ComponentType, lazy } from 'react';
import type { Permission } from '../../shared/staff/permissions.ts';
import type { RoomName } from '../data/desk-store.ts';
import { PatientsRoom } from '../patients/patients-room.tsx';
import { TasksRoom } from '../tasks/tasks-room.tsx';
import {
  IconCalendar,
  IconChecklist,
  IconLayoutList,
  IconRefresh,
  IconSettings,
  IconShieldCheck,
  IconUsers,
} from '../ui/icons.ts';
import { TodayRoom } from '../visits/today-room.tsx';

/** What these are made of must not weigh on every morning's first paint. */
const CalendarRoom = lazy(() => import('../calendar/calendar-room.tsx'));
const SettingsRoom = lazy(() => import('../settings/settings-room.tsx'));
const AuditRoom = lazy(() => import('../audit/audit-room.tsx'));
const SyncRoom = lazy(() => import('../sync/sync-room.tsx'));

export interface Room {
  readonly id: RoomName;
  readonly icon: Icon;
  readonly component: ComponentType;
  /** Without it the room says whom to ask instead of showing an empty list; null is for everybody. */
  readonly permission: Permission | null;
  /** True for a room that only those see who may enter it. */
  readonly isHidden?: boolean;
}

/** True when a room has something for a person with these permissions. */
export function mayEnter(room: Room, permissions: readonly Permission[]): boolean {
  return room.permission === null || permissions.includes(room.permission);
}

/** The rooms that are built, in the order of the rail and of Alt+1, Alt+2… */
export const ROOMS: readonly Room[] = [
  { id: 'today', icon: IconLayoutList, component: TodayRoom, permission: 'visits.read' },
  { id: 'calendar', icon: IconCalendar, component: CalendarRoom, permission: 'visits.read' },
  { id: 'patients', icon: IconUsers, component: PatientsRoom, permission: 'patients.read' },
  { id: 'tasks', icon: IconChecklist, component: TasksRoom, permission: 'tasks.work' },
  { id: 'settings', icon: IconSettings, component: SettingsRoom, permission: null },
  { id: 'audit', icon: IconShieldCheck, component: AuditRoom, permission: 'audit.read', isHidden: true },
  { id: 'sync', icon: IconRefresh, component: SyncRoom, permission: 'patients.read', isHidden: true },
];
