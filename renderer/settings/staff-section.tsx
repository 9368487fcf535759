import type { StaffId } from '../../shared/kernel/ids.ts';
import { ROLES } from '../../shared/staff/permissions.ts';
import { staffFieldsSchema } from '../../shared/staff/staff-contract.ts';
import { useDeskCommand, useDeskQuery } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';
import { ErrorState, Skeleton } from '../ui/feedback.tsx';
import { SelectField } from '../ui/fields.tsx';
import { showToast } from '../ui/toast.tsx';
import { ListSection } from './list-section.tsx';
import { NewPinForm } from './new-pin-form.tsx';
import { InUse, Line } from './practice-lists.tsx';

/** Who may sign in here, and what they may do. */
export function StaffSection() {
  const { settings } = useStrings();
  const query = useDeskQuery('staff.list', {});
  const command = useDeskCommand('staff.save');
  if (query.data === undefined)
    return query.error === null ? (
      <Skeleton />
    ) : (
      <ErrorState failure={query.error} onRetry={() => void query.refetch()} />
    );
  return (
    <ListSection
      rows={query.data.staff}
      schema={staffFieldsSchema}
      empty={{ displayName: '', initials: '', role: 'front-desk', active: true }}
      of="staff"
      retired={settings.left}
      addTitle={settings.addTitle.staff}
      nameOf={({ displayName }) => displayName}
      line={({ role, hasPin }) => `${settings.roles[role]} · ${hasPin ? settings.hasPin : settings.noPin}`}
      fieldsOf={({ displayName, initials, role, active }) => ({ displayName, initials, role, active })}
      save={(id, fields, operationId) => command.run({ id, fields }, operationId)}
      fields={(form) => (
        <>
          <Line form={form} field="displayName" label={settings.name} first />
          <Line form={form} field="initials" label={settings.initials} longest={3} />
          <SelectField
            label={settings.role}
            value={form.draft.role}
            options={ROLES.map((role) => ({ value: role, label: settings.roles[role] }))}
            onChange={(role) => form.change({ role })}
          />
          <InUse form={form} label={settings.worksHere} />
        </>
      )}
      more={(row) => <GivePin key={row.id} staffId={row.id} name={row.displayName} />}
    />
  );
}

function GivePin({ staffId, name }: { readonly staffId: StaffId; readonly name: string }) {
  const { settings } = useStrings();
  const command = useDeskCommand('staff.setPin');
  const send = async (pin: string): Promise<void> => {
    await command.run({ staffId, pin });
    showToast(settings.pinGiven(name));
  };
  return (
    <NewPinForm
      label={settings.pinOf}
      action={settings.givePin}
      busy={command.isPending}
      failure={command.failure}
      onSend={send}
    />
  );
}
