import { useRef } from 'react';
import { createPractice, useDoorAct } from '../data/entry.ts';
import { usePreferences } from '../data/preferences.ts';
import { NewPinFields } from '../staff/new-pin-fields.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { Notice } from '../ui/feedback.tsx';
import { TextField } from '../ui/fields.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { administratorErrors, initialsIn, keepSetup, newPracticeOf, useSetup } from './setup-draft.ts';
import { SetupFrame } from './setup-frame.tsx';
import { FirstSteps } from './setup-steps.tsx';
import { StepFoot } from './step-foot.tsx';
import { useLeft } from './use-left.ts';

/** The first person of the practice, who sets up the others. Then the practice is made. */
export function AdministratorStep() {
  const words = useStrings().setup;
  const draft = useSetup();
  const language = usePreferences((preferences) => preferences.language);
  const form = useRef<HTMLDivElement>(null);
  const { leave, mayGoOn, shown, wrong } = useLeft(form, draft, administratorErrors(draft, words));
  const { busy, failure, act } = useDoorAct();
  const make = (): void => {
    if (!mayGoOn()) return;
    act(async () => {
      const { recoveryCode } = await createPractice(newPracticeOf(draft, language));
      keepSetup({ recoveryCode, step: 'code' });
    });
  };
  const back = (): void => keepSetup({ step: 'practice' });
  useShortcuts('panel', { 'Ctrl+Enter': make, Escape: back });
  return (
    <SetupFrame
      title={words.administratorTitle}
      hint={words.administratorHint}
      aside={<FirstSteps current="administrator" />}
      foot={
        <StepFoot
          back={words.back}
          onBack={back}
          wrong={wrong}
          onward={busy ? words.creating : words.create}
          onOnward={make}
          isBusy={busy}
        />
      }
    >
      {failure === null ? null : <Notice tone="bad">{failure.message}</Notice>}
      <div ref={form} className="setup__grid">
        <TextField
          label={words.yourName}
          name="displayName"
          autoFocus
          value={draft.displayName}
          maxLength={80}
          error={shown('displayName')}
          onChange={(displayName) => keepSetup({ displayName })}
          onLeave={() => leave('displayName')}
        />
        <TextField
          label={words.initials}
          name="initials"
          value={initialsIn(draft)}
          maxLength={3}
          error={shown('initials')}
          onChange={(initials) => keepSetup({ initials })}
          onLeave={() => leave('initials')}
        />
        <NewPinFields
          labels={words}
          hint={words.pinHint}
          value={draft}
          error={shown}
          onChange={keepSetup}
          onLeave={leave}
        />
      </div>
    </SetupFrame>
  );
}
