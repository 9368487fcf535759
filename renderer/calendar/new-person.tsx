import type { OutputOf } from '../../shared/api/index.ts';
import { useStrings } from '../strings/use-strings.ts';
import { BirthDateField, birthDateOf } from '../ui/birth-date-field.tsx';
import { TextField } from '../ui/fields.tsx';
import type { BookingDraft } from './booking-draft.ts';

interface NewPersonProps {
  readonly draft: BookingDraft;
  readonly day: OutputOf<'practice.frame'>['day'];
  readonly tried: boolean;
  readonly onChange: (change: Partial<BookingDraft>) => void;
}

/** Somebody of whom just the name is taken down. */
export function NewPerson({ draft, day, tried, onChange }: NewPersonProps) {
  const { visits } = useStrings();
  const missing = (text: string, problem: string): string | undefined =>
    tried && text.trim() === '' ? problem : undefined;
  return (
    <>
      <TextField
        label={visits.fields.family}
        value={draft.family}
        onChange={(family) => onChange({ family })}
        error={missing(draft.family, visits.walkInNeeds.family)}
        maxLength={80}
        autoFocus={draft.family === ''}
      />
      <TextField
        label={visits.fields.given}
        value={draft.given}
        onChange={(given) => onChange({ given })}
        error={missing(draft.given, visits.walkInNeeds.given)}
        maxLength={80}
      />
      <BirthDateField
        text={draft.birthDate}
        today={day}
        onChange={(birthDate) => onChange({ birthDate })}
        autoFocus={draft.family !== '' && draft.birthDate === ''}
        error={
          tried && birthDateOf(draft.birthDate, day) === undefined ? visits.walkInBirthDateWrong : undefined
        }
      />
      <TextField
        label={visits.fields.phone}
        type="tel"
        value={draft.phone}
        onChange={(phone) => onChange({ phone })}
        maxLength={40}
      />
    </>
  );
}
