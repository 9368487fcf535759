import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { clinicDay } from '../../shared/kernel/time.ts';
import type { TaskFrom } from '../../shared/tasks/contract.ts';
import type { VisitLine } from '../../shared/worklists/contract.ts';
import { openNewTask } from '../data/desk-store.ts';
import { useMay } from '../data/session.ts';
import { formatPhone, listName } from '../patients/patient-text.ts';
import { PersonMarks } from '../patients/person-marks.tsx';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { isInPanel } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';

/** What can be done about a line: its key, the words, the act. */
export type LineAction = readonly [key: string, words: string, act: () => void];

export interface ListLine {
  readonly key: string;
  readonly patient: VisitLine['patient'];
  /** What a task about the line comes from. */
  readonly from?: TaskFrom | undefined;
  /** When and what, in a few words. */
  readonly what: string;
  readonly note?: string | undefined;
  readonly calls: VisitLine['calls'] | null;
  readonly isUrgent?: boolean | undefined;
  /** What Enter does. */
  readonly onOpen: (() => void) | undefined;
  readonly actions: readonly LineAction[];
  readonly below?: ReactNode;
}

interface ListLinesProps {
  readonly label: string;
  readonly lines: readonly ListLine[];
  readonly zone: string;
}

/** The lines of a list: arrows choose one, whose keys then stand under it and act. */
export function ListLines({ label, lines, zone }: ListLinesProps) {
  const { worklists } = useStrings();
  const formats = useFormats();
  const [activeKey, setActive] = useState<string | null>(null);
  const [moves, setMoves] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  // A line that is settled leaves the list: the one that took its place is the next to call.
  const [place, setPlace] = useState(0);
  const found = lines.findIndex(({ key }) => key === activeKey);
  const at = found >= 0 ? found : Math.min(place, Math.max(0, lines.length - 1));
  const active = lines[at];
  useLayoutEffect(() => {
    if (moves > 0) list.current?.querySelector<HTMLElement>('[data-active] button')?.focus();
  }, [moves]);
  const choose = (index: number): void => {
    setActive(lines[index]?.key ?? null);
    setPlace(index);
  };
  const step = (by: number) => (event: KeyboardEvent) => {
    if (!isInPanel(event)) return false;
    choose(Math.min(Math.max(0, at + by), lines.length - 1));
    setMoves((count) => count + 1);
    return true;
  };
  const mayTask = useMay('tasks.work');
  useShortcuts('panel', {
    ArrowDown: step(1),
    ArrowUp: step(-1),
    'Alt+T':
      mayTask && active?.from !== undefined ? () => openNewTask(active.from, active.patient.id) : undefined,
    ...Object.fromEntries((active?.actions ?? []).map(([key, , act]) => [key, act])),
  });
  const lastCall = ({ calls }: ListLine): string => {
    if (calls === null || calls.last === null) return '';
    const { outcome, at: called, by, note } = calls.last;
    const when = `${formats.date(clinicDay(called, zone))}, ${formats.time(called, zone)}`;
    return (
      worklists.lastCall(worklists.outcomes[outcome], when, by, calls.count) +
      (note === '' ? '' : `: ${note}`)
    );
  };
  return (
    <ul className="list-lines" aria-label={label} ref={list}>
      {lines.map((line, index) => (
        <li key={line.key} className="list-line" data-active={index === at ? '' : undefined}>
          <button
            type="button"
            className="list-line__face"
            aria-current={index === at}
            onClick={() => {
              if (index === at) line.onOpen?.();
              else choose(index);
            }}
            onFocus={() => choose(index)}
          >
            <strong>
              {listName(line.patient)}
              <PersonMarks person={line.patient} />
            </strong>
            {line.isUrgent === true ? <span className="list-line__urgent">{worklists.urgent}</span> : null}
            <span className="tabular">{formatPhone(line.patient.phone)}</span>
            <span className="list-line__what tabular">{line.what}</span>
            {(line.note ?? '') === '' ? null : <span className="muted">{line.note}</span>}
            {lastCall(line) === '' ? null : <span className="muted tabular">{lastCall(line)}</span>}
          </button>
          {index === at && line.actions.length > 0 ? (
            <div className="step__actions">
              {line.actions.map(([key, words, act]) => (
                <Button key={key} small shortcut={key} onClick={act}>
                  {words}
                </Button>
              ))}
            </div>
          ) : null}
          {index === at ? line.below : null}
        </li>
      ))}
    </ul>
  );
}
