import { TextField } from '../ui/fields.tsx';

interface CodeFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: string;
  readonly error?: string | undefined;
  readonly onChange: (value: string) => void;
  readonly onEnter: () => void;
}

/** Where a recovery code is typed: wide signs, and a dash after each whole group as it is typed on. */
export function CodeField({ label, hint, value, error, onChange, onEnter }: CodeFieldProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter in the field is the button below
    <div
      className="setup__code-field"
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.ctrlKey) return;
        event.preventDefault();
        onEnter();
      }}
    >
      <TextField
        label={label}
        hint={hint}
        name="recoveryCode"
        value={value}
        error={error}
        maxLength={60}
        autoFocus
        onChange={(typed) => onChange(grouped(typed, value))}
      />
    </div>
  );
}

/** Dashes come by themselves at the end of the text; what is corrected in the middle is left as it is typed. */
export function grouped(typed: string, before: string): string {
  const isTypedOn = typed.length === before.length + 1 && typed.startsWith(before);
  if (!isTypedOn) return typed;
  const signs = typed.toUpperCase().replace(/[\s-]/g, '');
  const isWholeGroup = signs.length % 5 === 0 && signs.length > 0 && signs.length < 30;
  return isWholeGroup && /[A-Z0-9]$/i.test(typed) ? `${typed.toUpperCase()}-` : typed.toUpperCase();
}
