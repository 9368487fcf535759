import { type KeyboardEvent, type ReactNode, type RefObject, useRef, useState } from 'react';
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
import { type SettingsUndo, useSaid } from './use-said.ts';

interface Listed {
  readonly active: boolean;
}

interface RecordProps<Fields extends Listed, Row extends Fields & { readonly id: string }> {
  readonly schema: z.ZodType<Fields>;
  readonly empty: Fields;
  /** Names the list in the drafts that are kept. */
  readonly of: string;
  readonly addTitle: string;
  readonly nameOf: (fields: Fields) => string;
  readonly fieldsOf: (row: Row) => Fields;
  /** The fields of the form; `row` is undefined for a new one. */
  readonly fields: (form: SettingsForm<Fields>, row: Row | undefined) => ReactNode;
  /** What a saved one has besides its fields, as a person's PIN. */
  readonly more?: ((row: Row) => ReactNode) | undefined;
  readonly save: (
    id: Row['id'] | null,
    fields: Fields,
    operationId: OperationId,
  ) => Promise<{ readonly id: string }>;
  readonly undo?: SettingsUndo | undefined;
}

interface ListSectionProps<Fields extends Listed, Row extends Fields & { readonly id: string }>
  extends RecordProps<Fields, Row> {
  readonly rows: readonly Row[];
  /** What stands before the name in the list, for the eye alone. */
  readonly mark?: ((row: Row) => ReactNode) | undefined;
  /** What stands after the name in the list. */
  readonly line: (row: Row) => ReactNode;
  /** What a row out of use is called, where it is not a thing. */
  readonly retired?: string | undefined;
  /** What stands beside the list while no form does. */
  readonly aside?: ReactNode;
}

/** A list of what can be changed, with its form beside it. */
export function ListSection<Fields extends Listed, Row extends Fields & { readonly id: string }>(
  props: ListSectionProps<Fields, Row>,
) {
  const { settings } = useStrings();
  const { rows, mark, line, nameOf, retired } = props;
  const { list, walk } = useRowWalk();
  const [openId, setOpenId] = useState<string | 'new' | null>(null);
  const open = rows.find((row) => row.id === openId);
  useShortcuts('room', { n: () => setOpenId('new') });
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
            <ListRow
              key={row.id}
              name={nameOf(row)}
              mark={mark?.(row)}
              line={line(row)}
              isOpen={row.id === openId}
              retired={row.active ? undefined : (retired ?? settings.notInUse)}
              onOpen={() => setOpenId(row.id)}
            />
          ))}
        </div>
      </div>
      {openId === 'new' || open !== undefined ? (
        <RecordPanel key={openId} {...props} row={open} onClose={() => setOpenId(null)} />
      ) : (
        props.aside
      )}
    </div>
  );
}

/** The arrow keys among the rows of a list of the settings. */
export function useRowWalk(): {
  readonly list: RefObject<HTMLDivElement | null>;
  readonly walk: (event: KeyboardEvent) => void;
} {
  const list = useRef<HTMLDivElement>(null);
  const walk = (event: KeyboardEvent): void => {
    const found = [...(list.current?.querySelectorAll<HTMLElement>('.settings__row') ?? [])];
    const at = found.indexOf(event.target as HTMLElement);
    const target = rovingTarget(event.key, at, found.length);
    if (target === undefined) return;
    event.preventDefault();
    found[target]?.focus();
  };
  return { list, walk };
}

interface ListRowProps {
  readonly name: string;
  readonly mark?: ReactNode;
  readonly line: ReactNode;
  readonly isOpen: boolean;
  /** What it is called while it is out of use. */
  readonly retired?: string | undefined;
  readonly onOpen: () => void;
}

/** One line of a list of the settings; it opens the form beside the list. */
export function ListRow({ name, mark, line, isOpen, retired, onOpen }: ListRowProps) {
  return (
    <button
      type="button"
      className={retired === undefined ? 'settings__row' : 'settings__row settings__row--retired'}
      aria-current={isOpen}
      data-panel-home={isOpen ? '' : undefined}
      onClick={onOpen}
    >
      {mark}
      <span className="settings__name">{name}</span>
      <span className="small muted">{line}</span>
      {retired === undefined ? null : <Pill>{retired}</Pill>}
    </button>
  );
}

/** The form of one record of the settings beside its list, a new one where there is no row. */
export function RecordPanel<Fields extends Listed, Row extends Fields & { readonly id: string }>({
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
  undo,
  onClose,
}: RecordProps<Fields, Row> & { readonly row: Row | undefined; readonly onClose: () => void }) {
  const { settings, common } = useStrings();
  const form = useSettingsForm(
    `${of}/${row?.id ?? 'new'}`,
    schema,
    row === undefined ? empty : fieldsOf(row),
  );
  const sayWithUndo = useSaid(undo);
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
        {fields(form, row)}
        {row === undefined ? null : more?.(row)}
      </div>
    </Panel>
  );
}
