import './people.css';
import { useId } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import type { PatientFieldName } from '../../shared/patients/contract.ts';
import { useStrings } from '../strings/use-strings.ts';
import { MoneyText } from '../ui/controls.tsx';
import { fieldLabel, fieldText } from './field-text.ts';

export type Preview = OutputOf<'patients.mergePreview'>;
export type Side = 'survivor' | 'duplicate';

const COUNTS = [
  'visits',
  'payments',
  'coverages',
  'contacts',
  'alerts',
  'notes',
  'consents',
  'pictures',
  'others',
] as const;

interface MergeFieldsProps {
  readonly preview: Preview;
  readonly sideOf: (field: PatientFieldName, proposed: Side) => Side;
  readonly onChoose: (field: PatientFieldName, side: Side) => void;
}

/** Only what differs, both values side by side; arrows choose, Tab goes to the next line. */
export function MergeFields({ preview, sideOf, onChoose }: MergeFieldsProps) {
  const strings = useStrings().people;
  const name = useId();
  const { survivor, duplicate, fields } = preview;
  if (fields.length === 0) return <p className="muted">{strings.mergeSame}</p>;
  return (
    <div>
      <p className="small muted">{strings.mergeChoose}</p>
      <div className="merge__line merge__head" aria-hidden="true">
        <span>{strings.mergeField}</span>
        <span className="tabular">
          {strings.mergeStays} · {survivor.mrn}
        </span>
        <span className="tabular">
          {strings.mergeDuplicate} · {duplicate.mrn}
        </span>
      </div>
      {fields.map(({ field, proposed }) => (
        <fieldset key={field} className="merge__line">
          <legend>{fieldLabel(field)}</legend>
          {(['survivor', 'duplicate'] as const).map((side) => (
            <label key={side} className="merge__value">
              <input
                type="radio"
                name={`${name}-${field}`}
                checked={sideOf(field, proposed) === side}
                onChange={() => onChoose(field, side)}
              />
              <span>
                {fieldText(field, spoken((side === 'survivor' ? survivor : duplicate)[field])) || (
                  <span className="muted">{strings.empty}</span>
                )}
              </span>
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  );
}

/** What goes over with the duplicate, and what both owe together. */
export function MergeMoves({ preview }: { readonly preview: Preview }) {
  const strings = useStrings().people;
  const moving = COUNTS.filter((what) => preview.moves[what] > 0);
  return (
    <>
      {moving.length === 0 ? <p className="muted">{strings.mergeMovesNone}</p> : null}
      <ul className="merge__moves">
        {moving.map((what) => (
          <li key={what}>{strings.mergeCounts[what](preview.moves[what])}</li>
        ))}
      </ul>
      {preview.balanceCents === 0 ? null : (
        <dl className="facts">
          <dt>{strings.mergeBalance}</dt>
          <dd>
            <MoneyText amount={preview.balanceCents} />
          </dd>
        </dl>
      )}
    </>
  );
}

function spoken(value: string | boolean | null): string {
  if (value === null) return '';
  return typeof value === 'boolean' ? String(value) : value;
}
