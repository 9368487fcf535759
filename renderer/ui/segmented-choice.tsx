import './controls.css';
import { useId } from 'react';
import { Key } from './controls.tsx';
import type { Option } from './fields.tsx';
import { type Shortcuts, useShortcuts } from './shortcuts.ts';

interface SegmentedChoiceProps<Value extends string> {
  /** Says what is chosen; read out, not shown. */
  readonly label: string;
  readonly value: Value | null;
  readonly options: readonly Option<Value>[];
  readonly onChange: (value: Value) => void;
  /** True: the digits 1, 2, 3… choose while no field has focus, and stand on the tiles. One per screen at a time. */
  readonly digits?: boolean | undefined;
}

/** A few tiles of which one is chosen: by arrows, or by its digit. */
export function SegmentedChoice<Value extends string>({
  label,
  value,
  options,
  onChange,
  digits = false,
}: SegmentedChoiceProps<Value>) {
  const name = useId();
  const keys: Shortcuts = Object.fromEntries(
    options.map((option, index) => [`${index + 1}`, () => onChange(option.value)]),
  );
  useShortcuts('panel', keys, { enabled: digits });
  return (
    <div role="radiogroup" aria-label={label} className="segments">
      {options.map((option, index) => (
        <label key={option.value} className="segments__choice">
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
          {digits ? <Key>{String(index + 1)}</Key> : null}
        </label>
      ))}
    </div>
  );
}
