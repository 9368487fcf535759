import { policySchema } from '../../shared/practice/settings-contract.ts';
import { newOperationId } from '../data/bridge.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { CheckField, TextField } from '../ui/fields.tsx';
import { useSettingsForm } from './use-form.ts';
import { useSaid } from './use-said.ts';
import { useSettings } from './use-settings.tsx';

/** What the practice asks of its desks. */
export function PolicyForm() {
  const { data } = useSettings();
  // The form above says what keeps both from being shown.
  return data === undefined ? null : <Fields start={data.policy} version={data.version} />;
}

type Start = ReturnType<typeof policySchema.parse>;

function Fields({ start, version }: { readonly start: Start; readonly version: string }) {
  const { settings } = useStrings();
  const form = useSettingsForm('policy', policySchema, start);
  const command = useDeskCommand('practice.setPolicy');
  const sayWithUndo = useSaid();
  const send = async (): Promise<void> => {
    const policy = form.read();
    if (policy === undefined || command.isPending) return;
    const operationId = newOperationId();
    const done = await command.run({ policy }, operationId).then(
      () => true,
      () => false,
    );
    if (!done) return;
    sayWithUndo(settings.saved, operationId);
    form.drop();
  };
  return (
    <div className="settings__form" ref={form.form} role="group" aria-label={settings.policy}>
      <h3>{settings.policy}</h3>
      {command.failure === null ? null : <Notice tone="bad">{command.failure.message}</Notice>}
      <TextField
        label={settings.minimumVersion}
        value={form.draft.minimumVersion}
        maxLength={20}
        hint={settings.minimumVersionHint(version)}
        error={form.error('minimumVersion')}
        onChange={(minimumVersion) => form.change({ minimumVersion })}
        onLeave={() => form.leave('minimumVersion')}
      />
      <CheckField
        label={settings.sendsAudit}
        checked={form.draft.sendsAudit}
        onChange={(sendsAudit) => form.change({ sendsAudit })}
      />
      <p className="small muted">{settings.sendsAuditHint}</p>
      <div className="settings__foot">
        <Button aria-busy={command.isPending} onClick={() => void send()}>
          {settings.savePolicy}
        </Button>
      </div>
    </div>
  );
}
