import { useState } from 'react';
import { parseCents } from '../../../shared/kernel/money.ts';
import { isNpi } from '../../../shared/practice/npi.ts';
import { useDeskCommand, useDeskQuery } from '../../data/queries.ts';
import { useFormats } from '../../strings/use-formats.ts';
import { useStrings } from '../../strings/use-strings.ts';
import { TextField } from '../../ui/fields.tsx';
import { QuickAdd } from './quick-add.tsx';

/** Who sees patients. */
export function ProviderStep() {
  const { rest, npi: npiLabel, npiWrong, required } = useStrings().setup;
  const settings = useDeskQuery('practice.settings', {}).data;
  const save = useDeskCommand('practice.saveProvider');
  const [draft, setDraft] = useState({ displayName: '', specialty: '', npi: '' });
  const [tried, setTried] = useState(false);
  const isNpiWrong = draft.npi !== '' && !isNpi(draft.npi);
  const add = async (): Promise<boolean> => {
    setTried(true);
    if (draft.displayName.trim() === '' || isNpiWrong) return false;
    await save.run({ id: null, fields: { ...draft, active: true } });
    setDraft({ displayName: '', specialty: '', npi: '' });
    setTried(false);
    return true;
  };
  return (
    <QuickAdd
      label={rest.titles.providers}
      isTyped={Object.values(draft).some(Boolean)}
      items={(settings?.providers ?? []).map(({ id, displayName, specialty }) => ({
        id,
        text: displayName,
        more: specialty,
      }))}
      onAdd={add}
      failure={save.failure}
    >
      <TextField
        label={rest.name}
        value={draft.displayName}
        maxLength={80}
        autoFocus
        error={tried && draft.displayName.trim() === '' ? required : undefined}
        onChange={(displayName) => setDraft({ ...draft, displayName })}
      />
      <TextField
        label={rest.specialty}
        value={draft.specialty}
        maxLength={80}
        onChange={(specialty) => setDraft({ ...draft, specialty })}
      />
      <TextField
        label={npiLabel}
        value={draft.npi}
        maxLength={10}
        inputMode="numeric"
        error={tried && isNpiWrong ? npiWrong : undefined}
        onChange={(npi) => setDraft({ ...draft, npi: npi.trim() })}
      />
    </QuickAdd>
  );
}

/** Where they are seen. */
export function RoomStep() {
  const { rest, required } = useStrings().setup;
  const settings = useDeskQuery('practice.settings', {}).data;
  const save = useDeskCommand('practice.saveRoom');
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const add = async (): Promise<boolean> => {
    setTried(true);
    if (name.trim() === '') return false;
    await save.run({ id: null, fields: { name, active: true } });
    setName('');
    setTried(false);
    return true;
  };
  return (
    <QuickAdd
      label={rest.titles.rooms}
      isTyped={name !== ''}
      items={(settings?.rooms ?? []).map((room) => ({ id: room.id, text: room.name }))}
      onAdd={add}
      failure={save.failure}
    >
      <TextField
        label={rest.room}
        value={name}
        maxLength={40}
        autoFocus
        error={tried && name.trim() === '' ? required : undefined}
        onChange={setName}
      />
    </QuickAdd>
  );
}

/** What they come for, and how long it takes. */
export function TypeStep() {
  const { rest, required } = useStrings().setup;
  const settings = useDeskQuery('practice.settings', {}).data;
  const save = useDeskCommand('practice.saveAppointmentType');
  const [draft, setDraft] = useState({ name: '', minutes: '20' });
  const [tried, setTried] = useState(false);
  const minutes = Number(draft.minutes);
  const areMinutesWrong = !Number.isInteger(minutes) || minutes < 5 || minutes > 480;
  const add = async (): Promise<boolean> => {
    setTried(true);
    if (draft.name.trim() === '' || areMinutesWrong) return false;
    await save.run({ id: null, fields: { name: draft.name, minutes, walkIn: false, active: true } });
    setDraft({ name: '', minutes: '20' });
    setTried(false);
    return true;
  };
  return (
    <QuickAdd
      label={rest.titles.types}
      isTyped={draft.name !== ''}
      items={(settings?.appointmentTypes ?? []).map((type) => ({
        id: type.id,
        text: type.name,
        more: rest.minutesLong(type.minutes),
      }))}
      onAdd={add}
      failure={save.failure}
    >
      <TextField
        label={rest.type}
        value={draft.name}
        maxLength={60}
        autoFocus
        error={tried && draft.name.trim() === '' ? required : undefined}
        onChange={(name) => setDraft({ ...draft, name })}
      />
      <TextField
        label={rest.minutes}
        value={draft.minutes}
        maxLength={3}
        inputMode="numeric"
        error={tried && areMinutesWrong ? rest.minutesWrong : undefined}
        onChange={(text) => setDraft({ ...draft, minutes: text })}
      />
    </QuickAdd>
  );
}

/** What it costs who pays for it himself. */
export function PriceStep() {
  const { rest, required } = useStrings().setup;
  const { money } = useFormats();
  const settings = useDeskQuery('practice.settings', {}).data;
  const save = useDeskCommand('practice.savePrice');
  const [draft, setDraft] = useState({ code: '', description: '', amount: '' });
  const [tried, setTried] = useState(false);
  const amountCents = parseCents(draft.amount);
  const add = async (): Promise<boolean> => {
    setTried(true);
    if (draft.description.trim() === '' || amountCents === undefined) return false;
    const { code, description } = draft;
    await save.run({ id: null, fields: { code, description, amountCents, active: true } });
    setDraft({ code: '', description: '', amount: '' });
    setTried(false);
    return true;
  };
  return (
    <QuickAdd
      label={rest.titles.prices}
      isTyped={Object.values(draft).some(Boolean)}
      items={(settings?.prices ?? []).map((price) => ({
        id: price.id,
        text: [price.code, price.description].filter(Boolean).join(' · '),
        more: money(price.amountCents),
      }))}
      onAdd={add}
      failure={save.failure}
    >
      <TextField
        label={rest.price}
        value={draft.description}
        maxLength={120}
        autoFocus
        error={tried && draft.description.trim() === '' ? required : undefined}
        onChange={(description) => setDraft({ ...draft, description })}
      />
      <TextField
        label={rest.code}
        value={draft.code}
        maxLength={20}
        onChange={(code) => setDraft({ ...draft, code })}
      />
      <TextField
        label={rest.amount}
        value={draft.amount}
        maxLength={12}
        inputMode="decimal"
        error={tried && amountCents === undefined ? rest.amountWrong : undefined}
        onChange={(amount) => setDraft({ ...draft, amount })}
      />
    </QuickAdd>
  );
}
