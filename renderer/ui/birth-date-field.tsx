import type { Ref } from 'react';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { birthDateFault, parseBirthDate } from '../../shared/patients/birth-date.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from './controls.tsx';
import { TextField } from './fields.tsx';

interface BirthDateFieldProps {
  /** What was typed; kept as typed. */
  readonly text: string;
  /** The practice's day: no birth date is later. */
  readonly today: PlainDate;
  readonly onChange: (text: string) => void;
  readonly onLeave?: (() => void) | undefined;
  readonly error?: string | undefined;
  readonly required?: boolean | undefined;
  readonly label?: string | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
}

/** The day that a typed birth date means, the likeliest where it may mean several; undefined for none. */
export function birthDateOf(text: string, today: PlainDate): PlainDate | undefined {
  return text.trim() === '' ? undefined : parseBirthDate(text, today)[0];
}

/** A birth date in any common US form, read back as a date and an age so that a slip is seen at once. */
export function BirthDateField({ text, today, onChange, label, error, ...rest }: BirthDateFieldProps) {
  const strings = useStrings();
  const formats = useFormats();
  const days = text.trim() === '' ? [] : parseBirthDate(text, today);
  const [first, ...others] = days;
  const fault = birthDateFault(text, today);
  return (
    <TextField
      {...rest}
      label={label ?? strings.patients.birthDate}
      value={text}
      onChange={onChange}
      // Whoever wrote a date in the right form is not told how to write one.
      error={error === undefined || fault === undefined ? error : strings.patients.birthDateFaults[fault]}
      placeholder={strings.patients.birthDateExample}
      maxLength={40}
      hint={
        first === undefined ? null : (
          <>
            <span className="tabular">
              {formats.date(first) === text
                ? strings.patients.ageRead(formats.age(first, today))
                : strings.patients.birthDateRead(formats.date(first), formats.age(first, today))}
            </span>
            {others.map((day) => (
              <Button key={day} small look="quiet" onClick={() => onChange(formats.date(day))}>
                {strings.patients.birthDateOr(formats.date(day))}
              </Button>
            ))}
          </>
        )
      }
    />
  );
}
