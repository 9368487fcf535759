import { moveAtDoor, useDoorAct, useEntryState } from '../data/entry.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';

/** On the sign-in screen: from the practice to the demo and back. Nobody is signed in to either there. */
export function DemoDoor() {
  const words = useStrings().setup;
  const entry = useEntryState().data;
  const { busy, failure, act } = useDoorAct();
  if (entry === undefined || (entry.demo && !entry.canLeaveDemo)) return null;
  const method = entry.demo ? 'entry.leaveDemo' : 'entry.openDemo';
  return (
    <p className="sign-in__door">
      <Button look="quiet" small aria-busy={busy} onClick={() => act(() => moveAtDoor(method, {}))}>
        {busy ? words.opening : entry.demo ? words.leaveDemo : words.demo}
      </Button>
      {failure === null ? null : <span role="alert">{failure.message}</span>}
    </p>
  );
}
