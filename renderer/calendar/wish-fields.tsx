import type { OutputOf } from '../../shared/api/index.ts';
import type { AppointmentTypeId, ProviderId } from '../../shared/kernel/ids.ts';
import { useStrings } from '../strings/use-strings.ts';
import { SelectField } from '../ui/fields.tsx';
import { SegmentedChoice } from '../ui/segmented-choice.tsx';
import type { WishDraft } from './find-draft.ts';

interface WishFieldsProps {
  readonly wish: WishDraft;
  readonly frame: OutputOf<'practice.frame'>;
  readonly onChange: (change: Partial<WishDraft>) => void;
}

/** What would do: the kind of visit, with whom, in which part of the day, on which weekdays. */
export function WishFields({ wish, frame, onChange }: WishFieldsProps) {
  const { calendar } = useStrings();
  const { typeId, providerId, daypart, weekdays } = wish;
  return (
    <>
      <SelectField
        label={calendar.type}
        value={typeId ?? frame.appointmentTypes[0]?.id ?? ''}
        options={typeOptions(frame, calendar.minutes)}
        onChange={(chosen) => onChange({ typeId: chosen as AppointmentTypeId })}
      />
      <ProviderField
        providerId={providerId}
        frame={frame}
        onChange={(chosen) => onChange({ providerId: chosen })}
      />
      <SegmentedChoice
        label={calendar.daypart}
        value={daypart}
        options={(['any', 'morning', 'afternoon'] as const).map((value) => ({
          value,
          label: calendar.dayparts[value],
        }))}
        onChange={(next) => onChange({ daypart: next })}
      />
      <fieldset className="weekdays">
        <legend className="visually-hidden">{calendar.weekdays}</legend>
        {calendar.weekdayNames.map((name, index) => (
          <label key={name} className="weekdays__day">
            <input
              type="checkbox"
              checked={weekdays.includes(index + 1)}
              onChange={({ target }) =>
                onChange({
                  weekdays: target.checked
                    ? [...weekdays, index + 1].toSorted()
                    : weekdays.filter((each) => each !== index + 1),
                })
              }
            />
            <span>{name}</span>
          </label>
        ))}
      </fieldset>
    </>
  );
}

interface ProviderFieldProps {
  /** Null is anybody. */
  readonly providerId: ProviderId | null;
  readonly frame: OutputOf<'practice.frame'>;
  readonly onChange: (providerId: ProviderId | null) => void;
}

/** Who sees the patient, or anybody. */
export function ProviderField({ providerId, frame, onChange }: ProviderFieldProps) {
  const { visits } = useStrings();
  return (
    <SelectField
      label={visits.walkInProvider}
      value={providerId ?? ''}
      options={[
        { value: '', label: visits.anyProvider },
        ...frame.providers
          .filter(({ active }) => active)
          .map(({ id, displayName }) => ({ value: id as string, label: displayName })),
      ]}
      onChange={(chosen) => onChange(chosen === '' ? null : (chosen as ProviderId))}
    />
  );
}

/** The kinds of visit as a list to choose from, each with how long it takes. */
export function typeOptions(
  frame: OutputOf<'practice.frame'>,
  minutesText: (minutes: number) => string,
): { value: string; label: string }[] {
  return frame.appointmentTypes.map(({ id, name, minutes }) => ({
    value: id,
    label: `${name}, ${minutesText(minutes)}`,
  }));
}
