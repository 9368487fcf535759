import './controls.css';
import { type HTMLInputAutoCompleteAttribute, type ReactNode, type Ref, useId } from 'react';

interface FieldProps {
  readonly label: string;
  readonly error?: string | undefined;
  readonly hint?: ReactNode;
}

interface Wiring {
  readonly id: string;
  readonly 'aria-invalid'?: true;
  readonly 'aria-describedby'?: string;
}

/** A label, a control, and beneath it what to do about it. */
export function Field({
  label,
  error,
  hint,
  children,
}: FieldProps & { readonly children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const described =
    error !== undefined ? `${id}-error` : hint !== undefined && hint !== null ? `${id}-hint` : undefined;
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        ...(error === undefined ? {} : { 'aria-invalid': true as const }),
        ...(described === undefined ? {} : { 'aria-describedby': described }),
      })}
      {error !== undefined ? (
        <p className="field__error" id={`${id}-error`} role="alert">
          {error}
        </p>
      ) : hint !== undefined && hint !== null ? (
        <div className="field__hint" id={`${id}-hint`}>
          {hint}
        </div>
      ) : null}
    </div>
  );
}

interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onLeave?: (() => void) | undefined;
  readonly type?: 'text' | 'tel' | 'email' | 'password' | 'search' | undefined;
  readonly inputMode?: 'text' | 'tel' | 'email' | 'numeric' | 'decimal' | undefined;
  readonly placeholder?: string | undefined;
  readonly required?: boolean | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly maxLength?: number | undefined;
  readonly name?: string | undefined;
  readonly autoComplete?: HTMLInputAutoCompleteAttribute | undefined;
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
}

/** One line of text. The browser's own memory of what was typed stays off: it would remember patients. */
export function TextField({
  label,
  error,
  hint,
  onChange,
  onLeave,
  inputRef,
  autoComplete = 'off',
  ...rest
}: TextFieldProps) {
  return (
    <Field label={label} error={error} hint={hint}>
      {(wiring) => (
        <input
          {...rest}
          {...wiring}
          ref={inputRef}
          className="field__control"
          autoComplete={autoComplete}
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onLeave}
        />
      )}
    </Field>
  );
}

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

interface SelectFieldProps<Value extends string> extends FieldProps {
  readonly value: Value;
  readonly options: readonly Option<Value>[];
  readonly onChange: (value: Value) => void;
  readonly onLeave?: (() => void) | undefined;
  readonly disabled?: boolean | undefined;
  readonly autoFocus?: boolean | undefined;
}

/** One of a few; the native control, so that the keyboard works as people know it. */
export function SelectField<Value extends string>({
  label,
  error,
  hint,
  value,
  options,
  onChange,
  onLeave,
  disabled,
  autoFocus,
}: SelectFieldProps<Value>) {
  return (
    <Field label={label} error={error} hint={hint}>
      {(wiring) => (
        <select
          {...wiring}
          className="field__control"
          value={value}
          disabled={disabled}
          // biome-ignore lint/a11y/noAutofocus: a form that was asked for begins at what is missing
          autoFocus={autoFocus}
          onBlur={onLeave}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen !== undefined) onChange(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Yes or no. */
export function CheckField({
  label,
  checked,
  onChange,
}: {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <label className="check-field">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}
