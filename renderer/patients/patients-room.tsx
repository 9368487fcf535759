import '../ui/row-list.css';
import './patients.css';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { PatientMatch } from '../../shared/patients/contract.ts';
import { CoveragePanel } from '../coverage/coverage-panel.tsx';
import {
  openCameraScan,
  openChart,
  openRegister,
  type PatientsPanel,
  useDesk,
  useDraft,
} from '../data/desk-store.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useFrame, useMay } from '../data/session.ts';
import { isAnswered, useWhenAnswered } from '../data/when-answered.ts';
import { CameraPanel } from '../scan/camera-panel.tsx';
import { LicencePanel } from '../scan/licence-panel.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { Button, Key } from '../ui/controls.tsx';
import { EmptyState, ErrorState, Skeleton } from '../ui/feedback.tsx';
import { IconId, IconSearch, IconUserPlus } from '../ui/icons.ts';
import { isInPanel } from '../ui/panel.tsx';
import { listKeys, rovingTarget } from '../ui/roving.ts';
import { type ShortcutHandler, useShortcuts } from '../ui/shortcuts.ts';
import { ChartPanel } from './chart-panel.tsx';
import { EditPanel } from './edit-panel.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { MergePanel } from './merge-panel.tsx';
import { PatientList } from './patient-list.tsx';
import { RegisterPanel } from './register-panel.tsx';

/** As many as one answer may hold; nobody reads further than this, they type another letter. */
const MOST = 50;

/** Find anybody, or register them; the work is in the panel beside the list. */
export function PatientsRoom() {
  const { patients: strings, scan } = useStrings();
  const today = useFrame().data?.day;
  const panel = useDesk((state) => state.place.patients);
  const mayWrite = useMay('patients.write');
  const field = useRef<HTMLInputElement>(null);
  const room = useRef<HTMLDivElement>(null);
  const [text, setText] = useDraft('patients/search', '');
  const [active, setActive] = useState(0);
  const [moves, setMoves] = useState(0);
  const search = text.trim();
  const found = useDeskQuery(
    'patients.search',
    { text: search, limit: MOST },
    { enabled: search !== '', keepPrevious: true, keepFor: 10_000 },
  );
  const matches = search === '' ? [] : (found.data?.matches ?? []);
  const at = Math.max(0, Math.min(active, matches.length - 1));

  const open = (index: number): void => {
    const match = matches[index];
    if (match === undefined) return;
    setActive(index);
    openChart(match.id);
  };
  const move = (key: string): boolean => {
    const isInField = document.activeElement === field.current;
    const target = isInField && key === 'ArrowDown' ? 0 : rovingTarget(key, at, matches.length);
    if (target === undefined) return false;
    setActive(target);
    setMoves((count) => count + 1);
    return true;
  };
  // The arrows scroll the panel while focus is in it.
  const moveKey: ShortcutHandler = (event) => !isInPanel(event) && move(event.key);
  const enter = useWhenAnswered(search, search === '' || isAnswered(found), () => {
    if (matches.length === 0) return;
    open(at);
    // On the row the letters of the chart act; in the field they would be typed.
    setMoves((count) => count + 1);
  });
  const openKey: ShortcutHandler = (event) => {
    if (matches.length === 0 || isInPanel(event)) return false;
    enter();
    return true;
  };
  const write = (typed: string): void => {
    setText(typed);
    setActive(0);
  };
  const focusField = (): void => field.current?.select();
  useShortcuts('room', {
    '/': focusField,
    n: mayWrite ? openRegister : undefined,
    s: mayWrite ? openCameraScan : undefined,
    ...listKeys(moveKey),
    Enter: openKey,
  });
  const pressInField = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.ctrlKey) enter();
    else if (event.key === 'Escape' && text !== '') write('');
    else if (event.key === 'Escape') room.current?.focus();
    else if (event.key !== 'ArrowDown' || !move('ArrowDown')) return;
    event.preventDefault();
  };
  return (
    <div className="list-room" ref={room} tabIndex={-1}>
      <div className="list-room__list">
        <div className="list-room__bar">
          <label className="search-field patients__find">
            <IconSearch size={16} aria-hidden="true" />
            <span className="visually-hidden">{strings.find}</span>
            <input
              ref={field}
              type="text"
              inputMode="search"
              // biome-ignore lint/a11y/noAutofocus: the room is opened to find somebody
              autoFocus={panel === null}
              autoComplete="off"
              spellCheck={false}
              maxLength={200}
              placeholder={strings.findExample}
              value={text}
              aria-keyshortcuts="/"
              onChange={(event) => write(event.target.value)}
              onKeyDown={pressInField}
            />
            <span className="patients__in">
              <Key>Esc</Key>
            </span>
            <span className="patients__out">
              <Key>/</Key>
            </span>
          </label>
          <p className="patients__count small muted" role="status">
            {search === '' || found.data === undefined
              ? ''
              : strings.found(matches.length, matches.length === MOST)}
          </p>
          {mayWrite ? (
            <Button icon={<IconId size={16} aria-hidden="true" />} shortcut="s" onClick={openCameraScan}>
              {scan.cameraShort}
            </Button>
          ) : null}
          {mayWrite ? (
            <Button
              look="primary"
              icon={<IconUserPlus size={16} aria-hidden="true" />}
              shortcut="n"
              onClick={openRegister}
            >
              {strings.newPatient}
            </Button>
          ) : null}
        </div>
        <Results
          search={search}
          matches={matches}
          isWaiting={found.data === undefined}
          failure={found.error}
          onRetry={() => void found.refetch()}
          today={today}
          active={at}
          moves={moves}
          panel={panel}
          onOpen={open}
        />
      </div>
      {today === undefined || panel === null ? null : <PatientPanel panel={panel} today={today} />}
    </div>
  );
}

