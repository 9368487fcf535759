import { create } from 'zustand';
import type { PatientId, StaffId, TaskId, VisitId } from '../../shared/kernel/ids.ts';
import type { TaskFrom } from '../../shared/tasks/contract.ts';

export type RoomName = 'today' | 'calendar' | 'patients' | 'tasks' | 'settings' | 'audit' | 'sync';

/** What stands open in the Today room: a visit's panel or the walk-in form. Ids only; the data stay in the cache. */
export type TodayPanel =
  | { readonly kind: 'visit'; readonly visitId: VisitId }
  | { readonly kind: 'walk-in'; readonly patientId: PatientId | null };
export type PatientsPanel =
  | { readonly kind: 'chart'; readonly patientId: PatientId }
  | { readonly kind: 'edit'; readonly patientId: PatientId }
  | { readonly kind: 'history'; readonly patientId: PatientId }
  | { readonly kind: 'coverage'; readonly patientId: PatientId }
  | { readonly kind: 'merge'; readonly patientId: PatientId; readonly duplicateId: PatientId | null }
  /** The ID card in hand beside a chart; null while it is not clear whose it is. */
  | { readonly kind: 'licence'; readonly patientId: PatientId | null }
  /** The camera, looking for the bar code of an ID card. */
  | { readonly kind: 'scan' }
  | { readonly kind: 'register' };

/** What stands open in the Tasks room: a task, its form, or the form of a new one. */
export type TasksPanel =
  | { readonly kind: 'task' | 'change' | 'drop'; readonly taskId: TaskId }
  | {
      readonly kind: 'new';
      readonly from: TaskFrom | null;
      readonly patientId: PatientId | null;
      /** Where whoever writes it down was, and goes back to. */
      readonly back: RoomName | null;
    };

export interface Place {
  readonly room: RoomName;
  readonly today: TodayPanel | null;
  readonly patients: PatientsPanel | null;
  readonly tasks: TasksPanel | null;
}

const START: Place = { room: 'today', today: null, patients: null, tasks: null };

interface DeskState {
  readonly staffId: StaffId | null;
  readonly place: Place;
  /** Where each person was, so that they find themselves there after a lock. */
  readonly places: Readonly<Record<string, Place>>;
  /** What each person was typing, by `staffId/form`. Memory only: it must not reach the disk in clear. */
  readonly drafts: Readonly<Record<string, unknown>>;
  readonly enter: (staffId: StaffId) => void;
  readonly leave: () => void;
  readonly go: (change: Partial<Place>) => void;
  readonly keepDraft: (key: string, value: unknown) => void;
  readonly dropDraft: (key: string) => void;
}

/** The state of the window itself: who, where, and what is half typed. Never what the engine knows. */
export const useDesk = create<DeskState>()((set) => ({
  staffId: null,
  place: START,
  places: {},
  drafts: {},
  enter: (staffId) => set((state) => ({ staffId, place: state.places[staffId] ?? START })),
  leave: () =>
    set((state) => ({
      staffId: null,
      place: START,
      places: state.staffId === null ? state.places : { ...state.places, [state.staffId]: state.place },
    })),
  go: (change) => set((state) => ({ place: { ...state.place, ...change } })),
  keepDraft: (key, value) =>
    set((state) =>
      state.staffId === null ? state : { drafts: { ...state.drafts, [`${state.staffId}/${key}`]: value } },
    ),
  dropDraft: (key) =>
    set((state) => {
      const { [`${state.staffId}/${key}`]: _dropped, ...drafts } = state.drafts;
      return { drafts };
    }),
}));

/** Opens a visit beside the board. */
export function openVisit(visitId: VisitId): void {
  useDesk.getState().go({ room: 'today', today: { kind: 'visit', visitId } });
}

/** Opens a patient's chart beside the list. */
export function openChart(patientId: PatientId): void {
  useDesk.getState().go({ room: 'patients', patients: { kind: 'chart', patientId } });
}

/** Opens the merge of a patient with a duplicate, which is looked for first where none is given. */
export function openMerge(patientId: PatientId, duplicateId: PatientId | null = null): void {
  useDesk.getState().go({ room: 'patients', patients: { kind: 'merge', patientId, duplicateId } });
}

/** Opens the walk-in form, for a patient already found where one is given. */
export function openWalkIn(patientId: PatientId | null = null): void {
  useDesk.getState().go({ room: 'today', today: { kind: 'walk-in', patientId } });
}

/** Opens the form for a new patient. */
export function openRegister(): void {
  useDesk.getState().go({ room: 'patients', patients: { kind: 'register' } });
}

/** Opens the camera for the bar code of an ID card. */
export function openCameraScan(): void {
  useDesk.getState().go({ room: 'patients', patients: { kind: 'scan' } });
}

/** Opens the form of a new task, about something where that is given; what stands open here is there again afterwards. */
export function openNewTask(from: TaskFrom | null = null, patientId: PatientId | null = null): void {
  const { place, go } = useDesk.getState();
  const back = place.room === 'tasks' ? null : place.room;
  go({ room: 'tasks', tasks: { kind: 'new', from, patientId, back } });
}

/** Opens a task beside the list. */
export function openTask(taskId: TaskId): void {
  useDesk.getState().go({ room: 'tasks', tasks: { kind: 'task', taskId } });
}

/** Opens a task from elsewhere, in the list of everybody's: whosever it is, it stands there. */
export function openTaskOfAny(taskId: TaskId): void {
  useDesk.getState().keepDraft('tasks/view', 'all');
  openTask(taskId);
}

/** Closes what stands beside the tasks; whoever only wrote one down is where they were. */
export function closeTasksPanel(): void {
  const { place, go } = useDesk.getState();
  const back = place.tasks?.kind === 'new' ? place.tasks.back : null;
  go({ tasks: null, ...(back === null ? {} : { room: back }) });
}

/** Closes what stands beside the board. */
export function closeTodayPanel(): void {
  useDesk.getState().go({ today: null });
}

/** Closes what stands beside the list of patients. */
export function closePatientsPanel(): void {
  useDesk.getState().go({ patients: null });
}

/** Changes rooms; what stands open there still does. */
export function goToRoom(room: RoomName): void {
  useDesk.getState().go({ room });
}

export type DraftChange<Value> = Value | ((before: Value) => Value);

/**
 * Something half typed that survives Esc, another room and a lock, for the same person. `key` names the form and
 * its subject, as `edit/<patient>`. Answers the value, how to change it, and how to forget it when it is done.
 * `Value` must not be a function.
 */
export function useDraft<Value>(
  key: string,
  initial: Value,
): readonly [Value, (change: DraftChange<Value>) => void, () => void] {
  const kept = useDesk((state) => state.drafts[`${state.staffId}/${key}`]) as Value | undefined;
  const keep = (change: DraftChange<Value>): void => {
    const { drafts, staffId, keepDraft } = useDesk.getState();
    const before = (drafts[`${staffId}/${key}`] as Value | undefined) ?? initial;
    keepDraft(key, typeof change === 'function' ? (change as (before: Value) => Value)(before) : change);
  };
  const drop = (): void => useDesk.getState().dropDraft(key);
  return [kept ?? initial, keep, drop];
}
