import type { VisitId } from '../../shared/kernel/ids.ts';
import type { VisitRow } from '../../shared/visits/contract.ts';
import { movesFrom, type VisitMove } from '../../shared/visits/state-machine.ts';
import { openWalkIn } from '../data/desk-store.ts';
import { useMayMove } from '../data/session.ts';
import { isInPanel } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import type { VisitActions } from './visit-actions.ts';
import type { PanelMode } from './visit-panel.tsx';

interface BoardKeys {
  readonly shown: readonly VisitRow[];
  readonly active: VisitRow | undefined;
  /** Whom a letter acts on: the open visit, else the active row. */
  readonly target: VisitRow | undefined;
  readonly isPanelOpen: boolean;
  readonly mayWalkIn: boolean;
  readonly actions: VisitActions;
  readonly onSelect: (visitId: VisitId) => void;
  readonly onOpen: (visitId: VisitId) => void;
  readonly onFind: () => void;
  readonly onMode: (mode: PanelMode) => void;
}

/** The keys of the room. A letter whose move the visit's status forbids does nothing. */
export function useBoardKeys(keys: BoardKeys): void {
  const { shown, active, target, actions } = keys;
  const mayMake = useMayMove();
  const may = (move: VisitMove): boolean =>
    target !== undefined && mayMake(move) && movesFrom(target.status).includes(move);

  const step = (by: number) => (event: KeyboardEvent) => {
    // Arrows inside the panel scroll it and choose among its tiles; J and K always walk the list.
    if (event.key.startsWith('Arrow') && isInPanel(event)) return false;
    const at = active === undefined ? (by > 0 ? -1 : shown.length) : shown.indexOf(active);
    const next = shown[Math.min(Math.max(at + by, 0), shown.length - 1)];
    if (next !== undefined && next !== active) keys.onSelect(next.id);
    return true;
  };
  const jump = (index: number) => (event: KeyboardEvent) => {
    if (isInPanel(event)) return false;
    const next = shown.at(index);
    if (next !== undefined) keys.onSelect(next.id);
    return true;
  };
  const simple = (move: 'confirm' | 'arrive' | 'ready' | 'no-show') => () => {
    if (target !== undefined && may(move)) void actions.move(target, { move });
  };
  const mode = (move: 'room' | 'check-out' | 'cancel') => () => {
    if (may(move)) keys.onMode(move);
  };

  const openActive = (event: KeyboardEvent): boolean => {
    if (active === undefined || isInPanel(event)) return false;
    keys.onOpen(active.id);
    return true;
  };

  useShortcuts('room', {
    j: step(1),
    k: step(-1),
    ArrowDown: step(1),
    ArrowUp: step(-1),
    Home: jump(0),
    End: jump(-1),
    Enter: openActive,
    '/': keys.onFind,
    w: keys.mayWalkIn ? () => openWalkIn() : undefined,
    a: simple('arrive'),
    f: simple('confirm'),
    l: simple('ready'),
    n: simple('no-show'),
    r: mode('room'),
    o: mode('check-out'),
    x: mode('cancel'),
  });
}
