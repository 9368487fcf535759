import { useState } from 'react';
import { type Cents, cents, parseCents } from '../../shared/kernel/money.ts';
import {
  priceFieldsSchema,
  providerFieldsSchema,
  roomFieldsSchema,
} from '../../shared/practice/settings-contract.ts';
import { AllStranded, ConcernedBookings } from '../calendar/stranded-list.tsx';
import { useDeskCommand } from '../data/queries.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { CheckField, TextField } from '../ui/fields.tsx';
import { ListSection } from './list-section.tsx';
import { NumberLine } from './number-line.tsx';
import type { SettingsForm } from './use-form.ts';
import { useSettings } from './use-settings.tsx';

/** Who sees patients. */
export function ProvidersSection() {
  const { settings, arrange } = useStrings();
  const { data, otherwise } = useSettings();
  const command = useDeskCommand('practice.saveProvider');
  if (data === undefined) return otherwise;
  return (
    <ListSection
      rows={data.providers}
      schema={providerFieldsSchema}
      empty={{ displayName: '', specialty: '', npi: '', overbook: 0, active: true }}
      of="providers"
      addTitle={settings.addTitle.providers}
      nameOf={({ displayName }) => displayName}
      line={({ specialty, overbook }) =>
        overbook === 0 ? specialty : [specialty, arrange.overbooked(overbook)].filter(Boolean).join(' · ')
      }
      fieldsOf={({ id: _id, ...fields }) => fields}
      save={(id, fields, operationId) => command.run({ id, fields }, operationId)}
      fields={(form, row) => (
        <>
          <Line form={form} field="displayName" label={settings.displayName} first />
          <Line form={form} field="specialty" label={settings.specialty} />
          <Line form={form} field="npi" label={settings.npi} longest={10} />
          <NumberLine
            form={form}
            field="overbook"
            label={arrange.overbook}
            hint={arrange.overbookHint}
            digits={1}
          />
          <InUse form={form} />
          <ConcernedBookings by={leaving('provider', form.draft, row)} />
        </>
      )}
      aside={<StrandedAside />}
    />
  );
}

/** Where patients are seen. */
export function RoomsSection() {
  const { settings } = useStrings();
  const { data, otherwise } = useSettings();
  const command = useDeskCommand('practice.saveRoom');
  if (data === undefined) return otherwise;
  return (
    <ListSection
      rows={data.rooms}
      schema={roomFieldsSchema}
      empty={{ name: '', active: true }}
      of="rooms"
      addTitle={settings.addTitle.rooms}
      nameOf={({ name }) => name}
      line={() => null}
      fieldsOf={({ name, active }) => ({ name, active })}
      save={(id, fields, operationId) => command.run({ id, fields }, operationId)}
      fields={(form, row) => (
        <>
          <Line form={form} field="name" label={settings.name} longest={40} first />
          <InUse form={form} />
          <ConcernedBookings by={leaving('room', form.draft, row)} />
        </>
      )}
      aside={<StrandedAside />}
    />
  );
}

/** A provider or room as it goes out of use; null for one that stays, or is not here yet. */
function leaving<Kind extends 'provider' | 'room', Id extends string>(
  kind: Kind,
  { active }: { readonly active: boolean },
  row: { readonly id: Id } | undefined,
): { kind: Kind; id: Id } | null {
  return active || row === undefined ? null : { kind, id: row.id };
}

/** Whoever stands stranded by now, beside a list of the settings. */
export function StrandedAside() {
  return (
    <div className="settings__aside">
      <AllStranded />
    </div>
  );
}

/** What the practice charges. */
export function PricesSection() {
  const { settings } = useStrings();
  const { money } = useFormats();
  const { data, otherwise } = useSettings();
  const command = useDeskCommand('practice.savePrice');
  if (data === undefined) return otherwise;
  return (
    <ListSection
      rows={data.prices}
      schema={priceFieldsSchema}
      empty={{ code: '', description: '', amountCents: cents(0), active: true }}
      of="prices"
      addTitle={settings.addTitle.prices}
      nameOf={({ code, description }) => [code, description].filter((part) => part !== '').join(' · ')}
      line={({ amountCents }) => <span className="tabular">{money(amountCents)}</span>}
      fieldsOf={({ code, description, amountCents, active }) => ({ code, description, amountCents, active })}
      save={(id, fields, operationId) => command.run({ id, fields }, operationId)}
      fields={(form) => (
        <>
          <Line form={form} field="code" label={settings.code} longest={20} first />
          <Line form={form} field="description" label={settings.description} longest={120} />
          <Amount form={form} />
          <InUse form={form} />
        </>
      )}
    />
  );
}

type TextKey<Draft> = { [Key in keyof Draft]: Draft[Key] extends string ? Key : never }[keyof Draft] & string;

interface LineProps<Draft extends object> {
  readonly form: Pick<SettingsForm<Draft>, 'draft' | 'change' | 'leave'> & {
    readonly error: (field: TextKey<Draft>) => string | undefined;
  };
  readonly field: TextKey<Draft>;
  readonly label: string;
  readonly longest?: number;
  readonly keys?: 'numeric' | 'decimal';
  readonly first?: boolean;
}

/** One line of text of a settings form. */
export function Line<Draft extends object>({
  form,
  field,
  label,
  longest = 80,
  keys,
  first = false,
}: LineProps<Draft>) {
  return (
    <TextField
      label={label}
      name={field}
      value={String(form.draft[field])}
      maxLength={longest}
      inputMode={keys}
      autoFocus={first}
      error={form.error(field)}
      onChange={(value) => form.change({ [field]: value } as unknown as Partial<Draft>)}
      onLeave={() => form.leave(field)}
    />
  );
}

/** In use or not: nothing is removed, because old visits name it. */
export function InUse<Draft extends { readonly active: boolean }>({
  form,
  label,
}: {
  readonly form: SettingsForm<Draft>;
  readonly label?: string;
}) {
  const { settings } = useStrings();
  return (
    <CheckField
      label={label ?? settings.inUse}
      checked={form.draft.active}
      onChange={(active) => form.change({ active } as Partial<Draft>)}
    />
  );
}

/** An amount as it is typed; what cannot be read as one is not an amount, and is said. */
function Amount({ form }: { readonly form: SettingsForm<{ readonly amountCents: Cents }> }) {
  const { settings } = useStrings();
  const { money } = useFormats();
  const [text, setText] = useState(() =>
    form.draft.amountCents === 0 ? '' : money(form.draft.amountCents).replace('$', ''),
  );
  return (
    <TextField
      label={settings.amount}
      inputMode="decimal"
      value={text}
      maxLength={14}
      error={form.error('amountCents')}
      onChange={(typed) => {
        setText(typed);
        form.change({ amountCents: parseCents(typed) ?? (Number.NaN as Cents) });
      }}
      onLeave={() => form.leave('amountCents')}
    />
  );
}
