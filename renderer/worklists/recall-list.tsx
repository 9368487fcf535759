import type { OutputOf } from '../../shared/api/index.ts';
import { addDays } from '../../shared/kernel/time.ts';
import { AheadField } from '../calendar/ahead-field.tsx';
import { justThem, readAhead } from '../calendar/find-draft.ts';
import { openCalendar, openFindFor } from '../calendar/open-calendar.ts';
import { dayText } from '../coverage/day-text.ts';
import { useDraft } from '../data/desk-store.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { EmptyState } from '../ui/feedback.tsx';
import { type ListLine, ListLines } from './list-lines.tsx';
import { ListState } from './list-state.tsx';
import { useListActions } from './use-list-actions.ts';

/** So many days ahead a recall is called about. */
const AHEAD_DAYS = 30;

/** Who is to come again by a day, the longest due first. */
export function RecallList({ frame }: { readonly frame: OutputOf<'practice.frame'> }) {
  const { calendar, worklists, visits } = useStrings();
  const formats = useFormats();
  const [text, keep] = useDraft('calendar/recall-day', `${AHEAD_DAYS}d`);
  const read = readAhead(text, frame.day);
  const untilDay = read ?? addDays(frame.day, AHEAD_DAYS);
  const query = useDeskQuery('worklists.recalls', { untilDay }, { keepPrevious: true });
  const actions = useListActions();
  const lines: ListLine[] = (query.data?.lines ?? []).map((line) => {
    const { id, patient, typeId, providerId, dueDay } = line;
    const book = (): void =>
      openFindFor({
        patientId: patient.id,
        wish: { typeId, providerIds: justThem(providerId), from: dueDay > frame.day ? dayText(dueDay) : '' },
        answers: { kind: 'recall', id },
      });
    return {
      key: id,
      patient,
      from: { kind: 'recall', id },
      what: [
        worklists.due(formats.date(dueDay)),
        frame.appointmentTypes.find((type) => type.id === typeId)?.name ?? '',
        frame.providers.find((provider) => provider.id === providerId)?.displayName ?? visits.anyProvider,
      ].join(' · '),
      note: line.note,
      calls: line.calls,
      isUrgent: dueDay < frame.day,
      onOpen: book,
      actions: actions.mayBook
        ? [
            ['b', worklists.book, book],
            ['e', worklists.change, () => openCalendar({ kind: 'recall', patientId: patient.id, line })],
            ...actions.calls({ kind: 'recall', id }),
            ['x', worklists.drop, () => actions.closeRecall(id)],
          ]
        : [],
    };
  });
  return (
    <ListState query={query} failure={actions.failure}>
      <AheadField label={worklists.dueBy} text={text} today={frame.day} onChange={keep} />
      {read === undefined ? (
        <EmptyState title={calendar.aheadWrong} />
      ) : lines.length === 0 ? (
        <EmptyState title={worklists.nobodyDue} />
      ) : (
        <ListLines label={worklists.lists.recalls} lines={lines} zone={frame.zone} />
      )}
    </ListState>
  );
}
