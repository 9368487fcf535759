import '../../settings/settings.css';
import { useState } from 'react';
import { hoursSchema, type OpenHours } from '../../../shared/practice/hours.ts';
import { useDeskCommand } from '../../data/queries.ts';
import { HoursField } from '../../settings/hours-field.tsx';
import { useSettings } from '../../settings/use-settings.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { Notice } from '../../ui/feedback.tsx';

/** When the practice is open; each change that makes sense is kept at once, so going on loses none. */
export function HoursStep() {
  const {
    setup: { rest },
    settings,
  } = useStrings();
  const { data, otherwise } = useSettings();
  const save = useDeskCommand('practice.saveDetails');
  const [typed, setTyped] = useState<readonly OpenHours[] | null>(null);
  if (data === undefined) return otherwise;
  const hours = typed ?? data.details.hours;
  const isRight = hoursSchema.safeParse(hours).success;
  const change = (next: OpenHours[]): void => {
    setTyped(next);
    if (!hoursSchema.safeParse(next).success) return;
    // What was refused stands above; what was typed stays.
    save.run({ details: { ...data.details, hours: next } }).catch(() => undefined);
  };
  return (
    <>
      {save.failure === null ? null : <Notice tone="bad">{save.failure.message}</Notice>}
      <HoursField
        label={settings.hours}
        hours={hours}
        error={isRight ? undefined : rest.hoursWrong}
        onChange={change}
        onLeave={() => undefined}
      />
    </>
  );
}
