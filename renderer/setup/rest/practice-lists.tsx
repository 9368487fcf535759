import { parseCents } from '../../../shared/kernel/money.ts';
import { isNpi } from '../../../shared/practice/npi.ts';
import { PLAIN_TYPE_RULES, TYPE_COLOR_COUNT } from '../../../shared/practice/type-rules.ts';
import { useDeskCommand, useDeskQuery } from '../../data/queries.ts';
import { Line } from '../../settings/practice-lists.tsx';
import { useFormats } from '../../strings/use-formats.ts';
import { useStrings } from '../../strings/use-strings.ts';
import { QuickAdd } from './quick-add.tsx';
import { useAdding } from './use-adding.ts';

/** Who sees patients. */
export function ProviderStep() {
  const { rest, npi: npiLabel, npiWrong, required } = useStrings().setup;
  const settings = useDeskQuery('practice.settings', {}).data;
  const save = useDeskCommand('practice.saveProvider');
  const adding = useAdding(
    { displayName: '', specialty: '', npi: '' },
    ({ displayName, npi }) => ({
      displayName: displayName.trim() === '' ? required : undefined,
      npi: npi.trim() === '' || isNpi(npi.trim()) ? undefined : npiWrong,
    }),
    (draft) => save.run({ id: null, fields: { ...draft, npi: draft.npi.trim(), overbook: 0, active: true } }),
  );
  return (
    <QuickAdd
      label={rest.titles.providers}
      isTyped={Object.values(adding.draft).some(Boolean)}
      items={(settings?.providers ?? []).map(({ id, displayName, specialty }) => ({
        id,
        text: displayName,
        more: specialty,
      }))}
      onAdd={adding.add}
      failure={save.failure}
    >
      <Line form={adding} field="displayName" label={rest.name} first />
      <Line form={adding} field="specialty" label={rest.specialty} />
      <Line form={adding} field="npi" label={npiLabel} longest={10} keys="numeric" />
    </QuickAdd>
  );
}

/** Where they are seen. */
export function RoomStep() {
  const { rest, required } = useStrings().setup;
  const settings = useDeskQuery('practice.settings', {}).data;
  const save = useDeskCommand('practice.saveRoom');
  const adding = useAdding(
    { name: '' },
    ({ name }) => ({ name: name.trim() === '' ? required : undefined }),
    ({ name }) => save.run({ id: null, fields: { name, active: true } }),
  );
  return (
    <QuickAdd
      label={rest.titles.rooms}
      isTyped={adding.draft.name !== ''}
      items={(settings?.rooms ?? []).map((room) => ({ id: room.id, text: room.name }))}
      onAdd={adding.add}
      failure={save.failure}
    >
      <Line form={adding} field="name" label={rest.room} longest={40} first />
    </QuickAdd>
  );
}

/** What they come for, and how long it takes. */
export function TypeStep() {
  const { rest, required } = useStrings().setup;
  const settings = useDeskQuery('practice.settings', {}).data;
  const save = useDeskCommand('practice.saveAppointmentType');
  const adding = useAdding(
    { name: '', minutes: '20' },
    ({ name, minutes }) => ({
      name: name.trim() === '' ? required : undefined,
      minutes: /^\d+$/.test(minutes) && +minutes >= 5 && +minutes <= 480 ? undefined : rest.minutesWrong,
    }),
    ({ name, minutes }) =>
      save.run({
        id: null,
        fields: {
          ...PLAIN_TYPE_RULES,
          name,
          minutes: Number(minutes),
          walkIn: false,
          // Each the next colour, so that they are told apart before anybody has chosen any.
          color: (settings?.appointmentTypes.length ?? 0) % TYPE_COLOR_COUNT,
          active: true,
        },
      }),
  );
  return (
    <QuickAdd
      label={rest.titles.types}
      isTyped={adding.draft.name !== ''}
      items={(settings?.appointmentTypes ?? []).map((type) => ({
        id: type.id,
        text: type.name,
        more: rest.minutesLong(type.minutes),
      }))}
      onAdd={adding.add}
      failure={save.failure}
    >
      <Line form={adding} field="name" label={rest.type} longest={60} first />
      <Line form={adding} field="minutes" label={rest.minutes} longest={3} keys="numeric" />
    </QuickAdd>
  );
}

/** What it costs who pays for it himself. */
export function PriceStep() {
  const { rest, required } = useStrings().setup;
  const { money } = useFormats();
  const settings = useDeskQuery('practice.settings', {}).data;
  const save = useDeskCommand('practice.savePrice');
  const adding = useAdding(
    { code: '', description: '', amount: '' },
    ({ description, amount }) => ({
      description: description.trim() === '' ? required : undefined,
      amount: parseCents(amount) === undefined ? rest.amountWrong : undefined,
    }),
    async ({ code, description, amount }) => {
      const amountCents = parseCents(amount);
      if (amountCents !== undefined)
        await save.run({ id: null, fields: { code, description, amountCents, active: true } });
    },
  );
  return (
    <QuickAdd
      label={rest.titles.prices}
      isTyped={Object.values(adding.draft).some(Boolean)}
      items={(settings?.prices ?? []).map((price) => ({
        id: price.id,
        text: [price.code, price.description].filter(Boolean).join(' · '),
        more: money(price.amountCents),
      }))}
      onAdd={adding.add}
      failure={save.failure}
    >
      <Line form={adding} field="description" label={rest.price} longest={120} first />
      <Line form={adding} field="code" label={rest.code} longest={20} />
      <Line form={adding} field="amount" label={rest.amount} longest={12} keys="decimal" />
    </QuickAdd>
  );
}
