import { useState } from 'react';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { DayField } from '../coverage/day-field.tsx';
import { dayText, readDay } from '../coverage/day-text.ts';

interface DayLineProps<Day extends PlainDate | null> {
  readonly label: string;
  readonly day: Day;
  readonly error: string | undefined;
  readonly onChange: (day: Day) => void;
}

/** A day of a settings form; what cannot be read as one is no day, and is said. `Day` with null may be left empty. */
export function DayLine<Day extends PlainDate | null>({ label, day, error, onChange }: DayLineProps<Day>) {
  const [text, setText] = useState(() => dayText(day));
  return (
    <DayField
      label={label}
      text={text}
      error={error}
      onChange={(typed) => {
        setText(typed);
        onChange((readDay(typed) === undefined ? '' : readDay(typed)) as Day);
      }}
    />
  );
}
