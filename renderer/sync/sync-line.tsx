import type { ConflictLine } from '../../shared/sync/desk-contract.ts';
import { PersonMarks } from '../patients/person-marks.tsx';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import type { SyncLine } from './sync-lines.ts';
import { fieldWords, ownerWords, thingWords } from './thing-words.ts';

interface SyncLineButtonProps {
  readonly line: SyncLine;
  readonly zone: string;
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

/** One line of the room: whose, what, since when. */
export function SyncLineButton({ line, zone, isActive, isOpen, onOpen }: SyncLineButtonProps) {
  const formats = useFormats();
  const first =
    line.kind === 'conflict' ? line.conflict : line.kind === 'refused' ? line.queued : line.queued[0];
  const { what, note, when } = useWords(line, zone);
  if (first === undefined) return null;
  return (
    <button
      type="button"
      className="sync-line"
      tabIndex={isActive ? 0 : -1}
      data-active={isActive ? '' : undefined}
      data-panel-home={isOpen ? '' : undefined}
      aria-current={isOpen}
      onClick={onOpen}
    >
      <strong>
        {ownerWords(first)}
        {first.patient === null ? null : <PersonMarks person={first.patient} />}
      </strong>
      <span className="sync-line__what tabular">{what}</span>
      <span className="sync-line__note">{note}</span>
      <span className="muted tabular">{formats.dateTime(when, zone)}</span>
    </button>
  );
}

function useWords(
  line: SyncLine,
  zone: string,
): { readonly what: string; readonly note: string; readonly when: number } {
  const { sync } = useStrings();
  const formats = useFormats();
  if (line.kind === 'conflict') {
    const { conflict } = line;
    const when = conflict.settled?.at ?? conflict.foundAt;
    return { what: thingWords(conflict, formats, zone), note: fieldsOf(conflict), when };
  }
  if (line.kind === 'refused') {
    const { queued } = line;
    const note = sync.problems[queued.problem ?? 'unknown'];
    return { what: thingWords(queued, formats, zone), note, when: queued.queuedAt };
  }
  const problem = line.queued.find((each) => each.problem !== null)?.problem;
  return {
    what: line.queued.map((each) => thingWords(each, formats, zone)).join(' · '),
    note: problem == null ? '' : sync.problems[problem],
    when: line.queued[0]?.queuedAt ?? 0,
  };
}

function fieldsOf({ fields }: ConflictLine): string {
  return fields.flatMap((field) => fieldWords(field) ?? []).join(', ');
}
