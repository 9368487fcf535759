import { type ComponentType, useState } from 'react';
import type { EntryState } from '../../shared/entry/contract.ts';
import { moveAtDoor, useDoorAct } from '../data/entry.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { CheckField } from '../ui/fields.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { AdministratorStep } from './administrator-step.tsx';
import { CodeField } from './code-field.tsx';
import { CodeStep } from './code-step.tsx';
import { ServerStep, WhoStep } from './join-steps.tsx';
import { PracticeStep } from './practice-step.tsx';
import { codeError, type SetupStep, useSetup } from './setup-draft.ts';
import { SetupFrame } from './setup-frame.tsx';

/** What stands in the way of the practice, and the way through it. */
export default function Door({ state }: { readonly state: EntryState }) {
  const step = useSetup((draft) => draft.step);
  switch (state.state) {
    case 'unconfirmed':
      return <CodeStep />;
    case 'needs-code':
      return <Unlock canRemember={state.canRemember} />;
    case 'in-use':
      return <InUse heldBy={state.heldBy} />;
    case 'damaged':
      return <Damaged damage={state.damage ?? 'store-damaged'} />;
    default: {
      // A practice just made is told of by its step before the engine is asked again.
      const Step = STEPS[step];
      return <Step />;
    }
  }
}

const STEPS: Readonly<Record<SetupStep, ComponentType>> = {
  practice: PracticeStep,
  administrator: AdministratorStep,
  server: ServerStep,
  who: WhoStep,
  code: CodeStep,
};

/** This OS account has not opened the practice yet, or its computer keeps no keys. */
function Unlock({ canRemember }: { readonly canRemember: boolean }) {
  const words = useStrings().setup;
  const [code, setCode] = useState('');
  const [remember, setRemember] = useState(true);
  const [isTried, setTried] = useState(false);
  const { busy, failure, act, reset } = useDoorAct();
  const error = codeError(code, isTried, words) ?? failure?.fields?.['code'];
  const unlock = (): void => {
    setTried(true);
    if (codeError(code, true, words) === undefined)
      act(() => moveAtDoor('entry.unlock', { code, remember: remember && canRemember }));
  };
  useShortcuts('panel', { 'Ctrl+Enter': unlock });
  return (
    <SetupFrame
      title={words.unlockTitle}
      hint={canRemember ? words.unlockNewAccount : words.unlockNoVault}
      foot={
        <>
          <span className="setup__wrong" />
          <Button look="primary" shortcut="Ctrl+Enter" onClick={unlock} aria-busy={busy}>
            {busy ? words.opening : words.unlock}
          </Button>
        </>
      }
    >
      {failure === null || error !== undefined ? null : <Notice tone="bad">{failure.message}</Notice>}
      <CodeField
        label={words.codeLabel}
        hint={words.codeHint}
        value={code}
        error={error}
        onChange={(typed) => {
          reset();
          setCode(typed);
        }}
        onEnter={unlock}
      />
      {canRemember ? <CheckField label={words.remember} checked={remember} onChange={setRemember} /> : null}
    </SetupFrame>
  );
}

/** Another OS session of this PC works with the practice. */
function InUse({ heldBy }: { readonly heldBy: EntryState['heldBy'] }) {
  const words = useStrings().setup;
  const { dateTime } = useFormats();
  return (
    <SetupFrame title={words.inUseTitle} foot={<TryAgain />}>
      {heldBy === null ? null : (
        // The PC's own zone: no practice is open that could tell one.
        <p>
          {words.inUseBy(
            heldBy.account,
            dateTime(heldBy.since, Intl.DateTimeFormat().resolvedOptions().timeZone),
          )}
        </p>
      )}
      <p>{words.inUseText}</p>
    </SetupFrame>
  );
}

/** The practice is there and cannot be opened: what it is, and what somebody can do about it. */
function Damaged({ damage }: { readonly damage: NonNullable<EntryState['damage']> }) {
  const words = useStrings().setup;
  return (
    <SetupFrame title={words.damagedTitle} foot={<TryAgain />}>
      <Notice tone="bad">{words.damaged[damage].what}</Notice>
      <p>{words.damagedSafe}</p>
      <h2 className="setup__subtitle">{words.damagedForIt}</h2>
      <p>{words.damaged[damage].todo}</p>
    </SetupFrame>
  );
}

function TryAgain() {
  const words = useStrings().setup;
  const { busy, act } = useDoorAct();
  const again = (): void => act(() => moveAtDoor('entry.state', {}));
  useShortcuts('panel', { 'Ctrl+Enter': again });
  return (
    <>
      <span className="setup__wrong" />
      <Button look="primary" shortcut="Ctrl+Enter" onClick={again} aria-busy={busy}>
        {words.tryAgain}
      </Button>
    </>
  );
}
