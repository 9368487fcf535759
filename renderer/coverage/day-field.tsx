import { useState } from 'react';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { TextField } from '../ui/fields.tsx';
import { readDay } from './day-text.ts';

interface DayFieldProps {
  readonly label: string;
  /** What was typed; kept as typed. */
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean | undefined;
}

/**
 * A day, typed. The browser's own field speaks the language of the computer and not of who works at it; this one reads
 * back in that person's language what it understood, because not everybody writes the month first.
 */
export function DayField({ label, text, onChange, error, autoFocus }: DayFieldProps) {
  const { checkIn } = useStrings();
  const formats = useFormats();
  const [isLeft, setIsLeft] = useState(false);
  const day = readDay(text);
  return (
    <TextField
      label={label}
      value={text}
      onChange={onChange}
      onLeave={() => setIsLeft(true)}
      placeholder={checkIn.dayOrder}
      maxLength={12}
      autoFocus={autoFocus}
      error={error ?? (day === undefined && isLeft ? checkIn.dayWrong : undefined)}
      hint={day ? <span className="tabular">{formats.date(day)}</span> : null}
    />
  );
}
