import './scan.css';
import { useId } from 'react';
import type { LicenceDifference } from '../../shared/patients/licence-differences.ts';
import { fieldText } from '../patients/field-text.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Key } from '../ui/controls.tsx';

interface DifferenceRowProps {
  readonly difference: LicenceDifference;
  /** The key that takes it over. */
  readonly digit: number;
  readonly isTaken: boolean;
  /** Left out for who may only look. */
  readonly onToggle: (() => void) | undefined;
}

/** One field: what the licence says over what the chart says, the one that will stand in bold. */
export function DifferenceRow({ difference, digit, isTaken, onToggle }: DifferenceRowProps) {
  const { scan } = useStrings();
  const id = useId();
  const { field, onCard, onFile, isUncertain } = difference;
  const name = scan.fields[field];
  return (
    <li className={isTaken ? 'licence-difference licence-difference--taken' : 'licence-difference'}>
      <label className="licence-difference__head" htmlFor={id}>
        {onToggle === undefined ? null : (
          <input
            id={id}
            type="checkbox"
            checked={isTaken}
            onChange={onToggle}
            aria-label={scan.take(name)}
            aria-keyshortcuts={`${digit}`}
          />
        )}
        <span className="licence-difference__name">{name}</span>
        {isTaken ? <span className="licence-difference__state">{scan.taken}</span> : null}
        {onToggle === undefined ? null : <Key>{`${digit}`}</Key>}
      </label>
      <dl className="licence-difference__values">
        <dt>{scan.licenceSays}</dt>
        <dd className={isTaken ? 'licence-difference__stands' : undefined}>{fieldText(field, onCard)}</dd>
        <dt>{scan.chartSays}</dt>
        <dd className={isTaken ? 'licence-difference__gone' : 'licence-difference__stands'}>
          {onFile === '' ? <span className="muted">{scan.nothing}</span> : fieldText(field, onFile)}
        </dd>
      </dl>
      {isUncertain ? <p className="field__error">{scan.cutOff}</p> : null}
    </li>
  );
}
