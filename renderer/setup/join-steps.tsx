import { useRef } from 'react';
import { findPractice, joinPractice, useDoorAct } from '../data/entry.ts';
import { newPinErrors } from '../staff/new-pin-errors.ts';
import { NewPinFields } from '../staff/new-pin-fields.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { connectOf } from '../sync/server-draft.ts';
import { ServerFields } from '../sync/server-fields.tsx';
import { useServerForm } from '../sync/use-server-form.ts';
import { Notice } from '../ui/feedback.tsx';
import { SelectField } from '../ui/fields.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { keepSetup, useSetup } from './setup-draft.ts';
import { SetupFrame } from './setup-frame.tsx';
import { SetupSteps } from './setup-steps.tsx';
import { StepFoot } from './step-foot.tsx';
import { useLeft } from './use-left.ts';

const STEPS = ['server', 'who', 'code'] as const;

/** The steps of a desk that joins. */
export function JoinSteps({ current }: { readonly current: (typeof STEPS)[number] }) {
  const words = useStrings().server;
  return <SetupSteps steps={STEPS.map((id) => ({ id, label: words.joinSteps[id] }))} current={current} />;
}

/** Where the practice is that this PC becomes a desk of. */
export function ServerStep() {
  const words = useStrings().server;
  const draft = useSetup();
  const form = useRef<HTMLDivElement>(null);
  const { busy, failure, act, reset } = useDoorAct();
  const { leave, error, mayGoOn } = useServerForm(form, draft.server, failure?.fields);
  const look = (): void => {
    if (busy || !mayGoOn()) return;
    act(async () => {
      const found = await findPractice({ server: connectOf(draft.server) });
      const { name, zone, paper, administrators } = found;
      const staffId = administrators[0]?.staffId ?? null;
      keepSetup({ name, zone, paper, administrators, staffId, step: 'who' });
    });
  };
  const back = (): void => keepSetup({ step: 'practice' });
  useShortcuts('panel', { 'Ctrl+Enter': look, Escape: back });
  return (
    <SetupFrame
      title={words.joinTitle}
      hint={words.joinHint}
      aside={<JoinSteps current="server" />}
      foot={
        <StepFoot
          back={words.newInstead}
          onBack={back}
          onward={busy ? words.looking : words.look}
          onOnward={look}
          isBusy={busy}
        />
      }
    >
      {failure === null ? null : <Notice tone="bad">{failure.message}</Notice>}
      <div ref={form} className="setup__fields">
        <ServerFields
          draft={draft.server}
          change={(change) => {
            if (failure !== null) reset();
            keepSetup({ server: { ...draft.server, ...change } });
          }}
          error={error}
          leave={leave}
          autoFocus
        />
      </div>
    </SetupFrame>
  );
}

/** Which of the practice's administrators joins, and the PIN that they will have here. */
export function WhoStep() {
  const { setup, server: words } = useStrings();
  const draft = useSetup();
  const form = useRef<HTMLDivElement>(null);
  const { administrators, staffId } = draft;
  const { leave, mayGoOn, shown, wrong } = useLeft(form, draft, newPinErrors(draft, setup));
  const { busy, failure, act } = useDoorAct();
  const join = (): void => {
    if (staffId === null || busy || !mayGoOn()) return;
    act(async () => {
      const { recoveryCode } = await joinPractice({
        server: connectOf(draft.server),
        staffId,
        pin: draft.pin,
      });
      keepSetup({ recoveryCode, step: 'code' });
    });
  };
  const back = (): void => keepSetup({ step: 'server' });
  useShortcuts('panel', { 'Ctrl+Enter': join, Escape: back });
  return (
    <SetupFrame
      title={words.whoTitle(draft.name)}
      hint={words.whoHint}
      aside={<JoinSteps current="who" />}
      foot={
        <StepFoot
          back={setup.back}
          onBack={back}
          wrong={wrong}
          onward={staffId === null ? undefined : busy ? words.joining : words.join}
          onOnward={join}
          isBusy={busy}
        />
      }
    >
      {failure === null ? null : <Notice tone="bad">{failure.message}</Notice>}
      {staffId === null ? (
        <Notice tone="bad">{words.nobody}</Notice>
      ) : (
        <div ref={form} className="setup__grid">
          <div className="setup__wide">
            <SelectField
              label={words.who}
              value={staffId}
              options={administrators.map((each) => ({ value: each.staffId, label: each.displayName }))}
              onChange={(chosen) => keepSetup({ staffId: chosen })}
              autoFocus
            />
          </div>
          <NewPinFields
            labels={setup}
            hint={setup.pinHint}
            value={draft}
            error={shown}
            onChange={keepSetup}
            onLeave={leave}
          />
        </div>
      )}
    </SetupFrame>
  );
}
