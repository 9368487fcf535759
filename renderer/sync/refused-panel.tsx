import { useState } from 'react';
import type { QueuedLine } from '../../shared/sync/desk-contract.ts';
import { newOperationId } from '../data/bridge.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useMay } from '../data/session.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { TextField } from '../ui/fields.tsx';
import { Panel, PanelNext, Section } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { showToast } from '../ui/toast.tsx';
import { sayWithUndo } from '../ui/undoable.ts';
import { failureText } from '../visits/failure-text.ts';
import { placeToFix } from './place-to-fix.ts';
import { ownerWords, thingWords } from './thing-words.ts';

interface RefusedPanelProps {
  readonly queued: QueuedLine;
  readonly zone: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** A record that the EHR did not take: why, and the three ways on. */
export function RefusedPanel({ queued, zone, onClose, onDone }: RefusedPanelProps) {
  const { sync } = useStrings();
  const formats = useFormats();
  const mayDiscard = useMay('sync.resolve');
  const mayRetry = useMay('patients.write');
  const [isGivingUp, setGivingUp] = useState(false);
  const retrying = useDeskCommand('sync.retry');
  const { recordType, localId } = queued;
  const problem = queued.problem ?? 'unknown';
  const fix = placeToFix(queued);
  const retry = (): void => {
    if (retrying.isPending) return;
    retrying.run({ record: { recordType, localId } }).then(
      () => {
        showToast(sync.retried);
        onDone();
      },
      () => undefined,
    );
  };
  useShortcuts('panel', {
    f: fix ?? undefined,
    r: mayRetry ? retry : undefined,
    d: mayDiscard ? () => setGivingUp(true) : undefined,
    Escape: isGivingUp ? () => setGivingUp(false) : undefined,
  });
  return (
    <Panel
      title={ownerWords(queued)}
      subtitle={thingWords(queued, formats, zone)}
      onClose={onClose}
      foot={
        <>
          {mayDiscard ? (
            <Button shortcut="d" onClick={() => setGivingUp(true)}>
              {sync.discard}
            </Button>
          ) : null}
          {mayRetry ? (
            <Button shortcut="r" onClick={retry}>
              {sync.retry}
            </Button>
          ) : null}
          {fix === null ? null : (
            <PanelNext>
              <Button look="primary" shortcut="f" onClick={fix}>
                {sync.fix}
              </Button>
            </PanelNext>
          )}
        </>
      }
    >
      <p>
        <strong>{sync.problems[problem]}.</strong> {sync.advice[problem]}
      </p>
      {queued.words === '' ? null : (
        <Section title={sync.said}>
          <blockquote className="sync-said">{queued.words}</blockquote>
        </Section>
      )}
      <p className="muted tabular">
        {[queued.by, formats.dateTime(queued.queuedAt, zone), queued.isNew ? sync.neverThere : '']
          .filter((words) => words !== '')
          .join(' · ')}
      </p>
      {mayDiscard ? null : <p className="muted">{sync.askLead}</p>}
      {retrying.failure === null ? null : <Notice tone="bad">{failureText(retrying.failure)}</Notice>}
      {isGivingUp ? <GiveUpForm queued={queued} onDone={onDone} /> : null}
    </Panel>
  );
}

const LEAST = 3;

function GiveUpForm({ queued, onDone }: { readonly queued: QueuedLine; readonly onDone: () => void }) {
  const { sync } = useStrings();
  const [reason, setReason] = useState('');
  const discarding = useDeskCommand('sync.discard');
  const undoing = useDeskCommand('sync.undoDiscard');
  const retrying = useDeskCommand('sync.retry');
  const { recordType, localId, problem } = queued;
  const stays = queued.isNew || problem === 'gone';
  const record = { recordType, localId };
  const submit = (): void => {
    if (reason.trim().length < LEAST || discarding.isPending) return;
    const operationId = newOperationId();
    discarding.run({ record, reason: reason.trim() }, operationId).then(
      ({ stands }) => {
        if (stands === 'kept-here')
          sayWithUndo(sync.keptHere, () => retrying.run({ record }), sync.discardUndone);
        else sayWithUndo(sync.discarded, () => undoing.run({ operationId }), sync.discardUndone);
        onDone();
      },
      () => undefined,
    );
  };
  return (
    <form
      className="sync-give-up"
      aria-label={sync.discardTitle}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h3>{sync.discardTitle}</h3>
      <p className="muted">{stays ? sync.discardKept : sync.discardAsThere}</p>
      <TextField
        label={sync.discardWhy}
        value={reason}
        onChange={setReason}
        autoFocus
        maxLength={200}
        error={discarding.failure === null ? undefined : failureText(discarding.failure)}
      />
      <Button look="danger" submit>
        {sync.discard}
      </Button>
    </form>
  );
}
