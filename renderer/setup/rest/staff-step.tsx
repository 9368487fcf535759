import { useState } from 'react';
import type { StaffId } from '../../../shared/kernel/ids.ts';
import { ROLES, type Role } from '../../../shared/staff/permissions.ts';
import { isGoodPin } from '../../../shared/staff/pin-rule.ts';
import { useDeskCommand, useDeskQuery } from '../../data/queries.ts';
import { useStrings } from '../../strings/use-strings.ts';
import { SelectField, TextField } from '../../ui/fields.tsx';
import { initialsIn } from '../setup-draft.ts';
import { QuickAdd } from './quick-add.tsx';

const EMPTY: { readonly displayName: string; readonly role: Role; readonly pin: string } = {
  displayName: '',
  role: 'front-desk',
  pin: '',
};

/** Who works at the desk, each with a PIN of their own. */
export function StaffStep() {
  const { setup, frame } = useStrings();
  const { rest, required, pin: pinLabel, pinWrong } = setup;
  const list = useDeskQuery('staff.list', {}).data;
  const save = useDeskCommand('staff.save');
  const setPin = useDeskCommand('staff.setPin');
  const [draft, setDraft] = useState(EMPTY);
  /** Saved, but the PIN was not taken: the next Enter gives it to the same person. */
  const [halfAdded, setHalfAdded] = useState<StaffId | null>(null);
  const [tried, setTried] = useState(false);
  const add = async (): Promise<boolean> => {
    setTried(true);
    const { displayName, role, pin } = draft;
    if (displayName.trim() === '' || !isGoodPin(pin)) return false;
    const initials = initialsIn({ displayName, initials: null });
    const fields = { displayName, initials, role, active: true };
    const { id } = await save.run({ id: halfAdded, fields });
    setHalfAdded(id);
    await setPin.run({ staffId: id, pin });
    setHalfAdded(null);
    setDraft(EMPTY);
    setTried(false);
    return true;
  };
  return (
    <QuickAdd
      label={rest.titles.staff}
      isTyped={draft.displayName !== '' || draft.pin !== ''}
      items={(list?.staff ?? []).map(({ id, displayName, role }) => ({
        id,
        text: displayName,
        more: frame.roles[role],
      }))}
      onAdd={add}
      failure={save.failure ?? setPin.failure}
    >
      <TextField
        label={rest.name}
        value={draft.displayName}
        maxLength={80}
        autoFocus
        error={tried && draft.displayName.trim() === '' ? required : undefined}
        onChange={(displayName) => setDraft({ ...draft, displayName })}
      />
      <SelectField
        label={rest.role}
        value={draft.role}
        options={ROLES.map((role) => ({ value: role, label: frame.roles[role] }))}
        onChange={(role) => setDraft({ ...draft, role })}
      />
      <TextField
        label={pinLabel}
        type="password"
        inputMode="numeric"
        autoComplete="new-password"
        value={draft.pin}
        maxLength={12}
        error={tried && !isGoodPin(draft.pin) ? pinWrong : undefined}
        onChange={(pin) => setDraft({ ...draft, pin })}
      />
    </QuickAdd>
  );
}
