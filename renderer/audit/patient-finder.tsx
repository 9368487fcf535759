import { type KeyboardEvent, type RefObject, useId, useState } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import type { AuditPatient } from '../../shared/audit/contract.ts';
import { useDeskQuery } from '../data/queries.ts';
import { isAnswered, useWhenAnswered } from '../data/when-answered.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Key } from '../ui/controls.tsx';
import { IconSearch } from '../ui/icons.ts';

type Match = OutputOf<'audit.findPatients'>['matches'][number];

const MOST = 8;

interface PatientFinderProps {
  readonly patient: AuditPatient | null;
  readonly onChange: (patient: AuditPatient | null) => void;
  readonly fieldRef: RefObject<HTMLInputElement | null>;
}

/** Finds the patient whose audit is asked for: type, arrow, Enter. */
export function PatientFinder({ patient, onChange, fieldRef }: PatientFinderProps) {
  const strings = useStrings().audit;
  const id = useId();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const search = text.trim();
  const found = useDeskQuery(
    'audit.findPatients',
    { text: search, limit: MOST },
    { enabled: search !== '', keepPrevious: true, keepFor: 10_000 },
  );
  const matches = search === '' ? [] : (found.data?.matches ?? []);
  const at = Math.min(active, Math.max(0, matches.length - 1));
  const isOpen = search !== '' && found.data !== undefined;
  const choose = (match: Match | undefined): void => {
    if (match === undefined) return;
    onChange({ patientId: match.patientId, name: match.name, mrn: match.mrn });
    setText('');
  };
  const enter = useWhenAnswered(search, search === '' || isAnswered(found) || found.isError, () =>
    choose(matches[at]),
  );
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setActive(Math.min(at + 1, matches.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(at - 1, 0));
    else if (event.key === 'Enter') enter();
    else if (event.key === 'Escape' && text !== '') setText('');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  if (patient !== null)
    return (
      <span className="audit-of">
        <strong>{strings.ofPatient(patient.name)}</strong>
        <button
          type="button"
          className="audit-of__clear"
          onClick={() => onChange(null)}
          aria-label={strings.everybody}
        >
          ×
        </button>
      </span>
    );
  return (
    <div className="audit-find">
      <label className="search-field">
        <IconSearch size={16} aria-hidden="true" />
        <span className="visually-hidden">{strings.find}</span>
        <input
          ref={fieldRef}
          type="text"
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && matches.length > 0 ? `${id}-${at}` : undefined}
          aria-keyshortcuts="/"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          placeholder={strings.findExample}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
          onKeyDown={press}
        />
        <Key>/</Key>
      </label>
      <div className="audit-find__found" id={id} role="listbox" aria-label={strings.found} hidden={!isOpen}>
        {matches.map((match, index) => (
          <Found
            key={match.patientId}
            match={match}
            id={`${id}-${index}`}
            isActive={index === at}
            onChoose={choose}
          />
        ))}
        {isOpen && matches.length === 0 ? (
          <p className="audit-find__none muted">{strings.foundNobody}</p>
        ) : null}
      </div>
    </div>
  );
}

interface FoundProps {
  readonly match: Match;
  readonly id: string;
  readonly isActive: boolean;
  readonly onChoose: (match: Match) => void;
}

function Found({ match, id, isActive, onChoose }: FoundProps) {
  const strings = useStrings().audit;
  const formats = useFormats();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field, which names the active one
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      className="audit-find__one"
      onClick={() => onChoose(match)}
    >
      <strong>{match.name}</strong>
      <span className="muted tabular">
        {formats.date(match.birthDate)} · {strings.mrn(match.mrn)}
      </span>
    </div>
  );
}
