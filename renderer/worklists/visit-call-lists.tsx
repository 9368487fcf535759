import type { OutputOf } from '../../shared/api/index.ts';
import { addDays } from '../../shared/kernel/time.ts';
import type { VisitLine } from '../../shared/worklists/contract.ts';
import { AheadField } from '../calendar/ahead-field.tsx';
import { justThem, readAhead } from '../calendar/find-draft.ts';
import { openFindFor, showInCalendar } from '../calendar/open-calendar.ts';
import { useDraft } from '../data/desk-store.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { EmptyState } from '../ui/feedback.tsx';
import { type ListLine, ListLines } from './list-lines.tsx';
import { ListState } from './list-state.tsx';
import { useListActions } from './use-list-actions.ts';

type Frame = OutputOf<'practice.frame'>;

/** Says when a visit is, with whom and for what. */
export function useVisitText(frame: Frame): (line: VisitLine) => string {
  const { visits } = useStrings();
  const formats = useFormats();
  return ({ starts, providerId, typeId, day }) =>
    [
      `${formats.date(day)}, ${formats.time(starts, frame.zone)}`,
      frame.providers.find(({ id }) => id === providerId)?.displayName ?? visits.anyProvider,
      frame.appointmentTypes.find(({ id }) => id === typeId)?.name ?? '',
    ].join(' · ');
}

/** Who comes on a day and has not said so yet; tomorrow unless another day is typed. */
export function ConfirmList({ frame }: { readonly frame: Frame }) {
  const { calendar, worklists, visits } = useStrings();
  const [text, keep] = useDraft('calendar/confirm-day', '1d');
  const read = readAhead(text, frame.day);
  const day = read ?? addDays(frame.day, 1);
  const query = useDeskQuery('worklists.confirm', { day }, { keepPrevious: true });
  const actions = useListActions();
  const visitText = useVisitText(frame);
  const all = query.data?.lines ?? [];
  const lines: ListLine[] = all.map((line) => ({
    key: line.id,
    patient: line.patient,
    from: { kind: 'visit', id: line.id },
    what: `${visitText(line)} · ${visits.status[line.status]}`,
    calls: line.calls,
    onOpen: () => showInCalendar(line.id, line.day),
    actions: actions.calls({ kind: 'visit', id: line.id }),
  }));
  const confirmed = all.filter(({ status }) => status === 'confirmed').length;
  return (
    <ListState query={query} failure={actions.failure}>
      <AheadField label={worklists.callsFor} text={text} today={frame.day} onChange={keep} />
      {read === undefined ? (
        <EmptyState title={calendar.aheadWrong} />
      ) : lines.length === 0 ? (
        <EmptyState title={worklists.nobodyBooked} />
      ) : (
        <>
          <p className="muted tabular">{worklists.confirmedOf(confirmed, all.length)}</p>
          <ListLines label={worklists.lists.confirm} lines={lines} zone={frame.zone} />
        </>
      )}
    </ListState>
  );
}

/** Who missed a visit and has no other one. */
export function MissedList({ frame }: { readonly frame: Frame }) {
  const { worklists } = useStrings();
  const query = useDeskQuery('worklists.missed', {});
  const actions = useListActions();
  const visitText = useVisitText(frame);
  const lines: ListLine[] = (query.data?.lines ?? []).map((line) => {
    const rebook = (): void =>
      openFindFor({
        patientId: line.patient.id,
        wish: { typeId: line.typeId, providerIds: justThem(line.providerId) },
        answers: { kind: 'visit', id: line.id },
      });
    return {
      key: line.id,
      patient: line.patient,
      from: { kind: 'visit', id: line.id },
      what: visitText(line),
      calls: line.calls,
      onOpen: () => showInCalendar(line.id, line.day),
      actions: actions.mayBook
        ? [['b', worklists.rebook, rebook], ...actions.calls({ kind: 'visit', id: line.id })]
        : [],
    };
  });
  return (
    <ListState query={query} failure={actions.failure}>
      {lines.length === 0 ? (
        <EmptyState title={worklists.nobodyMissed} />
      ) : (
        <ListLines label={worklists.lists.missed} lines={lines} zone={frame.zone} />
      )}
    </ListState>
  );
}