interface ResultsProps {
  readonly search: string;
  readonly matches: readonly PatientMatch[];
  readonly isWaiting: boolean;
  readonly failure: Error | null;
  readonly onRetry: () => void;
  readonly today: PlainDate | undefined;
  readonly active: number;
  readonly moves: number;
  readonly panel: PatientsPanel | null;
  readonly onOpen: (index: number) => void;
}

function Results({
  search,
  matches,
  isWaiting,
  failure,
  onRetry,
  today,
  active,
  moves,
  panel,
  onOpen,
}: ResultsProps) {
  const strings = useStrings().patients;
  const mayWrite = useMay('patients.write');
  if (search === '')
    return (
      <EmptyState
        icon={<IconSearch size={24} aria-hidden="true" />}
        title={strings.startTitle}
        text={strings.startText}
      />
    );
  if (isWaiting || today === undefined)
    return failure === null ? <Skeleton /> : <ErrorState failure={failure} onRetry={onRetry} />;
  if (matches.length === 0) {
    return (
      <EmptyState
        title={strings.nobodyTitle}
        text={strings.nobodyText}
        action={
          mayWrite ? (
            <Button shortcut="n" onClick={openRegister}>
              {strings.newPatient}
            </Button>
          ) : null
        }
      />
    );
  }
  const open = panel !== null && 'patientId' in panel ? panel.patientId : null;
  return (
    <PatientList matches={matches} today={today} active={active} moves={moves} open={open} onOpen={onOpen} />
  );
}

function PatientPanel({ panel, today }: { readonly panel: PatientsPanel; readonly today: PlainDate }) {
  switch (panel.kind) {
    case 'chart':
      return <ChartPanel key={panel.patientId} patientId={panel.patientId} today={today} />;
    case 'edit':
      return <EditPanel key={panel.patientId} patientId={panel.patientId} today={today} />;
    case 'history':
      return <HistoryPanel key={panel.patientId} patientId={panel.patientId} today={today} />;
    case 'coverage':
      return <CoveragePanel key={panel.patientId} patientId={panel.patientId} today={today} />;
    case 'licence':
      return <LicencePanel key={panel.patientId} patientId={panel.patientId} today={today} />;
    case 'merge':
      return (
        <MergePanel
          key={panel.patientId}
          patientId={panel.patientId}
          duplicateId={panel.duplicateId}
          today={today}
        />
      );
    case 'scan':
      return <CameraPanel today={today} />;
    case 'register':
      return <RegisterPanel today={today} />;
  }
}
