import { type ReactNode, useRef, useState } from 'react';
import type { z } from 'zod';
import { ApiFailure } from '../data/bridge.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button, Pill } from '../ui/controls.tsx';
import { EmptyState, Notice } from '../ui/feedback.tsx';
import { IconPlus } from '../ui/icons.ts';
import { Panel, PanelNext } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { showToast } from '../ui/toast.tsx';
import { type SettingsForm, useSettingsForm } from './use-form.ts';

interface Listed {
  readonly active: boolean;
}

interface ListSectionProps<Fields extends Listed, Row extends Fields & { readonly id: string }> {
  readonly rows: readonly Row[];
  readonly schema: z.ZodType<Fields>;
  readonly empty: Fields;
  readonly addTitle: string;
  readonly nameOf: (fields: Fields) => string;
  /** What stands after the name in the list. */
  readonly line: (row: Row) => ReactNode;
  readonly fieldsOf: (row: Row) => Fields;
  readonly fields: (form: SettingsForm<Fields>) => ReactNode;
  /** What a saved one has besides its fields, as a person's PIN. */
  readonly more?: ((row: Row) => ReactNode) | undefined;
  readonly save: (id: Row['id'] | null, fields: Fields) => Promise<{ readonly id: string }>;
}

/** A list of what can be changed, with its form beside it. */
export function ListSection<Fields extends Listed, Row extends Fields & { readonly id: string }>(
  props: ListSectionProps<Fields, Row>,
) {
  const { settings } = useStrings();
  const { rows, line, nameOf } = props;
  const [openId, setOpenId] = useState<string | 'new' | null>(null);
  const open = rows.find((row) => row.id === openId);
  useShortcuts('room', { n: () => setOpenId('new') });
  return (
    <div className="settings__list">
      <div>
        <div className="settings__add">
          <Button
            shortcut="n"
            icon={<IconPlus size={16} aria-hidden="true" />}
            onClick={() => setOpenId('new')}
          >
            {settings.add}
          </Button>
        </div>
        {rows.length === 0 ? <EmptyState title={settings.empty} /> : null}
        <div className="settings__rows">
          {rows.map((row) => (
            <button
              key={row.id}
              type="button"
              className={row.active ? 'settings__row' : 'settings__row settings__row--retired'}
              aria-current={row.id === openId}
              data-panel-home={row.id === openId ? '' : undefined}
              onClick={() => setOpenId(row.id)}
            >
              <span>{nameOf(row)}</span>
              <span className="small muted">{line(row)}</span>
              {row.active ? null : <Pill>{settings.notInUse}</Pill>}
            </button>
          ))}
        </div>
      </div>
      {openId === 'new' || open !== undefined ? (
        <RowPanel key={openId} {...props} row={open} onClose={() => setOpenId(null)} />
      ) : null}
    </div>
  );
}

function RowPanel<Fields extends Listed, Row extends Fields & { readonly id: string }>({
  row,
  schema,
  empty,
  addTitle,
  nameOf,
  fieldsOf,
  fields,
  more,
  save,
  onClose,
}: ListSectionProps<Fields, Row> & { readonly row: Row | undefined; readonly onClose: () => void }) {
  const { settings, common } = useStrings();
  const form = useSettingsForm(schema, row === undefined ? empty : fieldsOf(row));
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const undone = useRef(false);
  const said = (error: unknown): string =>
    error instanceof ApiFailure ? error.message : common.somethingWrong;

  /** What was there before, saved again; what was added is taken out of use, because nothing is ever removed. */
  const takeBack = async (id: string): Promise<void> => {
    if (undone.current) return;
    undone.current = true;
    const before = row === undefined ? { ...empty, ...form.draft, active: false } : fieldsOf(row);
    await save(id as Row['id'], before).then(
      () => showToast(settings.undone),
      (error: unknown) => showToast(said(error)),
    );
  };
  const send = async (): Promise<void> => {
    const read = form.read();
    if (read === undefined || busy) return;
    setBusy(true);
    setFailure(null);
    try {
      const { id } = await save(row?.id ?? null, read);
      const name = nameOf(read);
      const done =
        row === undefined
          ? settings.added(name)
          : read.active
            ? settings.savedNamed(name)
            : settings.outOfUse(name);
      showToast(done, () => void takeBack(id));
      onClose();
    } catch (error) {
      setFailure(said(error));
      setBusy(false);
    }
  };
  useShortcuts('panel', { 'Ctrl+Enter': () => void send() });
  return (
    <Panel
      title={row === undefined ? addTitle : nameOf(row)}
      onClose={onClose}
      foot={
        <PanelNext>
          <Button look="primary" shortcut="Ctrl+Enter" aria-busy={busy} onClick={() => void send()}>
            {settings.save}
          </Button>
        </PanelNext>
      }
    >
      <div className="settings__form" ref={form.form}>
        {failure === null ? null : <Notice tone="bad">{failure}</Notice>}
        {fields(form)}
        {row === undefined ? null : more?.(row)}
      </div>
    </Panel>
  );
}
