import { useState } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import type { VisitLine } from '../../shared/worklists/contract.ts';
import { openCalendar, showInCalendar } from '../calendar/open-calendar.ts';
import { useDeskCommand, useDeskQuery } from '../data/queries.ts';
import { useMay } from '../data/session.ts';
import { listName } from '../patients/patient-text.ts';
import { useStrings } from '../strings/use-strings.ts';
import { EmptyState, Notice } from '../ui/feedback.tsx';
import { TextField } from '../ui/fields.tsx';
import { useUndoableChange } from '../ui/undoable.ts';
import { type ListLine, ListLines } from './list-lines.tsx';
import { ListState } from './list-state.tsx';
import { useVisitText } from './visit-call-lists.tsx';

/** Visits that were booked onto each other: nobody is cancelled for it, a person moves one or says why both stay. */
export function ClashList({ frame }: { readonly frame: OutputOf<'practice.frame'> }) {
  const { worklists } = useStrings();
  const query = useDeskQuery('worklists.clashes', {});
  const mayBook = useMay('calendar.book');
  const mayOverrule = useMay('calendar.overrule');
  const visitText = useVisitText(frame);
  const [kept, setKept] = useState<VisitLine | null>(null);
  const pin = (line: VisitLine): void => {
    const { id, typeId, minutes, providerId, roomId, patient } = line;
    const { family, given, suffix } = patient;
    openCalendar(null, line.day === frame.day ? null : line.day, {
      id,
      patientId: patient.id,
      typeId,
      minutes,
      providerId,
      roomId,
      family,
      given,
      suffix,
    });
  };
  const clashes = query.data?.clashes ?? [];
  const lines: ListLine[] = clashes.map(({ rule, visits: [one, two] }) => ({
    key: `${one.id} ${two.id}`,
    patient: one.patient,
    what: `${visitText(one)}`,
    note: worklists.clash[rule](listName(two.patient), visitText(two)),
    calls: null,
    onOpen: () => showInCalendar(one.id, one.day),
    actions: [
      ...(mayBook
        ? ([
            ['1', worklists.moveOne(listName(one.patient)), () => pin(one)],
            ['2', worklists.moveOne(listName(two.patient)), () => pin(two)],
          ] as const)
        : []),
      ...(mayOverrule && rule !== 'room' ? ([['k', worklists.keepBoth, () => setKept(two)]] as const) : []),
    ],
    below: kept?.id === two.id ? <KeepBoth visit={two} onDone={() => setKept(null)} /> : undefined,
  }));
  return (
    <ListState query={query} failure={null}>
      {lines.length === 0 ? (
        <EmptyState title={worklists.noClash} />
      ) : (
        <ListLines label={worklists.lists.clashes} lines={lines} zone={frame.zone} />
      )}
    </ListState>
  );
}

function KeepBoth({ visit, onDone }: { readonly visit: VisitLine; readonly onDone: () => void }) {
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
