import { useRef } from 'react';
import { US_ZONES } from '../../shared/practice/zones.ts';
import { moveAtDoor, useDoorAct } from '../data/entry.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { CheckField, SelectField, TextField } from '../ui/fields.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { keepSetup, practiceErrors, type SetupDraft, useSetup } from './setup-draft.ts';
import { SetupFrame } from './setup-frame.tsx';
import { FirstSteps } from './setup-steps.tsx';
import { useLeft } from './use-left.ts';

type TextName = 'name' | 'npi' | 'phone' | 'street' | 'city' | 'state' | 'postalCode';

/** The first screen that anybody sees: the practice itself. */
export function PracticeStep() {
  const {
    setup: words,
    server: { joinInstead },
  } = useStrings();
  const draft = useSetup();
  const form = useRef<HTMLDivElement>(null);
  const { leave, mayGoOn, shown, wrong } = useLeft(form, draft, practiceErrors(draft, words));
  const demo = useDoorAct();
  const next = (): void => {
    if (mayGoOn()) keepSetup({ step: 'administrator' });
  };
  useShortcuts('panel', { 'Ctrl+Enter': next });
  const line = (field: TextName, more: LineProps = {}) => (
    <TextField
      label={words[field]}
      name={field}
      value={draft[field]}
      maxLength={more.longest ?? 80}
      error={shown(field)}
      hint={more.hint}
      type={more.type ?? 'text'}
      inputMode={more.digits === true ? 'numeric' : undefined}
      autoFocus={more.autoFocus}
      onChange={(value) => keepSetup({ [field]: value } as Partial<SetupDraft>)}
      onLeave={() => leave(field)}
    />
  );
  return (
    <SetupFrame
      title={words.practiceTitle}
      hint={words.practiceHint}
      aside={<FirstSteps current="practice" />}
      foot={
        <>
          <Button
            look="quiet"
            title={words.demoHint}
            aria-busy={demo.busy}
            onClick={() => demo.act(() => moveAtDoor('entry.openDemo', {}))}
          >
            {demo.busy ? words.opening : words.demo}
          </Button>
          <Button look="quiet" onClick={() => keepSetup({ step: 'server' })}>
            {joinInstead}
          </Button>
          <span className="setup__wrong">{wrong > 0 ? words.fixFirst(wrong) : null}</span>
          <Button look="primary" shortcut="Ctrl+Enter" onClick={next}>
            {words.next}
          </Button>
        </>
      }
    >
      {demo.failure === null ? null : <Notice tone="bad">{demo.failure.message}</Notice>}
      <div ref={form} className="setup__grid">
        <div className="setup__wide">{line('name', { autoFocus: true })}</div>
        {line('phone', { type: 'tel', longest: 40 })}
        {line('npi', { hint: words.npiHint, longest: 10, digits: true })}
        <div className="setup__wide">{line('street')}</div>
        {line('city')}
        <div className="field-pair">
          {line('state', { longest: 20 })}
          {line('postalCode', { longest: 10 })}
        </div>
        <SelectField
          label={words.zone}
          value={draft.zone}
          options={US_ZONES.map((zone) => ({ value: zone, label: words.zones[zone] }))}
          onChange={(zone) => keepSetup({ zone })}
        />
        <SelectField
          label={words.paper}
          value={draft.paper}
          options={(['letter', 'a4'] as const).map((paper) => ({ value: paper, label: words.papers[paper] }))}
          onChange={(paper) => keepSetup({ paper })}
        />
        <div className="setup__wide">
          <CheckField
            label={words.usualConsents}
            checked={draft.usualConsents}
            onChange={(usualConsents) => keepSetup({ usualConsents })}
          />
        </div>
      </div>
    </SetupFrame>
  );
}

interface LineProps {
  readonly hint?: string;
  readonly longest?: number;
  readonly type?: 'tel';
  readonly digits?: boolean;
  readonly autoFocus?: boolean;
}
