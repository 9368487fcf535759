import type { ComponentType } from 'react';
import { moveAtDoor, useDoorAct } from '../../data/entry.ts';
import { useDeskQuery } from '../../data/queries.ts';
import { lockWindow, useOwnLook } from '../../data/session.ts';
import { useStrings } from '../../strings/use-strings.ts';
import { Button } from '../../ui/controls.tsx';
import { Notice } from '../../ui/feedback.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { SetupFrame } from '../setup-frame.tsx';
import { SetupSteps } from '../setup-steps.tsx';
import { HoursStep } from './hours-step.tsx';
import { PriceStep, ProviderStep, RoomStep, TypeStep } from './practice-lists.tsx';
import { addTyped } from './quick-add.tsx';
import { closeRest, openRest, REST_STEPS, type RestStep, stepBeside, useRest } from './rest-store.ts';
import { StaffStep } from './staff-step.tsx';
import { someoneChecksIn } from './what-lacks.ts';

const SCREENS: Readonly<Record<RestStep, ComponentType>> = {
  hours: HoursStep,
  staff: StaffStep,
  providers: ProviderStep,
  rooms: RoomStep,
  types: TypeStep,
  prices: PriceStep,
  done: DoneStep,
};

/** The rest of the first run, by its administrator: each step can be left for later. */
export default function RestScreen() {
  // Who comes back after a stop has chosen their language before it.
  useOwnLook();
  const words = useStrings().setup.rest;
  const step = useRest((state) => state.step) ?? 'done';
  const demo = useDoorAct();
  const next = (): void => {
    if (addTyped()) return;
    const after = stepBeside(step, 1);
    if (after === undefined) closeRest();
    else openRest(after);
  };
  const back = (): void => {
    const before = stepBeside(step, -1);
    if (before !== undefined) openRest(before);
  };
  useShortcuts('panel', { 'Ctrl+Enter': next, Escape: back });
  useShortcuts('desk', { 'Ctrl+L': () => void lockWindow('asked') });
  const showDemo = (): void =>
    demo.act(async () => {
      await moveAtDoor('entry.openDemo', {});
      closeRest();
    });
  const Screen = SCREENS[step];
  return (
    <SetupFrame
      key={step}
      offersLanguage={false}
      title={words.titles[step]}
      hint={words.hints[step]}
      aside={
        <SetupSteps
          steps={REST_STEPS.map((each) => ({ id: each, label: words.steps[each] }))}
          current={step}
        />
      }
      foot={
        <>
          <Button look="quiet" onClick={step === 'done' ? showDemo : closeRest} aria-busy={demo.busy}>
            {step === 'done' ? words.demo : words.later}
          </Button>
          <span className="setup__wrong" />
          {step === REST_STEPS[0] ? null : (
            <Button shortcut="Escape" onClick={back}>
              {words.back}
            </Button>
          )}
          <Button look="primary" shortcut="Ctrl+Enter" onClick={next}>
            {step === 'done' ? words.toToday : words.next}
          </Button>
        </>
      }
    >
      {demo.failure === null ? null : <Notice tone="bad">{demo.failure.message}</Notice>}
      <Screen />
    </SetupFrame>
  );
}

/** Says what would only be noticed with the first patient at the desk: that nobody can check them in. */
function DoneStep() {
  const words = useStrings().setup.rest;
  const staff = useDeskQuery('staff.list', {}).data?.staff;
  if (staff === undefined || someoneChecksIn(staff)) return null;
  return (
    <Notice>
      {words.nobodyChecksIn} <Button onClick={() => openRest('staff')}>{words.addFrontDesk}</Button>
    </Notice>
  );
}
