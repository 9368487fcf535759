import { movesFrom, type VisitMove } from '../../shared/visits/state-machine.ts';
import { useMay } from '../data/session.ts';
import { useFocusFirstError } from '../patients/use-left-fields.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { Panel, PanelNext } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { CancelForm, useCancel } from './cancel-form.tsx';
import { CheckInSteps } from './check-in-steps.tsx';
import { QuietMoves } from './quiet-moves.tsx';
import { newestPayment, Payments } from './record-steps.tsx';
import { useCheckIn } from './use-check-in.ts';
import type { PartProps } from './visit-panel.tsx';

const QUIET: readonly VisitMove[] = ['confirm', 'no-show', 'cancel'];

/** The panel of somebody who has not been checked in: the steps, and the ways it may not come to that. */
export function ArrivalPart({ panel, frame, mode, onMode, actions, onPrint, head }: PartProps) {
  const { visits } = useStrings();
  const mayEdit = useMay('patients.write');
  const { visit } = panel;
  const checkIn = useCheckIn(panel, mayEdit, frame, actions);
  const cancelling = mode === 'cancel';
  const cancel = useCancel(panel, actions, () => onMode(null));
  const focusFirstError = useFocusFirstError(head.panelRef);
  const submit = (): void => {
    checkIn.submit();
    focusFirstError();
  };
  useShortcuts(
    'panel',
    cancelling ? { 'Ctrl+Enter': cancel.submit } : { ...checkIn.keys, 'Ctrl+Enter': submit },
  );
  const newest = newestPayment(panel);
  useShortcuts('panel', { 'Ctrl+P': newest === undefined ? undefined : () => onPrint(newest) });
  const failure = actions.failure?.visitId === visit.id ? actions.failure.message : null;
  const problem = failure ?? (cancelling ? null : checkIn.problem);
  const moves = movesFrom(visit.status);
  return (
    <Panel
      {...head}
      foot={
        <>
          {problem === null ? null : (
            <Notice tone={failure === null && checkIn.tried ? 'warn' : 'bad'}>{problem}</Notice>
          )}
          <QuietMoves
            panel={panel}
            moves={cancelling ? [] : moves.filter((move) => QUIET.includes(move))}
            onMode={onMode}
            actions={actions}
          />
          {cancelling ? (
            <>
              <Button onClick={() => onMode(null)} shortcut="Escape">
                {visits.back}
              </Button>
              <PanelNext>
                <Button look="danger" shortcut="Ctrl+Enter" onClick={cancel.submit}>
                  {cancel.label}
                </Button>
              </PanelNext>
            </>
          ) : (
            <>
              {moves.includes('arrive') ? (
                <Button shortcut="A" onClick={() => void actions.move(visit, { move: 'arrive' })}>
                  {visits.moves.arrive}
                </Button>
              ) : null}
              <PanelNext>
                <Button look="primary" shortcut="Ctrl+Enter" onClick={submit} disabled={checkIn.isPending}>
                  {visits.checkIn}
                </Button>
              </PanelNext>
            </>
          )}
        </>
      }
    >
      {cancelling ? (
        <>
          <CancelForm cancelling={cancel} />
          <Payments panel={panel} zone={frame.zone} onPrint={onPrint} />
        </>
      ) : (
        <>
          <CheckInSteps panel={panel} checkIn={checkIn} frame={frame} today={frame} mayEdit={mayEdit} />
          <Payments panel={panel} zone={frame.zone} onPrint={onPrint} />
        </>
      )}
    </Panel>
  );
}
