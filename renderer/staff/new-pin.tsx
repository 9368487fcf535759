import { isGoodPin } from '../../shared/staff/pin-rule.ts';
import { useStrings } from '../strings/use-strings.ts';
import { TextField } from '../ui/fields.tsx';

/** A new PIN as it is typed: twice, because nobody sees what they typed, and a slip would lock its owner out. */
export interface TypedPin {
  readonly pin: string;
  readonly pinAgain: string;
}

export const NO_PIN: TypedPin = { pin: '', pinAgain: '' };

type PinErrors = { readonly [Field in keyof TypedPin]?: string | undefined };

/** What is still wrong with a new PIN, at the field where it is put right. */
export function newPinErrors(
  { pin, pinAgain }: TypedPin,
  words: { readonly pinWrong: string; readonly pinDiffers: string },
): Partial<Record<keyof TypedPin, string>> {
  if (!isGoodPin(pin)) return { pin: words.pinWrong };
  return pin === pinAgain ? {} : { pinAgain: words.pinDiffers };
}

interface NewPinFieldsProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly typed: TypedPin;
  readonly errors: PinErrors;
  readonly onChange: (change: Partial<TypedPin>) => void;
  readonly onLeave?: ((field: keyof TypedPin) => void) | undefined;
}

/** Where a new PIN is typed, and typed once more. */
export function NewPinFields({ label, hint, typed, errors, onChange, onLeave }: NewPinFieldsProps) {
  const { pinAgain } = useStrings().setup;
  const field = (name: keyof TypedPin, itsLabel: string, itsHint?: string) => (
    <TextField
      label={itsLabel}
      name={name}
      type="password"
      inputMode="numeric"
      autoComplete="new-password"
      value={typed[name]}
      maxLength={12}
      hint={itsHint}
      error={errors[name]}
      onChange={(text) => onChange({ [name]: text })}
      onLeave={onLeave === undefined ? undefined : () => onLeave(name)}
    />
  );
  return (
    <>
      {field('pin', label, hint)}
      {field('pinAgain', pinAgain)}
    </>
  );
}
