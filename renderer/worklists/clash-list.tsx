import { useState } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import type { VisitLine } from '../../shared/worklists/contract.ts';
import { showInCalendar } from '../calendar/open-calendar.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useMay } from '../data/session.ts';
import { listName } from '../patients/patient-text.ts';
import { useStrings } from '../strings/use-strings.ts';
import { EmptyState } from '../ui/feedback.tsx';
import { KeepBoth } from './keep-both.tsx';
import { type ListLine, ListLines } from './list-lines.tsx';
import { ListState } from './list-state.tsx';
import { pinVisit } from './pin-visit.ts';
import { useVisitText } from './visit-call-lists.tsx';

/** Visits that were booked onto each other: nobody is cancelled for it, a person moves one or says why both stay. */
export function ClashList({ frame }: { readonly frame: OutputOf<'practice.frame'> }) {
  const { worklists } = useStrings();
  const query = useDeskQuery('worklists.clashes', {});
  const mayBook = useMay('calendar.book');
  const mayOverrule = useMay('calendar.overrule');
  const visitText = useVisitText(frame);
  const [kept, setKept] = useState<VisitLine | null>(null);
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
            ['1', worklists.moveOne(listName(one.patient)), () => pinVisit(one, frame.day)],
            ['2', worklists.moveOne(listName(two.patient)), () => pinVisit(two, frame.day)],
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
