import { type KeyboardEvent, useId, useState } from 'react';
import type { PatientId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { useDeskQuery } from '../data/queries.ts';
import { isAnswered, useWhenAnswered } from '../data/when-answered.ts';
import { birthAgeSex, formatPhone, listName } from '../patients/patient-text.ts';
import { PersonMarks } from '../patients/person-marks.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { Key } from '../ui/controls.tsx';
import { Field } from '../ui/fields.tsx';

const SHOWN = 7;

interface WalkInSearchProps {
  readonly text: string;
  readonly day: PlainDate;
  readonly onText: (text: string) => void;
  /** What today's board says of a patient, where it says anything. */
  readonly todayOf: (patientId: PatientId) => string | undefined;
  readonly onKnown: (patientId: PatientId) => void;
  /** Undefined where it must be a patient known here. */
  readonly onNew: (() => void) | undefined;
}

/** Find as you type; the last line of the list is somebody new. */
export function WalkInSearch({ text, day, onText, todayOf, onKnown, onNew }: WalkInSearchProps) {
  const { visits } = useStrings();
  const [active, setActive] = useState(0);
  const listId = useId();
  const isAsked = text.trim() !== '';
  const found = useDeskQuery(
    'patients.search',
    { text: text.trim(), limit: SHOWN },
    { enabled: isAsked, keepPrevious: true, keepFor: 10_000 },
  );
  const shown = isAsked ? (found.data?.matches ?? []) : [];
  // The line after the patients is the new one.
  const lines = isAsked ? shown.length + (onNew === undefined ? 0 : 1) : 0;
  const place = Math.min(active, Math.max(0, lines - 1));
  const choose = (index: number): void => {
    const match = shown[index];
    if (match === undefined) onNew?.();
    else onKnown(match.id);
  };
  const enter = useWhenAnswered(text.trim(), isAnswered(found) || found.isError, () => choose(place));
  const move = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setActive(Math.min(place + 1, lines - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(place - 1, 0));
    // Before the first line stands there, too: where nobody new may be chosen there is none until the answer comes.
    else if (event.key === 'Enter' && !event.ctrlKey && isAsked) enter();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <Field label={visits.walkInFind} hint={visits.walkInFindHint}>
        {(wiring) => (
          <input
            {...wiring}
            className="field__control"
            type="search"
            role="combobox"
            aria-expanded={lines > 0}
            aria-controls={lines > 0 ? listId : undefined}
            aria-activedescendant={lines > 0 ? `${listId}-${place}` : undefined}
            aria-autocomplete="list"
            autoComplete="off"
            spellCheck={false}
            // biome-ignore lint/a11y/noAutofocus: W asks for exactly this field
            autoFocus
            maxLength={200}
            value={text}
            onChange={(event) => {
              setActive(0);
              onText(event.target.value);
            }}
            onKeyDown={move}
          />
        )}
      </Field>
      {lines === 0 ? null : (
        <div className="found" role="listbox" id={listId} aria-label={visits.walkInKnown}>
          {shown.map((match, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keyboard, Enter chooses the active line
            <div
              key={match.id}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === place}
              className="found__one"
              onClick={() => choose(index)}
            >
              <strong>
                {listName(match)}
                <PersonMarks person={match} />
                {index === place ? <Key>↵</Key> : null}
              </strong>
              <span className="muted small tabular">
                {[birthAgeSex(match, day), formatPhone(match.phone), visits.mrn(match.mrn)]
                  .filter((part) => part !== '')
                  .join(' · ')}
              </span>
              {todayOf(match.id) === undefined ? null : (
                <span className="small tabular found__today">{todayOf(match.id)}</span>
              )}
            </div>
          ))}
          {onNew === undefined ? null : (
            // biome-ignore lint/a11y/useKeyWithClickEvents: as above
            <div
              id={`${listId}-${shown.length}`}
              role="option"
              tabIndex={-1}
              aria-selected={place === shown.length}
              className="found__one found__one--new"
              onClick={onNew}
            >
              <strong>{visits.walkInNewWith}</strong>
              {place === shown.length ? <Key>↵</Key> : null}
            </div>
          )}
        </div>
      )}
    </>
  );
}
