import { TextField } from '../ui/fields.tsx';
import type { SettingsForm } from './use-form.ts';

type NumberKey<Draft> = { [Key in keyof Draft]: Draft[Key] extends number ? Key : never }[keyof Draft] &
  string;

interface NumberLineProps<Draft extends object> {
  readonly form: SettingsForm<Draft>;
  readonly field: NumberKey<Draft>;
  readonly label: string;
  readonly hint?: string;
  /** How many digits it may have. */
  readonly digits: number;
}

/** A whole number of a settings form; what cannot be read as one is not a number, and is said. */
export function NumberLine<Draft extends object>({
  form,
  field,
  label,
  hint,
  digits,
}: NumberLineProps<Draft>) {
  const value = form.draft[field] as number;
  return (
    <TextField
      label={label}
      hint={hint}
      inputMode="numeric"
      value={Number.isNaN(value) ? '' : String(value)}
      maxLength={digits}
      error={form.error(field)}
      onChange={(text) =>
        form.change({ [field]: /^\d+$/.test(text) ? Number(text) : Number.NaN } as unknown as Partial<Draft>)
      }
      onLeave={() => form.leave(field)}
    />
  );
}
