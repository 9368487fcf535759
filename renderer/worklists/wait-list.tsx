import type { OutputOf } from '../../shared/api/index.ts';
import type { WaitingLine } from '../../shared/worklists/contract.ts';
import { keepBookingFor, openCalendar, openFindFor } from '../calendar/open-calendar.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { EmptyState, Notice } from '../ui/feedback.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { type ListLine, ListLines } from './list-lines.tsx';
import { ListState } from './list-state.tsx';
import { useListActions } from './use-list-actions.ts';
import { useWishText, wishDraftOf } from './wish-text.ts';

type Frame = OutputOf<'practice.frame'>;

/** Who waits, and first of all the times that came free with whom each would suit. */
export function WaitList({ frame }: { readonly frame: Frame }) {
  const { worklists } = useStrings();
  const formats = useFormats();
  const waiting = useDeskQuery('worklists.waiting', {});
  const freed = useDeskQuery('worklists.freed', {});
  const actions = useListActions();
  const wishText = useWishText(frame);
  const add = (): void => openCalendar({ kind: 'wait', line: null });
  useShortcuts('panel', { n: actions.mayBook ? add : undefined });
  const lineOf = (line: WaitingLine): ListLine => ({
    key: line.id,
    patient: line.patient,
    from: { kind: 'waiting', id: line.id },
    what: line.untilDay < frame.day ? `${wishText(line)} · ${worklists.isOver}` : wishText(line),
    note: line.note,
    calls: line.calls,
    isUrgent: line.isUrgent,
    onOpen: undefined,
    actions: [],
  });
  const find = (line: WaitingLine): void =>
    openFindFor({
      patientId: line.patient.id,
      wish: wishDraftOf(line),
      answers: { kind: 'waiting', id: line.id },
    });
  const slots = freed.data?.slots ?? [];
  const matched = slots.flatMap((slot) =>
    slot.matches.map(({ starts, line }): ListLine => {
      const book = (): void => {
        openCalendar(
          { kind: 'book', providerId: slot.providerId, starts },
          slot.day === frame.day ? null : slot.day,
        );
        keepBookingFor({
          patientId: line.patient.id,
          wish: wishDraftOf(line),
          answers: { kind: 'waiting', id: line.id },
        });
      };
      const provider = frame.providers.find(({ id }) => id === slot.providerId)?.displayName ?? '';
      return {
        ...lineOf(line),
        key: `${slot.starts} ${slot.providerId} ${line.id}`,
        what: `${formats.dayLong(slot.day)}, ${formats.time(starts, frame.zone)} · ${provider}`,
        note: line.offered?.starts === starts ? worklists.wasOffered : line.note,
        onOpen: book,
        actions: actions.mayBook
          ? [
              ['b', worklists.bookThere, book],
              ['o', worklists.offer, () => actions.offer(line.id, starts, slot.providerId)],
              ...actions.calls({ kind: 'waiting', id: line.id }),
            ]
          : [],
      };
    }),
  );
  const lines = (waiting.data?.lines ?? []).map((line): ListLine => {
    const isOver = line.untilDay < frame.day;
    const close = (): void => actions.closeWaiting(line.id, isOver ? 'expired' : 'withdrawn');
    return {
      ...lineOf(line),
      onOpen: () => find(line),
      actions: actions.mayBook
        ? [
            ['b', worklists.book, () => find(line)],
            ['e', worklists.change, () => openCalendar({ kind: 'wait', line })],
            ...actions.calls({ kind: 'waiting', id: line.id }),
            ['x', isOver ? worklists.expire : worklists.takeOff, close],
          ]
        : [],
    };
  });
  return (
    <ListState query={waiting} failure={actions.failure}>
      {actions.mayBook ? (
        <Button small shortcut="n" onClick={add}>
          {worklists.add}
        </Button>
      ) : null}
      {slots.length === 0 ? null : <Notice tone="info">{worklists.cameFree(slots.length)}</Notice>}
      {lines.length === 0 ? (
        <EmptyState title={worklists.nobodyWaits} />
      ) : (
        <ListLines label={worklists.lists.waiting} lines={[...matched, ...lines]} zone={frame.zone} />
      )}
    </ListState>
  );
}
