import './palette.css';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react';
import type { PatientMatch } from '../../shared/patients/contract.ts';
import type { Session } from '../../shared/staff/contract.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useFrame } from '../data/session.ts';
import { isAnswered, useWhenAnswered } from '../data/when-answered.ts';
import { birthAgeSex, formatPhone, listName } from '../patients/patient-text.ts';
import { PersonMarks } from '../patients/person-marks.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { Key, keyFace, Pill } from '../ui/controls.tsx';
import { IconSearch } from '../ui/icons.ts';
import { Overlay } from '../ui/overlay.tsx';
import { openPatient, paletteActions } from './palette-actions.ts';
import { actionMatches, type PaletteIntent, readPaletteText, visitOfToday } from './palette-intent.ts';

/** How many people the palette offers; more are a matter for the Patients room. */
const MOST_PATIENTS = 8;
const MOST_ACTIONS = 6;

interface Choice {
  readonly id: string;
  readonly face: ReactNode;
  readonly run: () => void;
}

interface PaletteProps {
  readonly session: Session;
  readonly onClose: () => void;
  readonly onKeys: () => void;
}

/** One field for people and actions. Every key press asks; the answer before stays until the next is there. */
export function Palette({ session, onClose, onKeys }: PaletteProps) {
  const strings = useStrings();
  const id = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const { intent, search } = readPaletteText(text);
  const { patients, answered, failure } = usePatientChoices(session, search, intent);
  const actions = useActionChoices(session, text, onKeys);
  const choices = [...patients, ...actions];
  const chosen = choices[Math.min(at, choices.length - 1)];
  useEffect(() => {
    if (chosen !== undefined)
      document.getElementById(`${id}-${chosen.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen, id]);

  const take = (choice: Choice | undefined): void => {
    if (choice === undefined) return;
    onClose();
    choice.run();
  };
  const enter = useWhenAnswered(text, answered, () => take(chosen));
  const nothing =
    failure ??
    (session.permissions.includes('patients.read')
      ? strings.frame.paletteNothing
      : strings.frame.paletteNoPatients);
  const press = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined && choices.length > 0) {
      event.preventDefault();
      setAt((Math.min(at, choices.length - 1) + step + choices.length) % choices.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      enter();
    }
  };
  const group = (label: string, list: readonly Choice[]): ReactNode =>
    list.length === 0 ? null : (
      <div role="group" aria-label={label} className="palette__group">
        <div className="palette__label" aria-hidden="true">
          {label}
        </div>
        {list.map((choice) => (
          // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field, aria-activedescendant tells the option
          // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field takes the active option
          <div
            key={choice.id}
            id={`${id}-${choice.id}`}
            role="option"
            aria-selected={choice === chosen}
            className="palette__option"
            onClick={() => take(choice)}
          >
            {choice.face}
          </div>
        ))}
      </div>
    );
  return (
    <Overlay label={strings.frame.paletteLabel} className="palette" onClose={onClose}>
      <div className="palette__field">
        <IconSearch size={17} aria-hidden="true" />
        <input
          role="combobox"
          aria-label={strings.frame.paletteLabel}
          aria-expanded={choices.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          {...(chosen === undefined ? {} : { 'aria-activedescendant': `${id}-${chosen.id}` })}
          // biome-ignore lint/a11y/noAutofocus: the palette is opened to type into it
          autoFocus
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          placeholder={strings.frame.paletteField}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={press}
        />
        <Key>Esc</Key>
      </div>
      <div id={`${id}-list`} role="listbox" aria-label={strings.frame.paletteLabel} className="palette__list">
        {group(strings.frame.palettePatients, patients)}
        {group(strings.frame.paletteActions, actions)}
      </div>
      <p className={choices.length === 0 ? 'palette__nothing' : 'visually-hidden'} role="status">
        {choices.length > 0 ? strings.frame.paletteCount(choices.length) : answered ? nothing : ''}
      </p>
    </Overlay>
  );
}

function useBoardRows(session: Session) {
  return (
    useDeskQuery('visits.board', {}, { enabled: session.permissions.includes('visits.read') }).data?.rows ??
    []
  );
}

interface PatientChoices {
  readonly patients: readonly Choice[];
  /** False while the people are those that the text before had found. */
  readonly answered: boolean;
  readonly failure?: string | undefined;
}

function usePatientChoices(session: Session, search: string, intent: PaletteIntent): PatientChoices {
  const strings = useStrings();
  const rows = useBoardRows(session);
  const today = useFrame().data?.day;
  const enabled = search !== '' && session.permissions.includes('patients.read');
  const found = useDeskQuery(
    'patients.search',
    { text: search, limit: MOST_PATIENTS },
    { enabled, keepPrevious: true, keepFor: 10_000 },
  );
  if (!enabled) return { patients: [], answered: true };
  if (today === undefined) return { patients: [], answered: false };
  const patients = (found.data?.matches ?? []).map((match) => ({
    id: match.id,
    run: () => openPatient(match.id, intent, rows),
    face: (
      <>
        <span className="palette__name">
          {listName(match)}
          <PersonMarks person={match} />
        </span>
        <span className="palette__facts tabular">{matchFacts(match, birthAgeSex(match, today))}</span>
        {intent !== 'walk-in' && intent !== 'book' && visitOfToday(rows, match.id) !== undefined ? (
          <Pill tone="info">{strings.frame.visitToday}</Pill>
        ) : null}
      </>
    ),
  }));
  return { patients, answered: isAnswered(found) || found.isError, failure: found.error?.message };
}

/** Birth date, age and sex always; what was found by something else than the name is shown too. */
function matchFacts(match: PatientMatch, birth: string): string {
  const shown = match.matched.map((field) =>
    field === 'phone'
      ? formatPhone(match.phone)
      : field === 'mrn'
        ? `MRN ${match.mrn}`
        : field === 'memberId'
          ? (match.memberId ?? '')
          : '',
  );
  return [birth, ...shown].filter((part) => part !== '').join(' · ');
}

function useActionChoices(session: Session, text: string, onKeys: () => void): readonly Choice[] {
  const strings = useStrings();
  const rows = useBoardRows(session);
  return paletteActions(strings, session, rows, onKeys)
    .filter((action) => actionMatches(`${action.label} ${action.words}`, text))
    .slice(0, text.trim() === '' ? undefined : MOST_ACTIONS)
    .map((action) => ({
      id: action.id,
      run: action.run,
      face: (
        <>
          <span className="palette__name">{action.label}</span>
          {action.shortcut === undefined ? null : <Key>{keyFace(action.shortcut)}</Key>}
        </>
      ),
    }));
}
