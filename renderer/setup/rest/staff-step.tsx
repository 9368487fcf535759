import { useRef } from 'react';
import type { StaffId } from '../../../shared/kernel/ids.ts';
import { ROLES, type Role } from '../../../shared/staff/permissions.ts';
import { useDeskCommand, useDeskQuery } from '../../data/queries.ts';
import { Line } from '../../settings/practice-lists.tsx';
import { type NewPin, NO_PIN, newPinErrors } from '../../staff/new-pin-errors.ts';
import { NewPinFields } from '../../staff/new-pin-fields.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { Notice } from '../../ui/feedback.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { initialsIn } from '../setup-draft.ts';
import { QuickAdd } from './quick-add.tsx';
import { useAdding } from './use-adding.ts';
import { someoneChecksIn } from './what-lacks.ts';

const EMPTY: NewPin & { readonly displayName: string; readonly role: Role } = {
  displayName: '',
  role: 'front-desk',
  ...NO_PIN,
};

/** Who works at the desk, each with a PIN of their own. */
export function StaffStep() {
  const { setup, frame } = useStrings();
  const { rest, required } = setup;
  const list = useDeskQuery('staff.list', {}).data;
  const save = useDeskCommand('staff.save');
  const setPin = useDeskCommand('staff.setPin');
  /** Saved, but the PIN was not taken: the next Enter gives it to the same person. */
  const halfAdded = useRef<StaffId | null>(null);
  const adding = useAdding(
    EMPTY,
    (draft) => ({
      displayName: draft.displayName.trim() === '' ? required : undefined,
      ...newPinErrors(draft, setup),
    }),
    async ({ displayName, role, pin }) => {
      const initials = initialsIn({ displayName, initials: null });
      const fields = { displayName, initials, role, active: true };
      const { id } = await save.run({ id: halfAdded.current, fields });
      halfAdded.current = id;
      await setPin.run({ staffId: id, pin });
      halfAdded.current = null;
    },
  );
  const { draft } = adding;
  return (
    <>
      {list === undefined || someoneChecksIn(list.staff) ? null : <Notice>{rest.nobodyChecksIn}</Notice>}
      <QuickAdd
        label={rest.titles.staff}
        isTyped={draft.displayName !== '' || draft.pin !== '' || draft.pinAgain !== ''}
        items={(list?.staff ?? []).map(({ id, displayName, role }) => ({
          id,
          text: displayName,
          more: frame.roles[role],
        }))}
        onAdd={adding.add}
        failure={save.failure ?? setPin.failure}
      >
        <Line form={adding} field="displayName" label={rest.name} first />
        <SelectField
          label={rest.role}
          value={draft.role}
          options={ROLES.map((role) => ({ value: role, label: frame.roles[role] }))}
          onChange={(role) => adding.change({ role })}
        />
        <NewPinFields labels={setup} value={draft} error={adding.error} onChange={adding.change} />
      </QuickAdd>
    </>
  );
}
