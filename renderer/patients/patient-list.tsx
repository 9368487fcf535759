import './patients.css';
import type { PatientId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { PatientMatch } from '../../shared/patients/contract.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Pill } from '../ui/controls.tsx';
import { RowList } from '../ui/row-list.tsx';
import { formatPhone, listName } from './patient-text.ts';
import { PersonMarks } from './person-marks.tsx';

/** The height of one row, in CSS pixels. */
const ROW = 46;

interface PatientListProps {
  readonly matches: readonly PatientMatch[];
  readonly today: PlainDate;
  readonly active: number;
  /** Grows whenever a key moved the active row, so that focus follows the key but not the mouse or a new answer. */
  readonly moves: number;
  readonly open: PatientId | null;
  readonly onOpen: (index: number) => void;
}

/** The people found, and by what. */
export function PatientList({ matches, today, active, moves, open, onOpen }: PatientListProps) {
  const strings = useStrings().patients;
  return (
    <RowList
      label={strings.list}
      columns="patient-row"
      head={
        <>
          <span>{strings.columns.patient}</span>
          <span>{strings.columns.birth}</span>
          <span>{strings.columns.phone}</span>
          <span>{strings.columns.mrn}</span>
          <span>{strings.columns.matched}</span>
        </>
      }
      count={matches.length}
      rowHeight={ROW}
      active={active}
      moves={moves}
      keyOf={(index) => matches[index]?.id ?? index}
      cellsOf={(index) => {
        const match = matches[index];
        return match === undefined ? null : <PatientCells match={match} today={today} />;
      }}
      isOpen={(index) => open !== null && matches[index]?.id === open}
      // Where somebody else is open beside the list, as one just registered, the row is not where the work is.
      isHome={(index) => open === null || matches[index]?.id === open}
      onOpen={onOpen}
    />
  );
}

function PatientCells({ match, today }: { readonly match: PatientMatch; readonly today: PlainDate }) {
  const strings = useStrings().patients;
  const formats = useFormats();
  const isMatched = (field: PatientMatch['matched'][number]): string =>
    match.matched.includes(field) ? ' patient-row__hit' : '';
  return (
    <>
      <span className="patient-row__name">
        {listName(match)}
        {match.preferredName === '' ? null : <span className="muted small"> “{match.preferredName}”</span>}
        {match.provisional ? <Pill tone="warn">{strings.provisional}</Pill> : null}
        <PersonMarks person={match} />
      </span>
      <span className="tabular">
        <span className={isMatched('birthDate')}>{formats.date(match.birthDate)}</span>
        <span className="muted">
          {' '}
          · {formats.age(match.birthDate, today)} {strings.sexLetters[match.sex]}
        </span>
      </span>
      <span className={`tabular${isMatched('phone')}`}>
        {match.phone === '' ? '—' : formatPhone(match.phone)}
      </span>
      <span className={`tabular${isMatched('mrn')}`}>{match.mrn}</span>
      <span className="muted small">
        {match.matched
          .map((field) =>
            field === 'memberId' && match.memberId !== null
              ? strings.memberId(match.memberId)
              : strings.matched[field],
          )
          .join(', ')}
      </span>
    </>
  );
}
