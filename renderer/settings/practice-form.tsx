import { useState } from 'react';
import { hoursSchema, type OpenHours } from '../../shared/practice/hours.ts';
import { type PracticeDetails, practiceDetailsSchema } from '../../shared/practice/settings-contract.ts';
import { US_ZONES } from '../../shared/practice/zones.ts';
import { ConcernedBookings } from '../calendar/stranded-list.tsx';
import { newOperationId } from '../data/bridge.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { Field, SelectField } from '../ui/fields.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { HoursField } from './hours-field.tsx';
import { NumberLine } from './number-line.tsx';
import { PolicyForm } from './policy-form.tsx';
import { Line } from './practice-lists.tsx';
import { type SettingsForm, useSettingsForm } from './use-form.ts';
import { useSaid } from './use-said.ts';
import { useSettings } from './use-settings.tsx';

/** What the practice is called, where it is, when it is open. */
export function PracticeForm() {
  const { data, otherwise } = useSettings();
  // What was typed is kept by the form; what stands in its own fields is read anew when the practice is another.
  return data === undefined ? (
    otherwise
  ) : (
    <>
      <Fields key={data.details.addressLines.join('\n')} start={data.details} />
      <PolicyForm />
    </>
  );
}

function Fields({ start }: { readonly start: PracticeDetails }) {
  const { settings, setup } = useStrings();
  const form = useSettingsForm('practice', practiceDetailsSchema, start);
  const command = useDeskCommand('practice.saveDetails');
  const sayWithUndo = useSaid();
  const send = async (): Promise<void> => {
    const details = form.read();
    if (details === undefined || command.isPending) return;
    const operationId = newOperationId();
    const done = await command.run({ details }, operationId).then(
      () => true,
      () => false,
    );
    if (!done) return;
    sayWithUndo(settings.saved, operationId);
    form.drop();
  };
  useShortcuts('panel', { 'Ctrl+Enter': () => void send() });
  const zones: readonly string[] = [...new Set([...US_ZONES, form.draft.zone])];
  const zoneNames: Readonly<Record<string, string>> = setup.zones;
  return (
    <div className="settings__form" ref={form.form}>
      {command.failure === null ? null : <Notice tone="bad">{command.failure.message}</Notice>}
      <Line form={form} field="name" label={settings.name} />
      <div className="field-pair">
        <Line form={form} field="phone" label={settings.phone} longest={40} />
        <Line form={form} field="npi" label={settings.npi} longest={10} />
      </div>
      <AddressField form={form} />
      <div className="field-pair">
        <SelectField
          label={settings.zone}
          value={form.draft.zone}
          options={zones.map((zone) => ({ value: zone, label: zoneNames[zone] ?? zone }))}
          onChange={(zone) => form.change({ zone })}
        />
        <SelectField
          label={settings.paper}
          value={form.draft.paper}
          options={(['letter', 'a4'] as const).map((paper) => ({
            value: paper,
            label: settings.papers[paper],
          }))}
          onChange={(paper) => form.change({ paper })}
        />
      </div>
      <NumberLine form={form} field="idleLockMinutes" label={settings.idleLock} digits={2} />
      <HoursField
        label={settings.hours}
        hours={form.draft.hours}
        error={form.error('hours')}
        onChange={(hours: OpenHours[]) => form.change({ hours })}
        onLeave={() => form.leave('hours')}
      />
      <ConcernedBookings
        by={
          hoursSchema.safeParse(form.draft.hours).success
            ? { kind: 'practice', hours: form.draft.hours }
            : null
        }
      />
      <div className="settings__foot">
        <Button
          look="primary"
          shortcut="Ctrl+Enter"
          aria-busy={command.isPending}
          onClick={() => void send()}
        >
          {settings.save}
        </Button>
      </div>
    </div>
  );
}

/** The lines of an envelope; empty ones at the end are none. */
function AddressField({ form }: { readonly form: SettingsForm<PracticeDetails> }) {
  const { settings } = useStrings();
  const [text, setText] = useState(form.draft.addressLines.join('\n'));
  return (
    <Field label={settings.addressLines} error={form.error('addressLines')}>
      {(wiring) => (
        <textarea
          {...wiring}
          className="field__control"
          rows={3}
          value={text}
          spellCheck={false}
          onChange={(event) => {
            setText(event.target.value);
            const addressLines = event.target.value.split('\n').map((line) => line.trim());
            form.change({ addressLines: addressLines.filter((line) => line !== '') });
          }}
          onBlur={() => form.leave('addressLines')}
        />
      )}
    </Field>
  );
}
