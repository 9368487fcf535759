import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { z } from 'zod';
import type { OperationId } from '../../shared/kernel/ids.ts';
import { ApiFailure, newOperationId } from '../data/bridge.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button, Pill } from '../ui/controls.tsx';
import { EmptyState, Notice } from '../ui/feedback.tsx';
import { IconPlus } from '../ui/icons.ts';
import { Panel, PanelNext } from '../ui/panel.tsx';
import { rovingTarget } from '../ui/roving.ts';
import { useShortcuts } from '../ui/shortcuts.ts';
import { type SettingsForm, useSettingsForm } from './use-form.ts';
import { useSaid } from './use-said.ts';

interface Listed {
  readonly active: boolean;
}

interface ListSectionProps<Fields extends Listed, Row extends Fields & { readonly id: string }> {
  readonly rows: readonly Row[];
  readonly schema: z.ZodType<Fields>;
  readonly empty: Fields;
  /** Names the list in the drafts that are kept. */
  readonly of: string;
  readonly addTitle: string;
  readonly nameOf: (fields: Fields) => string;
  /** What stands before the name in the list, for the eye alone. */
  readonly mark?: ((row: Row) => ReactNode) | undefined;
  /** What stands after the name in the list. */
  readonly line: (row: Row) => ReactNode;
  readonly fieldsOf: (row: Row) => Fields;
  readonly fields: (form: SettingsForm<Fields>) => ReactNode;
  /** What a saved one has besides its fields, as a person's PIN. */
  readonly more?: ((row: Row) => ReactNode) | undefined;
  readonly save: (
    id: Row['id'] | null,
    fields: Fields,
    operationId: OperationId,
  ) => Promise<{ readonly id: string }>;
  /** What a row out of use is called, where it is not a thing. */
  readonly retired?: string | undefined;
}

/** A list of what can be changed, with its form beside it. */
export function ListSection<Fields extends Listed, Row extends Fields & { readonly id: string }>(
  props: ListSectionProps<Fields, Row>,
) {
  const { settings } = useStrings();
  const { rows, mark, line, nameOf, retired } = props;
  const list = useRef<HTMLDivElement>(null);
  const [openId, setOpenId] = useState<string | 'new' | null>(null);
  const open = rows.find((row) => row.id === openId);
  useShortcuts('room', { n: () => setOpenId('new') });
  const walk = (event: KeyboardEvent): void => {
    const found = [...(list.current?.querySelectorAll<HTMLElement>('.settings__row') ?? [])];
    const at = found.indexOf(event.target as HTMLElement);
    const target = rovingTarget(event.key, at, found.length);
    if (target === undefined) return;
    event.preventDefault();
    found[target]?.focus();
  };
  return (
    <div className="settings__list">
      <div className="settings__side">
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
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys act on its buttons, which have the focus */}
        <div className="settings__rows" ref={list} onKeyDown={walk}>
          {rows.map((row) => (
            <button
              key={row.id}
              type="button"
              className={row.active ? 'settings__row' : 'settings__row settings__row--retired'}
              aria-current={row.id === openId}
              data-panel-home={row.id === openId ? '' : undefined}
              onClick={() => setOpenId(row.id)}
            >
              {mark?.(row)}
              <span className="settings__name">{nameOf(row)}</span>
              <span className="small muted">{line(row)}</span>
              {row.active ? null : <Pill>{retired ?? settings.notInUse}</Pill>}
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
  of,
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
  const form = useSettingsForm(
    `${of}/${row?.id ?? 'new'}`,
    schema,
    row === undefined ? empty : fieldsOf(row),
  );
  const sayWithUndo = useSaid();
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    const read = form.read();
    if (read === undefined || busy) return;
    setBusy(true);
    setFailure(null);
    const operationId = newOperationId();
    try {
      await save(row?.id ?? null, read, operationId);
    } catch (error) {
      setFailure(error instanceof ApiFailure ? error.message : common.somethingWrong);
      setBusy(false);
      return;
    }
    const name = nameOf(read);
    const changed = read.active ? settings.savedNamed(name) : settings.outOfUse(name);
    sayWithUndo(row === undefined ? settings.added(name) : changed, operationId);
    form.drop();
    onClose();
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
