import { useId } from 'react';
import type { Arranging } from '../../shared/calendar/arrange-contract.ts';
import type { AppointmentTypeId } from '../../shared/kernel/ids.ts';
import {
  type AppointmentTypeFields,
  appointmentTypeFieldsSchema,
} from '../../shared/practice/settings-contract.ts';
import { FOR_WHOM, PLAIN_TYPE_RULES } from '../../shared/practice/type-rules.ts';
import { ConcernedBookings } from '../calendar/stranded-list.tsx';
import { typeColors } from '../calendar/type-colors.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';
import { CheckField, Field, SelectField } from '../ui/fields.tsx';
import { CheckList } from './check-list.tsx';
import { ListSection } from './list-section.tsx';
import { NumberLine } from './number-line.tsx';
import { InUse, Line, StrandedAside } from './practice-lists.tsx';
import type { SettingsForm } from './use-form.ts';
import { useSettings } from './use-settings.tsx';

/** What visits are called, how long they take, what they look like in the calendar, and who sees them where. */
export function TypesSection() {
  const { settings, arrange } = useStrings();
  const { data, otherwise } = useSettings();
  const command = useDeskCommand('practice.saveAppointmentType');
  if (data === undefined) return otherwise;
  const lineOf = ({ minutes, bufferMinutes, forWhom, walkIn }: AppointmentTypeFields): string =>
    [
      settings.minutesLong(minutes),
      bufferMinutes === 0 ? '' : arrange.bufferLong(bufferMinutes),
      forWhom === 'any' ? '' : arrange.forWhoms[forWhom],
      walkIn ? settings.walkIn : '',
    ]
      .filter((part) => part !== '')
      .join(' · ');
  return (
    <ListSection
      rows={data.appointmentTypes}
      schema={appointmentTypeFieldsSchema}
      empty={{ ...PLAIN_TYPE_RULES, name: '', minutes: 20, walkIn: false, active: true }}
      of="types"
      addTitle={settings.addTitle.types}
      nameOf={({ name }) => name}
      mark={({ color }) => <span className="swatch" style={typeColors(color)} />}
      line={lineOf}
      fieldsOf={({ id: _id, ...fields }) => fields}
      save={(id, fields, operationId) => command.run({ id, fields }, operationId)}
      fields={(form, row) => (
        <>
          <Line form={form} field="name" label={settings.name} longest={60} first />
          <ColorChoice form={form} />
          <div className="field-pair">
            <NumberLine form={form} field="minutes" label={settings.minutes} digits={3} />
            <NumberLine form={form} field="bufferMinutes" label={arrange.buffer} digits={3} />
          </div>
          <SelectField
            label={arrange.forWhom}
            value={form.draft.forWhom}
            options={FOR_WHOM.map((value) => ({ value, label: arrange.forWhoms[value] }))}
            onChange={(forWhom) => form.change({ forWhom })}
          />
          <Preparation form={form} />
          <CheckList
            label={arrange.seenBy}
            hint={arrange.anybody}
            items={data.providers.map(({ id, displayName, active }) => ({ id, name: displayName, active }))}
            marked={form.draft.providerIds}
            onChange={(providerIds) => form.change({ providerIds })}
          />
          <CheckList
            label={arrange.seenIn}
            hint={arrange.anyRoom}
            items={data.rooms}
            marked={form.draft.roomIds}
            onChange={(roomIds) => form.change({ roomIds })}
          />
          <CheckField
            label={settings.walkIn}
            checked={form.draft.walkIn}
            onChange={(walkIn) => form.change({ walkIn })}
          />
          <InUse form={form} />
          <ConcernedBookings by={row === undefined ? null : concerning(row.id, form.draft)} />
        </>
      )}
      aside={<StrandedAside />}
    />
  );
}

function concerning(
  id: AppointmentTypeId,
  { active, providerIds, roomIds }: AppointmentTypeFields,
): Arranging {
  return { kind: 'type', id, active, providerIds, roomIds };
}

/** The palette of the calendar, each colour with its name. */
function ColorChoice({ form }: { readonly form: SettingsForm<AppointmentTypeFields> }) {
  const { arrange, calendar } = useStrings();
  const name = useId();
  return (
    <fieldset className="swatches">
      <legend className="field__label">{arrange.color}</legend>
      {calendar.colors.map((color, place) => (
        <label key={color} className="swatches__choice" style={typeColors(place)}>
          <input
            type="radio"
            name={name}
            checked={form.draft.color === place}
            onChange={() => form.change({ color: place })}
          />
          <span className="swatch" />
          {color}
        </label>
      ))}
    </fieldset>
  );
}

function Preparation({ form }: { readonly form: SettingsForm<AppointmentTypeFields> }) {
  const { arrange } = useStrings();
  return (
    <Field label={arrange.preparation} hint={arrange.preparationHint} error={form.error('preparation')}>
      {(wiring) => (
        <textarea
          {...wiring}
          className="field__control"
          rows={2}
          maxLength={300}
          value={form.draft.preparation}
          onChange={(event) => form.change({ preparation: event.target.value })}
          onBlur={() => form.leave('preparation')}
        />
      )}
    </Field>
  );
}
