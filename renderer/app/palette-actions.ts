import type { PatientId } from '../../shared/kernel/ids.ts';
import type { Session } from '../../shared/staff/contract.ts';
import type { VisitRow } from '../../shared/visits/contract.ts';
import { boardGroup } from '../../shared/visits/state-machine.ts';
import { openCalendar, openFindFor } from '../calendar/open-calendar.ts';
import {
  goToRoom,
  openCameraScan,
  openChart,
  openNewTask,
  openRegister,
  openVisit,
  openWalkIn,
} from '../data/desk-store.ts';
import { lockWindow } from '../data/session.ts';
import { openPrint } from '../print/open-print.ts';
import type { Strings } from '../strings/en.ts';
import { keepPreferences } from './keep-preferences.ts';
import { type PaletteIntent, visitOfToday } from './palette-intent.ts';
import { mayEnter, ROOMS } from './rooms.ts';

export interface PaletteAction {
  readonly id: string;
  readonly label: string;
  /** What it is found by. */
  readonly words: string;
  readonly shortcut?: string | undefined;
  readonly run: () => void;
}

/** Opens what Enter on a patient means: the visit of today where there is one, else the chart. */
export function openPatient(patientId: PatientId, intent: PaletteIntent, rows: readonly VisitRow[]): void {
  const visit = intent === 'walk-in' || intent === 'book' ? undefined : visitOfToday(rows, patientId);
  if (intent === 'walk-in') openWalkIn(patientId);
  else if (intent === 'book') openFindFor({ patientId });
  else if (visit !== undefined) openVisit(visit.id);
  else openChart(patientId);
}

/** Everything the palette can do besides finding people, as far as the person's role goes. */
export function paletteActions(
  strings: Strings,
  session: Session,
  rows: readonly VisitRow[],
  showKeys: () => void,
): readonly PaletteAction[] {
  const { actions, actionWords, rooms } = strings.frame;
  const next =
    rows.find((row) => boardGroup(row.status) === 'at-the-desk') ??
    rows.find((row) => boardGroup(row.status) === 'expected');
  const choose = (theme: 'light' | 'dark' | 'system'): void => keepPreferences({ theme });
  const may = (permission: Session['permissions'][number]): boolean =>
    session.permissions.includes(permission);
  return [
    ...(may('visits.check-in') && next !== undefined
      ? [
          {
            id: 'check-in',
            label: actions.checkIn,
            words: actionWords.checkIn,
            run: () => openVisit(next.id),
          },
        ]
      : []),
    ...(may('visits.check-in')
      ? [
          {
            id: 'walk-in',
            label: actions.walkIn,
            words: actionWords.walkIn,
            shortcut: 'w',
            run: () => openWalkIn(),
          },
        ]
      : []),
    ...(may('calendar.book')
      ? [
          {
            id: 'book',
            label: actions.book,
            words: actionWords.book,
            run: () => openCalendar({ kind: 'find' }),
          },
          {
            id: 'lists',
            label: actions.lists,
            words: actionWords.lists,
            run: () => openCalendar({ kind: 'lists', list: 'waiting' }),
          },
          {
            id: 'calls',
            label: actions.calls,
            words: actionWords.calls,
            run: () => openCalendar({ kind: 'lists', list: 'confirm' }),
          },
        ]
      : []),
    ...(may('patients.write')
      ? [
          {
            id: 'new',
            label: actions.newPatient,
            words: actionWords.newPatient,
            shortcut: 'n',
            run: openRegister,
          },
          {
            id: 'camera',
            label: strings.scan.camera,
            words: strings.scan.cameraWords,
            run: openCameraScan,
          },
        ]
      : []),
    ...(may('tasks.work')
      ? [
          {
            id: 'task',
            label: actions.newTask,
            words: actionWords.newTask,
            shortcut: 'Alt+T',
            run: () => openNewTask(),
          },
        ]
      : []),
    ...(may('patients.read')
      ? [
          {
            id: 'empty-form',
            label: actions.emptyForm,
            words: actionWords.emptyForm,
            run: () => openPrint({ kind: 'check-in-form', patientId: null }),
          },
        ]
      : []),
    ...(may('visits.read')
      ? [
          {
            id: 'print-day',
            label: strings.paper.paletteLabel,
            words: strings.paper.paletteWords,
            run: () => openCalendar({ kind: 'paper', providerId: null }),
          },
        ]
      : []),
    ...ROOMS.map((room, index) => ({
      id: `room-${room.id}`,
      isOpen: mayEnter(room, session.permissions),
      label: actions.goTo(rooms[room.id]),
      words: actions.goTo(rooms[room.id]),
      shortcut: `Alt+${index + 1}`,
      run: () => goToRoom(room.id),
    })).filter(({ isOpen }) => isOpen),
    {
      id: 'lock',
      label: actions.lock,
      words: actionWords.lock,
      shortcut: 'Ctrl+L',
      run: () => void lockWindow('asked'),
    },
    { id: 'keys', label: actions.keys, words: actionWords.keys, shortcut: '?', run: showKeys },
    { id: 'light', label: actions.light, words: actionWords.light, run: () => choose('light') },
    { id: 'dark', label: actions.dark, words: actionWords.dark, run: () => choose('dark') },
    { id: 'system', label: actions.system, words: actionWords.system, run: () => choose('system') },
  ];
}
