import type { VisitMove } from '../../shared/visits/state-machine.ts';
import { justThem } from '../calendar/find-draft.ts';
import { openFindFor } from '../calendar/open-calendar.ts';
import { useMay, useSession } from '../data/session.ts';
import { naturalName } from '../patients/patient-text.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import type { VisitPanel } from './check-in-draft.ts';
import type { VisitActions } from './visit-actions.ts';
import type { PanelMode } from './visit-panel.tsx';

interface QuietMovesProps {
  readonly panel: VisitPanel;
  readonly moves: readonly VisitMove[];
  readonly onMode: (mode: PanelMode) => void;
  readonly actions: VisitActions;
}

/** Whoever is on the way out is asked about the next visit. */
const ENDING: readonly VisitPanel['visit']['status'][] = ['with-clinician', 'ready-to-leave', 'checked-out'];

/** What is not the next step: confirming, leaving early, no-show, cancelling, the next visit, and taking the newest move back. */
export function QuietMoves({ panel, moves, onMode, actions }: QuietMovesProps) {
  const { calendar, visits } = useStrings();
  const mayUndo = useMay('visits.check-in');
  const session = useSession();
  const { visit, undoable } = panel;
  const undo =
    mayUndo && undoable !== null
      ? () => void actions.undo(visit.id, undoable.operationId, naturalName(visit.patient))
      : undefined;
  // What a colleague did is taken back by its button alone: a key pressed by habit must not void their receipt.
  const isOwn = undoable !== null && undoable.staffId === session?.staffId;
  const mayBook = useMay('calendar.book');
  const isOver = visit.status === 'no-show' || visit.status === 'cancelled';
  const mayComeAgain = mayBook && (isOver || ENDING.includes(visit.status));
  const again = (): void =>
    openFindFor({
      patientId: visit.patient.id,
      wish: { providerIds: justThem(visit.providerId) },
      answers: isOver ? { kind: 'visit', id: visit.id } : null,
    });
  useShortcuts('panel', {
    'Ctrl+Z': isOwn ? undo : undefined,
    b: mayComeAgain ? again : undefined,
  });
  if (moves.length === 0 && undo === undefined && !mayComeAgain) return null;
  return (
    <div className="quiet-moves">
      {moves.includes('confirm') ? (
        <Button small look="quiet" shortcut="F" onClick={() => void actions.move(visit, { move: 'confirm' })}>
          {visits.moves.confirm}
        </Button>
      ) : null}
      {moves.includes('check-out') ? (
        <Button small look="quiet" shortcut="O" onClick={() => onMode('check-out')}>
          {visits.moves['check-out']}
        </Button>
      ) : null}
      {moves.includes('no-show') ? (
        <Button small look="quiet" shortcut="N" onClick={() => void actions.move(visit, { move: 'no-show' })}>
          {visits.moves['no-show']}
        </Button>
      ) : null}
      {moves.includes('cancel') ? (
        <Button small look="quiet" shortcut="X" onClick={() => onMode('cancel')}>
          {visits.moves.cancel}
        </Button>
      ) : null}
      {mayComeAgain ? (
        <Button small look="quiet" shortcut="B" onClick={again}>
          {isOver ? calendar.rebook : calendar.followUp}
        </Button>
      ) : null}
      {undo === undefined || undoable === null ? null : (
        <Button
          small
          look="quiet"
          shortcut={isOwn ? 'Ctrl+Z' : undefined}
          className="quiet-moves__undo"
          onClick={undo}
        >
          {isOwn
            ? visits.undoOf(visits.undoNames[undoable.method] ?? '')
            : visits.undoOfOther(visits.undoNames[undoable.method] ?? '', undoable.by)}
        </Button>
      )}
    </div>
  );
}
