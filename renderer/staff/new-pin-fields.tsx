import { TextField } from '../ui/fields.tsx';
import type { NewPin } from './new-pin-errors.ts';

interface NewPinFieldsProps {
  readonly labels: Readonly<Record<keyof NewPin, string>>;
  readonly hint?: string | undefined;
  readonly value: NewPin;
  readonly error: (field: keyof NewPin) => string | undefined;
  readonly onChange: (change: Partial<NewPin>) => void;
  readonly onLeave?: ((field: keyof NewPin) => void) | undefined;
}

/** A new PIN and the same once more, one after the other for the Tab key. */
export function NewPinFields({ labels, hint, value, error, onChange, onLeave }: NewPinFieldsProps) {
  return (['pin', 'pinAgain'] as const).map((field) => (
    <TextField
      key={field}
      label={labels[field]}
      name={field}
      type="password"
      inputMode="numeric"
      autoComplete="new-password"
      value={value[field]}
      maxLength={12}
      hint={field === 'pin' ? hint : undefined}
      error={error(field)}
      onChange={(typed) => onChange({ [field]: typed })}
      onLeave={() => onLeave?.(field)}
    />
  ));
}
