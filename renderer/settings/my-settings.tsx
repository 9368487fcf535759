import { useState } from 'react';
import { isGoodPin } from '../../shared/staff/pin-rule.ts';
import { keepPreferences } from '../app/keep-preferences.ts';
import { usePreferences } from '../data/preferences.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { SelectField, TextField } from '../ui/fields.tsx';
import { Section } from '../ui/panel.tsx';
import { showToast } from '../ui/toast.tsx';

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
  const { settings } = useStrings();
  const [currentPin, setCurrent] = useState('');
  const [pin, setPin] = useState('');
  const [tried, setTried] = useState(false);
  const command = useDeskCommand('staff.changePin');
  const send = async (): Promise<void> => {
    setTried(true);
    if (!isGoodPin(pin) || currentPin === '' || command.isPending) return;
    const done = await command.run({ currentPin, pin }).then(
      () => true,
      () => false,
    );
    setCurrent('');
    if (!done) return;
    setPin('');
    setTried(false);
    showToast(settings.pinChanged);
  };
  return (
    <Section title={settings.pinTitle}>
      <form
        className="settings__form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {command.failure === null ? null : <Notice tone="bad">{command.failure.message}</Notice>}
        <TextField
          label={settings.currentPin}
          type="password"
          inputMode="numeric"
          value={currentPin}
          maxLength={12}
          onChange={setCurrent}
        />
        <TextField
          label={settings.newPin}
          type="password"
          inputMode="numeric"
          value={pin}
          maxLength={12}
          hint={settings.pinRule}
          error={tried && pin !== '' && !isGoodPin(pin) ? settings.pinRule : undefined}
          autoComplete="new-password"
          onChange={setPin}
        />
        <div>
          <Button submit aria-busy={command.isPending}>
            {settings.changePin}
          </Button>
        </div>
      </form>
    </Section>
  );
}
