import './patients.css';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { Duplicate } from '../../shared/patients/contract.ts';
import { openChart } from '../data/desk-store.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Pill } from '../ui/controls.tsx';
import { IconAlertTriangle } from '../ui/icons.ts';
import { birthAgeSex, listName, naturalName } from './patient-text.ts';
import { LIKELY } from './use-duplicates.ts';

/** People already here who may be the one being typed. Opening one keeps what was typed. */
export function LikelyDuplicates({
  duplicates,
  today,
  asked,
}: {
  readonly duplicates: readonly Duplicate[];
  readonly today: PlainDate;
  /** Whom registering stopped at: the next press registers all the same. */
  readonly asked?: Duplicate | undefined;
}) {
  const strings = useStrings().patients;
  return (
    <div role="status" aria-label={strings.duplicatesTitle(duplicates.length)}>
      {duplicates.length === 0 ? null : (
        <div className="duplicates">
          <p className="duplicates__title">
            <IconAlertTriangle size={16} aria-hidden="true" /> {strings.duplicatesTitle(duplicates.length)}
          </p>
          <p className="small">
            {asked === undefined ? strings.duplicatesText : strings.duplicateAsked(naturalName(asked))}
          </p>
          <ul>
            {duplicates.slice(0, 5).map((duplicate) => (
              <li key={duplicate.id}>
                <button type="button" className="duplicates__person" onClick={() => openChart(duplicate.id)}>
                  <span className="duplicates__who">
                    <strong>{listName(duplicate)}</strong>
                    <span className="small tabular">
                      {birthAgeSex(duplicate, today)} · {strings.mrn(duplicate.mrn)}
                    </span>
                    <span className="small">
                      {duplicate.reasons.map((reason) => strings.reasons[reason]).join(', ')}
                    </span>
                  </span>
                  <Pill tone={duplicate.score >= LIKELY ? 'bad' : 'warn'}>
                    {strings.likelihood(duplicate.score)}
                  </Pill>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
