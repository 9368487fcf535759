import { useState } from 'react';
import { keepPreferences } from '../app/keep-preferences.ts';
import { usePreferences } from '../data/preferences.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';
import { SelectField, TextField } from '../ui/fields.tsx';
import { Section } from '../ui/panel.tsx';
import { showToast } from '../ui/toast.tsx';
import { NewPinForm } from './new-pin-form.tsx';

const TEXT_SIZES = [90, 100, 110, 120, 130];

/** How the person signed in here likes the desk: each choice is in force at once, so there is nothing to save. */
export function MySettings() {
  const { settings } = useStrings();
  const preferences = usePreferences();
  return (
    <div className="settings__form">
      <SelectField
        label={settings.language}
        value={preferences.language}
        options={(['en', 'es'] as const).map((value) => ({ value, label: settings.languages[value] }))}
        onChange={(language) => keepPreferences({ language })}
      />
      <SelectField
        label={settings.theme}
        value={preferences.theme}
        options={(['system', 'light', 'dark'] as const).map((value) => ({
          value,
          label: settings.themes[value],
        }))}
        onChange={(theme) => keepPreferences({ theme })}
      />
      <SelectField
        label={settings.textSize}
        value={String(preferences.textSize)}
        options={TEXT_SIZES.map((size) => ({ value: String(size), label: settings.percent(size) }))}
        onChange={(size) => keepPreferences({ textSize: Number(size) })}
      />
      <SelectField
        label={settings.density}
        value={preferences.density}
        options={(['comfortable', 'dense'] as const).map((value) => ({
          value,
          label: settings.densities[value],
        }))}
        onChange={(density) => keepPreferences({ density })}
      />
      <SelectField
        label={settings.clock}
        value={preferences.clock === 24 ? '24' : '12'}
        options={[
          { value: '12', label: settings.clocks[12] },
          { value: '24', label: settings.clocks[24] },
        ]}
        onChange={(clock) => keepPreferences({ clock: clock === '24' ? 24 : 12 })}
      />
      <ChangePin />
    </div>
  );
}

function ChangePin() {
  const { settings, setup } = useStrings();
  const [currentPin, setCurrent] = useState('');
  const command = useDeskCommand('staff.changePin');
  const send = async (pin: string): Promise<void> => {
    await command.run({ currentPin, pin }).finally(() => setCurrent(''));
    showToast(settings.pinChanged);
  };
  return (
    <Section title={settings.pinTitle}>
      <NewPinForm
        label={settings.newPin}
        action={settings.changePin}
        busy={command.isPending}
        failure={command.failure}
        isReady={currentPin !== ''}
        before={(tried) => (
          <TextField
            label={settings.currentPin}
            type="password"
            inputMode="numeric"
            value={currentPin}
            maxLength={12}
            error={tried && currentPin === '' ? setup.required : undefined}
            onChange={setCurrent}
          />
        )}
        onSend={send}
      />
    </Section>
  );
}
