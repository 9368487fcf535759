import '../ui/row-list.css';
import './audit.css';
import { useRef, useState } from 'react';
import { AUDIT_KINDS, type AuditPatient } from '../../shared/audit/contract.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { DayField } from '../coverage/day-field.tsx';
import { readDay } from '../coverage/day-text.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useFrame } from '../data/session.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { EmptyState, ErrorState, Skeleton } from '../ui/feedback.tsx';
import { SelectField } from '../ui/fields.tsx';
import { isInPanel } from '../ui/panel.tsx';
import { listKeys, rovingTarget } from '../ui/roving.ts';
import { type ShortcutHandler, useShortcuts } from '../ui/shortcuts.ts';
import { AuditList } from './audit-list.tsx';
import { CheckPanel } from './check-panel.tsx';
import { EntryPanel } from './entry-panel.tsx';
import { PatientFinder } from './patient-finder.tsx';
import { type AuditFilter, EVERYTHING, useAudit } from './use-audit.ts';

type Open = { readonly kind: 'entry'; readonly sequence: number } | { readonly kind: 'check' } | null;

/** Who did or saw what. Reading here is written down too. */
export default function AuditRoom() {
  const strings = useStrings().audit;
  const zone = useFrame().data?.zone ?? 'utc';
  const field = useRef<HTMLInputElement>(null);
  const [filter, setFilter] = useState<AuditFilter>(EVERYTHING);
  const [patient, setPatient] = useState<AuditPatient | null>(null);
  const [open, setOpen] = useState<Open>(null);
  const [active, setActive] = useState(0);
  const [moves, setMoves] = useState(0);
  const audit = useAudit(filter);
  const rows = audit.data ?? [];
  const at = Math.max(0, Math.min(active, rows.length - 1));

  const narrow = (change: Partial<AuditFilter>): void => {
    setFilter((before) => ({ ...before, ...change }));
    setActive(0);
  };
  const choosePatient = (chosen: AuditPatient | null): void => {
    setPatient(chosen);
    setOpen(null);
    narrow({ patientId: chosen?.patientId ?? null });
    // The field is gone with the choice; focus goes on to what it found.
    setMoves((count) => count + 1);
  };
  const openRow = (index: number): void => {
    const row = rows[index];
    if (row === undefined) return;
    setActive(index);
    setOpen({ kind: 'entry', sequence: row.sequence });
  };
  const moveKey: ShortcutHandler = (event) => {
    if (isInPanel(event)) return false;
    const target = rovingTarget(event.key, at, rows.length);
    if (target === undefined) return false;
    setActive(target);
    setMoves((count) => count + 1);
    return true;
  };
  const openKey: ShortcutHandler = (event) => {
    if (rows.length === 0 || isInPanel(event) || isOnControl(event)) return false;
    openRow(at);
    return true;
  };
  const check = (): void => setOpen({ kind: 'check' });
  useShortcuts('room', {
    '/': () => field.current?.focus(),
    r: () => void audit.refetch(),
    c: check,
    ...listKeys(moveKey),
    Enter: openKey,
  });
  return (
    <div className="list-room">
      <div className="list-room__list">
        <div className="list-room__bar">
          <PatientFinder patient={patient} onChange={choosePatient} fieldRef={field} />
          <span className="audit__count" />
          <Button shortcut="r" onClick={() => void audit.refetch()}>
            {strings.refresh}
          </Button>
          <Button shortcut="c" onClick={check}>
            {strings.check}
          </Button>
        </div>
        <Filters filter={filter} onChange={narrow} />
        {audit.error !== null && audit.data === undefined ? (
          <ErrorState failure={audit.error} onRetry={() => void audit.refetch()} />
        ) : null}
        {audit.data === undefined && audit.error === null ? <Skeleton lines={12} /> : null}
        {audit.data !== undefined && rows.length === 0 ? (
          <EmptyState title={strings.empty} text={strings.emptyHint} />
        ) : null}
        {rows.length === 0 ? null : (
          <AuditList
            rows={rows}
            zone={zone}
            active={at}
            moves={moves}
            open={open?.kind === 'entry' ? open.sequence : null}
            hasMore={audit.hasNextPage}
            onMore={() => {
              if (!audit.isFetching) void audit.fetchNextPage();
            }}
            onOpen={openRow}
          />
        )}
      </div>
      {open?.kind === 'entry' ? (
        <EntryPanel
          key={open.sequence}
          sequence={open.sequence}
          zone={zone}
          onClose={() => setOpen(null)}
          onPatient={choosePatient}
        />
      ) : null}
      {open?.kind === 'check' ? <CheckPanel onClose={() => setOpen(null)} /> : null}
    </div>
  );
}

const ANY = '';

function Filters({
  filter,
  onChange,
}: {
  readonly filter: AuditFilter;
  readonly onChange: (change: Partial<AuditFilter>) => void;
}) {
  const strings = useStrings().audit;
  const people = useDeskQuery('audit.people', {}).data?.staff ?? [];
  return (
    <div className="audit__filters">
      <SelectField
        label={strings.kind}
        value={filter.kind ?? ANY}
        options={[
          { value: ANY, label: strings.anyKind },
          ...AUDIT_KINDS.map((kind) => ({ value: kind, label: strings.kinds[kind] })),
        ]}
        onChange={(value) => onChange({ kind: AUDIT_KINDS.find((kind) => kind === value) ?? null })}
      />
      <SelectField
        label={strings.staff}
        value={filter.staffId ?? ANY}
        options={[
          { value: ANY, label: strings.anyStaff },
          ...people.map(({ staffId, displayName }) => ({ value: staffId as string, label: displayName })),
        ]}
        onChange={(value) =>
          onChange({ staffId: people.find(({ staffId }) => staffId === value)?.staffId ?? null })
        }
      />
      <FilterDay label={strings.from} onChange={(from) => onChange({ from })} />
      <FilterDay label={strings.to} onChange={(to) => onChange({ to })} />
    </div>
  );
}

interface FilterDayProps {
  readonly label: string;
  readonly onChange: (day: PlainDate | null) => void;
}

/** A day of the practice's calendar; half of a date is none yet. */
function FilterDay({ label, onChange }: FilterDayProps) {
  const [text, setText] = useState('');
  const type = (typed: string): void => {
    setText(typed);
    onChange(readDay(typed) ?? null);
  };
  return <DayField label={label} text={text} onChange={type} />;
}

/** Enter on a button is that button's. */
function isOnControl(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest('button, select, input') !== null;
}
