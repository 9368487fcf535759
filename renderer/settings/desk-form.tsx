import { useState } from 'react';
import { deskFieldsSchema } from '../../shared/practice/settings-contract.ts';
import { useDeskCommand, useDeskQuery } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Renewed } from '../sync/standing.tsx';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { TextField } from '../ui/fields.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { showToast } from '../ui/toast.tsx';
import { Line } from './practice-lists.tsx';
import { useSettingsForm } from './use-form.ts';
import { useSettings } from './use-settings.tsx';

/** The name of this PC and its label printer. */
export function DeskForm() {
  const { data, otherwise } = useSettings();
  if (data === undefined) return otherwise;
  const { name, labelPrinter, receiptPrefix } = data.desk;
  return <Fields start={{ name, labelPrinter }} receiptPrefix={receiptPrefix} />;
}

interface FieldsProps {
  readonly start: { readonly name: string; readonly labelPrinter: string };
  readonly receiptPrefix: string;
}

function Fields({ start, receiptPrefix }: FieldsProps) {
  const { settings } = useStrings();
  const sync = useDeskQuery('sync.state', {}).data;
  const form = useSettingsForm('desk', deskFieldsSchema, start);
  const command = useDeskCommand('practice.saveDesk');
  const [before, setBefore] = useState(start);
  const keep = async (fields: FieldsProps['start'], said: string, undo?: () => void): Promise<void> => {
    const done = await command.run({ fields }).then(
      () => true,
      () => false,
    );
    if (done) showToast(said, undo);
  };
  const send = (): void => {
    const fields = form.read();
    if (fields === undefined || command.isPending) return;
    setBefore(fields);
    void keep(fields, settings.saved, () => void keep(before, settings.undone));
  };
  useShortcuts('panel', { 'Ctrl+Enter': send });
  return (
    <div className="settings__form" ref={form.form}>
      {command.failure === null ? null : <Notice tone="bad">{command.failure.message}</Notice>}
      {sync === undefined ? null : <Renewed state={sync} />}
      <Line form={form} field="name" label={settings.deskName} longest={40} />
      <p className="muted">{settings.receiptPrefix(receiptPrefix)}</p>
      <TextField
        label={settings.labelPrinter}
        value={form.draft.labelPrinter}
        maxLength={120}
        hint={settings.labelPrinterHint}
        error={form.error('labelPrinter')}
        onChange={(labelPrinter) => form.change({ labelPrinter })}
        onLeave={() => form.leave('labelPrinter')}
      />
      <div className="settings__foot">
        <Button look="primary" shortcut="Ctrl+Enter" aria-busy={command.isPending} onClick={send}>
          {settings.save}
        </Button>
      </div>
    </div>
  );
}
