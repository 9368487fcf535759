import type { ConflictLine } from '../../shared/sync/desk-contract.ts';
import { useDeskCommand, useDeskQuery } from '../data/queries.ts';
import { isRestricted, RestrictedPrompt } from '../patients/restricted-prompt.tsx';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button, Pill } from '../ui/controls.tsx';
import { ErrorState, Notice, Skeleton } from '../ui/feedback.tsx';
import { Panel } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { sayWithUndo } from '../ui/undoable.ts';
import { failureText } from '../visits/failure-text.ts';
import { fieldWords, ownerWords, thingWords, valueWords } from './thing-words.ts';

interface ConflictPanelProps {
  readonly conflict: ConflictLine;
  readonly zone: string;
  readonly onClose: () => void;
  /** Goes on to what is to be decided next. */
  readonly onDone: () => void;
}

/** What two sides said, side by side; one key decides. */
export function ConflictPanel({ conflict, zone, onClose, onDone }: ConflictPanelProps) {
  const { sync } = useStrings();
  const formats = useFormats();
  const asked = useDeskQuery('sync.conflict', { conflictId: conflict.id });
  const settling = useDeskCommand('sync.settle');
  const reopening = useDeskCommand('sync.reopen');
  const other = conflict.theirsDesk === '' ? sync.theEhr : conflict.theirsDesk;
  const isOpen = conflict.settled === null;
  const settle = (choice: 'mine' | 'theirs'): void => {
    if (!isOpen || settling.isPending || asked.data === undefined) return;
    settling.run({ conflictId: conflict.id, choice }).then(
      () => {
        const who = choice === 'mine' ? sync.keepMine : sync.keepTheirs(other);
        sayWithUndo(sync.settled(who), () => reopening.run({ conflictId: conflict.id }), sync.reopened);
        onDone();
      },
      () => undefined,
    );
  };
  useShortcuts('panel', { 1: () => settle('mine'), 2: () => settle('theirs') });
  return (
    <Panel
      title={ownerWords(conflict)}
      subtitle={thingWords(conflict, formats, zone)}
      onClose={onClose}
      foot={
        isOpen ? (
          <>
            <Button shortcut="1" onClick={() => settle('mine')}>
              {sync.keepMine}
            </Button>
            <Button shortcut="2" onClick={() => settle('theirs')}>
              {sync.keepTheirs(other)}
            </Button>
          </>
        ) : undefined
      }
    >
      {isRestricted(asked.error) && conflict.patient !== null ? (
        <RestrictedPrompt patientId={conflict.patient.id} />
      ) : null}
      {asked.error !== null && !isRestricted(asked.error) && asked.data === undefined ? (
        <ErrorState failure={asked.error} onRetry={() => void asked.refetch()} />
      ) : null}
      {asked.data === undefined && asked.error === null ? <Skeleton /> : null}
      {settling.failure === null ? null : <Notice tone="bad">{failureText(settling.failure)}</Notice>}
      {asked.data === undefined ? null : <Sides data={asked.data} other={other} zone={zone} />}
    </Panel>
  );
}

interface SidesProps {
  readonly data: NonNullable<ReturnType<typeof useDeskQuery<'sync.conflict'>>['data']>;
  readonly other: string;
  readonly zone: string;
}

function Sides({ data: { conflict, values }, other, zone }: SidesProps) {
  const { sync } = useStrings();
  const formats = useFormats();
  // What follows from another field, or is the desk's own, is no part of the question.
  const differing = values.filter(({ mine, theirs }) => mine !== theirs);
  const named = differing.filter(({ field }) => fieldWords(field) !== undefined);
  const shown = named.length > 0 ? named : differing;
  const stands = (['mine', 'theirs'] as const).find((side) =>
    shown.every((value) => value.stands === value[side]),
  );
  const when = conflict.theirsAt === null ? '' : formats.dateTime(conflict.theirsAt, zone);
  return (
    <>
      <p className="muted">{sync.conflictLead}</p>
      <table className="sync-sides">
        <thead>
          <tr>
            <th scope="col">
              {sync.mine} {stands === 'mine' ? <Pill tone="info">{sync.standsNow}</Pill> : null}
              <span className="sync-sides__who">{conflict.mineBy}</span>
            </th>
            <th scope="col">
              {other} {stands === 'theirs' ? <Pill tone="info">{sync.standsNow}</Pill> : null}
              <span className="sync-sides__who tabular">
                {[conflict.theirsBy, when].filter((words) => words !== '').join(', ')}
              </span>
            </th>
          </tr>
        </thead>
        {shown.map(({ field, base, mine, theirs }) => (
          <tbody key={field}>
            <tr>
              <th scope="rowgroup" colSpan={2}>
                {fieldWords(field) ?? field}{' '}
                <span className="sync-sides__before">
                  {sync.before(valueWords(field, base, formats, zone))}
                </span>
              </th>
            </tr>
            <tr>
              <td>{valueWords(field, mine, formats, zone)}</td>
              <td>{valueWords(field, theirs, formats, zone)}</td>
            </tr>
          </tbody>
        ))}
      </table>
      {conflict.settled === null ? null : (
        <p className="muted">
          {sync.decidedBy(conflict.settled.by, formats.dateTime(conflict.settled.at, zone))}
        </p>
      )}
    </>
  );
}
