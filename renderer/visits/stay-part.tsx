import { formatCents } from '../../shared/kernel/money.ts';
import type { VisitRow } from '../../shared/visits/contract.ts';
import { boardGroup, movesFrom, type VisitMove } from '../../shared/visits/state-machine.ts';
import { useMayMove } from '../data/session.ts';
import { useFocusFirstError } from '../patients/use-left-fields.ts';
import { openPrint } from '../print/open-print.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { Panel, PanelNext } from '../ui/panel.tsx';
import { type Shortcuts, useShortcuts } from '../ui/shortcuts.ts';
import { CancelForm, useCancel } from './cancel-form.tsx';
import { CheckOutStep } from './check-out-step.tsx';
import { QuietMoves } from './quiet-moves.tsx';
import { newestPayment, RecordSteps } from './record-steps.tsx';
import { RoomStep } from './room-step.tsx';
import { useCheckOut } from './use-check-out.ts';
import type { PartProps } from './visit-panel.tsx';

const QUIET: readonly VisitMove[] = ['confirm', 'check-out', 'no-show', 'cancel'];

type Task = 'room' | 'check-out' | 'cancel' | 'none';

/** The panel of somebody checked in, or whose visit is over: what was done, and the next move. */
export function StayPart({ panel, frame, rows, mode, onMode, actions, onPrint, head }: PartProps) {
  const { visits } = useStrings();
  const mayMake = useMayMove();
  const { visit } = panel;
  const checkOut = useCheckOut(panel, actions, () => onMode(null));
  const cancel = useCancel(panel, actions, () => onMode(null));
  const allowed = movesFrom(visit.status).filter(mayMake);
  const may = (move: (typeof allowed)[number]): boolean => allowed.includes(move);
  const task = taskOf(mode, visit.status, may);

  const ready = (): void => void actions.move(visit, { move: 'ready' });
  const focusFirstError = useFocusFirstError(head.panelRef);
  const leave = (): void => {
    checkOut.submit();
    focusFirstError();
  };
  const finish: Record<Task, (() => void) | undefined> = {
    'check-out': leave,
    cancel: cancel.submit,
    room: undefined,
    none: may('ready') && visit.status === 'with-clinician' ? ready : undefined,
  };
  const newest = newestPayment(panel);
  const slip =
    panel.identity === null ? undefined : () => openPrint({ kind: 'routing-slip', visitId: visit.id });
  const keys: Shortcuts = {
    'Ctrl+Enter': finish[task],
    'Ctrl+P': newest === undefined ? slip : () => onPrint(newest),
  };
  useShortcuts('panel', keys);
  const failure = actions.failure?.visitId === visit.id ? actions.failure.message : null;
  const problem = failure ?? (task === 'check-out' ? checkOut.problem : null);
  return (
    <Panel
      {...head}
      foot={
        <>
          {problem === null ? null : <Notice tone="bad">{problem}</Notice>}
          <QuietMoves
            panel={panel}
            moves={task === 'cancel' ? [] : allowed.filter((move) => QUIET.includes(move) && move !== task)}
            onMode={onMode}
            actions={actions}
          />
          {mode !== null && task === mode ? (
            <Button onClick={() => onMode(null)} shortcut="Escape">
              {visits.back}
            </Button>
          ) : null}
          {task === 'none' || task === 'room' ? (
            <StayMoves
              visit={visit}
              may={may}
              isChoosingRoom={task === 'room'}
              actions={actions}
              onMode={onMode}
              onReady={ready}
            />
          ) : null}
          {task === 'check-out' ? (
            <PanelNext>
              <Button look="primary" shortcut="Ctrl+Enter" onClick={leave} disabled={checkOut.isPending}>
                {visits.checkOut}
              </Button>
            </PanelNext>
          ) : null}
          {task === 'cancel' ? (
            <PanelNext>
              <Button look="danger" shortcut="Ctrl+Enter" onClick={cancel.submit}>
                {cancel.label}
              </Button>
            </PanelNext>
          ) : null}
        </>
      }
    >
      {task === 'cancel' ? <CancelForm cancelling={cancel} /> : null}
      {task === 'room' ? (
        <RoomStep
          rooms={frame.rooms.filter(({ active }) => active)}
          rows={rows}
          current={visit.roomId}
          onRoom={(roomId, name) => {
            onMode(null);
            void actions.move(visit, { move: 'room', roomId }, name);
          }}
        />
      ) : null}
      {task === 'check-out' ? <CheckOutStep checkOut={checkOut} /> : null}
      {visit.status === 'checked-out' && visit.dueCents > 0 ? (
        <Notice tone="warn">{visits.stillOwed(formatCents(visit.dueCents))}</Notice>
      ) : null}
      <RecordSteps panel={panel} today={frame} onPrint={onPrint} />
      {allowed.length === 0 && boardGroup(visit.status) !== 'done' ? (
        <p className="muted small">{visits.readOnly}</p>
      ) : null}
    </Panel>
  );
}

interface StayMovesProps {
  readonly visit: VisitRow;
  readonly may: (move: VisitMove) => boolean;
  readonly isChoosingRoom: boolean;
  readonly actions: PartProps['actions'];
  readonly onMode: PartProps['onMode'];
  readonly onReady: () => void;
}

/** The moves that this status allows, each with its key. */
function StayMoves({ visit, may, isChoosingRoom, actions, onMode, onReady }: StayMovesProps) {
  const { visits } = useStrings();
  const isInRoom = visit.status === 'with-clinician';
  return (
    <>
      {may('arrive') ? (
        <Button shortcut="A" onClick={() => void actions.move(visit, { move: 'arrive' })}>
          {visits.moves.arrive}
        </Button>
      ) : null}
      {may('room') && !isChoosingRoom ? (
        <Button shortcut="R" onClick={() => onMode('room')}>
          {visit.roomId === null ? visits.moves.room : visits.otherRoom}
        </Button>
      ) : null}
      {may('ready') ? (
        <PanelNext>
          <Button
            look={isInRoom ? 'primary' : 'plain'}
            shortcut={isInRoom ? 'Ctrl+Enter' : 'L'}
            onClick={onReady}
          >
            {visits.moves.ready}
          </Button>
        </PanelNext>
      ) : null}
    </>
  );
}

/** What the panel is for right now: what was asked for, else the next thing in the life of a visit. */
function taskOf(
  mode: PartProps['mode'],
  status: PartProps['panel']['visit']['status'],
  may: (move: 'room' | 'check-out' | 'cancel') => boolean,
): Task {
  if (mode !== null && may(mode)) return mode;
  if (status === 'checked-in' && may('room')) return 'room';
  if (status === 'ready-to-leave' && may('check-out')) return 'check-out';
  return 'none';
}
