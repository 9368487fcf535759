import { useState } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import type { AppointmentTypeId, ProviderId } from '../../shared/kernel/ids.ts';
import { useStrings } from '../strings/use-strings.ts';
import { SelectField } from '../ui/fields.tsx';
import { SegmentedChoice } from '../ui/segmented-choice.tsx';
import { justThem, type WishDraft } from './find-draft.ts';

interface WishFieldsProps {
  readonly wish: WishDraft;
  readonly frame: OutputOf<'practice.frame'>;
  readonly onChange: (change: Partial<WishDraft>) => void;
}

/** What would do: the kind of visit, with whom, in which part of the day, on which weekdays. */
export function WishFields({ wish, frame, onChange }: WishFieldsProps) {
  const { calendar } = useStrings();
  const { typeId, providerIds, daypart, weekdays } = wish;
  return (
    <>
      <SelectField
        label={calendar.type}
        value={typeId ?? frame.appointmentTypes[0]?.id ?? ''}
        options={typeOptions(frame, calendar.minutes)}
        onChange={(chosen) => onChange({ typeId: chosen as AppointmentTypeId })}
      />
      <ProviderField
        providerIds={providerIds}
        frame={frame}
        onChange={(chosen) => onChange({ providerIds: chosen })}
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
  /** Any of these; empty is anybody. */
  readonly providerIds: readonly ProviderId[];
  readonly frame: OutputOf<'practice.frame'>;
  readonly onChange: (providerIds: readonly ProviderId[]) => void;
}

const SEVERAL = 'several';

/** Who sees the patient, or anybody. Where several would do already, they stay one of the choices. */
export function ProviderField({ providerIds, frame, onChange }: ProviderFieldProps) {
  const { visits } = useStrings();
  const [kept] = useState(providerIds);
  const several = providerIds.length > 1 ? providerIds : kept;
  const nameOf = (id: ProviderId): string =>
    frame.providers.find((each) => each.id === id)?.displayName ?? '';
  return (
    <SelectField
      label={visits.walkInProvider}
      value={providerIds.length > 1 ? SEVERAL : (providerIds[0] ?? '')}
      options={[
        { value: '', label: visits.anyProvider },
        ...(several.length < 2 ? [] : [{ value: SEVERAL, label: several.map(nameOf).join(', ') }]),
        ...frame.providers
          .filter(({ active }) => active)
          .map(({ id, displayName }) => ({ value: id as string, label: displayName })),
      ]}
      onChange={(chosen) =>
        onChange(chosen === SEVERAL ? several : justThem(chosen === '' ? null : (chosen as ProviderId)))
      }
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
