import { useState } from 'react';
import type { VisitLine } from '../../shared/worklists/contract.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Notice } from '../ui/feedback.tsx';
import { TextField } from '../ui/fields.tsx';
import { useUndoableChange } from '../ui/undoable.ts';

/** Asks why a visit stays although it stands on another one; Enter says it. */
export function KeepBoth({ visit, onDone }: { readonly visit: VisitLine; readonly onDone: () => void }) {
  const { worklists, calendar } = useStrings();
  const [reason, setReason] = useState('');
  const keeping = useDeskCommand('calendar.keepBoth');
  const undoing = useDeskCommand('visits.undo');
  const { act, failure } = useUndoableChange(
    (operationId) => undoing.run({ visitId: visit.id, operationId }),
    calendar.takenBackSaid,
  );
  const submit = async (): Promise<void> => {
    if (await act(worklists.keptBoth, (id) => keeping.run({ visitId: visit.id, reason }, id))) onDone();
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {failure === null ? null : <Notice tone="bad">{failure.message}</Notice>}
      <TextField label={calendar.overrule} value={reason} onChange={setReason} autoFocus maxLength={200} />
    </form>
  );
}
