import { useState } from 'react';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { TextField } from '../ui/fields.tsx';
import { readAhead } from './find-draft.ts';

interface AheadFieldProps {
  readonly label: string;
  readonly text: string;
  readonly today: PlainDate;
  readonly onChange: (text: string) => void;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean | undefined;
}

/** A day to come, typed as a date or as how far ahead it is; reads back what it understood. */
export function AheadField({ label, text, today, onChange, error, autoFocus }: AheadFieldProps) {
  const { calendar } = useStrings();
  const formats = useFormats();
  const [isLeft, setIsLeft] = useState(false);
  const day = readAhead(text, today);
  return (
    <TextField
      label={label}
      value={text}
      onChange={onChange}
      onLeave={() => setIsLeft(true)}
      placeholder={calendar.aheadHint}
      maxLength={12}
      autoFocus={autoFocus}
      error={error ?? (day === undefined && isLeft ? calendar.aheadWrong : undefined)}
      hint={day ? <span className="tabular">{formats.dayLong(day)}</span> : null}
    />
  );
}
