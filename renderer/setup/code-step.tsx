import { useState } from 'react';
import type { EntryState } from '../../shared/entry/contract.ts';
import { ask, tell } from '../data/bridge.ts';
import { moveAtDoor, useDoorAct } from '../data/entry.ts';
import { enterSession } from '../data/session.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { IconPrinter } from '../ui/icons.ts';
import { useShortcuts } from '../ui/shortcuts.ts';
import { CodeField } from './code-field.tsx';
import { JoinSteps } from './join-steps.tsx';
import { RecoverySheetPreview } from './recovery-sheet.tsx';
import { openRest } from './rest/rest-store.ts';
import { codeError, dropSetup, keepSetup, useSetup } from './setup-draft.ts';
import { SetupFrame } from './setup-frame.tsx';
import { FirstSteps } from './setup-steps.tsx';

/** The recovery code: printed, and typed back from its sheet. Before that there is no practice. */
export function CodeStep() {
  const words = useStrings().setup;
  const draft = useSetup();
  const { recoveryCode, typedCode, staffId } = draft;
  const isJoining = staffId !== null;
  const [isHidden, setHidden] = useState(false);
  const [isTried, setTried] = useState(false);
  const [isPrinting, setPrinting] = useState(false);
  const confirm = useDoorAct();
  const again = useDoorAct();
  const error = codeError(typedCode, isTried, words) ?? confirm.failure?.fields?.['code'];
  const finish = (): void => {
    setTried(true);
    if (codeError(typedCode, true, words) !== undefined) return;
    confirm.act(async () => {
      await moveAtDoor('entry.confirmRecoveryCode', { code: typedCode });
      await signInFirst(draft.pin, isJoining);
      dropSetup();
    });
  };
  const beginAgain = (): void =>
    again.act(async () => {
      const state: EntryState = await moveAtDoor('entry.beginAgain', {});
      if (state.state !== 'new') return;
      keepSetup({ step: isJoining ? 'server' : 'practice', recoveryCode: null, typedCode: '' });
    });
  const print = (): void => {
    if (recoveryCode !== null) setPrinting(true);
  };
  useShortcuts('panel', { 'Ctrl+Enter': finish, 'Ctrl+P': print });
  const failure = confirm.failure ?? again.failure;
  return (
    <SetupFrame
      title={words.codeTitle}
      hint={recoveryCode === null ? words.unconfirmedText : words.codeWhy}
      aside={isJoining ? <JoinSteps current="code" /> : <FirstSteps current="code" />}
      foot={
        <>
          <Button look="quiet" onClick={beginAgain} aria-busy={again.busy}>
            {words.beginAgain}
          </Button>
          <span className="setup__wrong" />
          {recoveryCode === null ? null : (
            <Button shortcut="Ctrl+P" icon={<IconPrinter size={16} aria-hidden="true" />} onClick={print}>
              {words.codePrint}
            </Button>
          )}
          <Button look="primary" shortcut="Ctrl+Enter" onClick={finish} aria-busy={confirm.busy}>
            {confirm.busy ? words.opening : words.finish}
          </Button>
        </>
      }
    >
      {failure === null || error !== undefined ? null : <Notice tone="bad">{failure.message}</Notice>}
      {recoveryCode === null ? null : (
        <div className="setup__code-box">
          {isHidden ? (
            <p className="setup__code-hidden muted">{words.codeHidden}</p>
          ) : (
            <output className="setup__code" aria-label={words.codeLabel}>
              {recoveryCode.split('-').map((group, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a group is its place
                <span key={index}>{group}</span>
              ))}
            </output>
          )}
          <Button look="quiet" small onClick={() => setHidden(!isHidden)}>
            {isHidden ? words.codeShow : words.codeHide}
          </Button>
          <p className="small muted">{words.codeKeep}</p>
        </div>
      )}
      <CodeField
        label={words.codeTypeBack}
        hint={words.codeTypeBackHint}
        value={typedCode}
        error={error}
        onChange={(value) => {
          if (confirm.failure !== null) confirm.reset();
          keepSetup({ typedCode: value });
        }}
        onEnter={finish}
      />
      {isPrinting && recoveryCode !== null ? (
        <RecoverySheetPreview
          code={recoveryCode}
          practice={draft.name}
          paper={draft.paper}
          zone={draft.zone}
          onClose={() => setPrinting(false)}
        />
      ) : null}
    </SetupFrame>
  );
}

/** Who has just chosen the PIN need not type it again; after a restart it is gone, and the sign-in screen asks. */
async function signInFirst(pin: string, isJoining: boolean): Promise<void> {
  if (pin === '') return;
  const { staff } = await ask('staff.roster', {});
  const first = staff[0];
  if (first === undefined) return;
  const { session } = await tell('staff.signIn', { staffId: first.staffId, pin });
  // Opened first, so that the board does not flash by. A practice that is joined was set up long ago.
  if (!isJoining) openRest();
  enterSession(session);
}
