import './people.css';
import type { PatientSummary } from '../../shared/patients/contract.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Pill } from '../ui/controls.tsx';
import { IconLock } from '../ui/icons.ts';

/** A lock in front of the name of a restricted record, and the word for somebody who died, in every list. */
export function PersonMarks({
  person: { restricted, deceasedOn },
}: {
  readonly person: Pick<PatientSummary, 'restricted' | 'deceasedOn'>;
}) {
  const strings = useStrings().people;
  return (
    <>
      {restricted ? (
        <span className="person-lock">
          <IconLock size={13} aria-hidden="true" />
          <span className="visually-hidden">{strings.restricted}</span>
        </span>
      ) : null}
      {deceasedOn === null ? null : <Pill tone="bad">{strings.deceasedFlag}</Pill>}
    </>
  );
}
