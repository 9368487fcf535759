import { useRef, useState } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import type { CalendarVisit } from '../../shared/calendar/contract.ts';
import { openChart, openNewTask, openVisit } from '../data/desk-store.ts';
import { useMay } from '../data/session.ts';
import { naturalName } from '../patients/patient-text.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button, Pill } from '../ui/controls.tsx';
import { EmptyState, Notice } from '../ui/feedback.tsx';
import { Panel, PanelNext } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { justThem } from './find-draft.ts';
import { openCalendar, openFindFor } from './open-calendar.ts';
import { useCardActions } from './use-card-actions.ts';
import { type CardForm, CardFormPart } from './visit-card-forms.tsx';
import { VisitPast } from './visit-past.tsx';

interface CardProps extends VisitCardProps {
  readonly visit: CalendarVisit;
}

interface VisitCardProps {
  /** Undefined when it has left the days on the screen. */
  readonly visit: CalendarVisit | undefined;
  readonly frame: OutputOf<'practice.frame'>;
  /** False where the person may not, and for a past minute: then nothing is changed from here. */
  readonly mayBook: boolean;
  readonly onCut: (() => void) | undefined;
  readonly onClose: () => void;
}

/** One visit as the calendar knows it: what can be done to it, where it stood before, the way to its board and chart. */
export function VisitCard({ visit, frame, mayBook, onCut, onClose }: VisitCardProps) {
  const { calendar } = useStrings();
  if (visit !== undefined)
    return <Card visit={visit} frame={frame} mayBook={mayBook} onCut={onCut} onClose={onClose} />;
  return (
    <Panel title={calendar.title} onClose={onClose}>
      <EmptyState title={calendar.elsewhere} />
    </Panel>
  );
}

function Card({ visit, frame, mayBook, onCut, onClose }: CardProps) {
  const { calendar, tasks, visits } = useStrings();
  const actions = useCardActions();
  const mayMove = useMay('visits.move') && mayBook;
  const [form, setForm] = useState<CardForm | null>(null);
  const panel = useRef<HTMLElement>(null);
  const closeForm = (): void => {
    setForm(null);
    // The field that had the keyboard goes; the keyboard stays with the card.
    panel.current?.focus({ preventScroll: true });
  };
  const isToday = visit.day === frame.day;
  const isExpected = visit.status === 'booked' || visit.status === 'confirmed';
  const isOver = visit.status === 'no-show' || visit.status === 'cancelled';
  const open = (): void => (isToday ? openVisit(visit.id) : openChart(visit.patientId));
  const again = (): void =>
    openFindFor({
      patientId: visit.patientId,
      wish: { typeId: visit.typeId, providerIds: justThem(visit.providerId) },
      reason: visit.reason,
      // Who missed it or gave it up comes instead; whoever comes again does so besides.
      answers: isOver ? { kind: 'visit', id: visit.id } : null,
    });
  const recall = (): void => openCalendar({ kind: 'recall', patientId: visit.patientId, line: null });
  const may = mayBook && isExpected;
  const ask = (next: CardForm) => (may ? () => setForm(next) : undefined);
  const noShow = mayMove && isExpected && isToday ? () => void actions.noShow(visit) : undefined;
  const mayTask = useMay('tasks.work');
  const task = (): void => openNewTask({ kind: 'visit', id: visit.id }, visit.patientId);
  useShortcuts('panel', {
    'Ctrl+Enter': open,
    'Alt+T': mayTask ? task : undefined,
    c: ask('cancel'),
    d: ask('late'),
    y: ask('why'),
    n: noShow,
    r: mayBook ? again : undefined,
    a: mayBook ? recall : undefined,
    Escape: form === null ? undefined : closeForm,
  });
  const buttons = [
    may && onCut !== undefined ? (['X', calendar.cut, onCut] as const) : null,
    may ? (['c', visits.moves.cancel, () => setForm('cancel')] as const) : null,
    may ? (['d', calendar.lateTitle, () => setForm('late')] as const) : null,
    may ? (['y', calendar.whyTitle, () => setForm('why')] as const) : null,
    noShow === undefined ? null : (['n', visits.moves['no-show'], noShow] as const),
    mayBook ? (['r', isOver ? calendar.rebook : calendar.followUp, again] as const) : null,
    mayBook ? (['a', calendar.recall, recall] as const) : null,
    mayTask ? (['Alt+T', tasks.isNew, task] as const) : null,
  ].filter((each) => each !== null);
  return (
    <Panel
      title={naturalName({ ...visit, middle: '' })}
      flags={<Pill>{visits.status[visit.status]}</Pill>}
      onClose={onClose}
      panelRef={panel}
      foot={
        <PanelNext>
          <Button look="primary" shortcut="Ctrl+Enter" onClick={open}>
            {isToday ? calendar.toBoard : calendar.toChart}
          </Button>
        </PanelNext>
      }
    >
      <CardFacts visit={visit} frame={frame} />
      {form !== null ? (
        <CardFormPart form={form} visit={visit} actions={actions} onDone={closeForm} />
      ) : (
        <>
          {actions.failure === null ? null : <Notice tone="bad">{actions.failure}</Notice>}
          <div className="step__actions visit-card__actions">
            {buttons.map(([key, words, act]) => (
              <Button key={key} small shortcut={key} onClick={act}>
                {words}
              </Button>
            ))}
          </div>
        </>
      )}
      <VisitPast visitId={visit.id} frame={frame} />
    </Panel>
  );
}

function CardFacts({ visit, frame }: Pick<VisitCardProps, 'frame'> & { readonly visit: CalendarVisit }) {
  const { calendar, visits } = useStrings();
  const formats = useFormats();
  const provider =
    frame.providers.find(({ id }) => id === visit.providerId)?.displayName ?? visits.anyProvider;
  const type = frame.appointmentTypes.find(({ id }) => id === visit.typeId);
  const facts = [
    [calendar.when, `${formats.dayLong(visit.day)}, ${formats.time(visit.starts, frame.zone)}`],
    [calendar.length, calendar.minutes(visit.minutes)],
    [calendar.type, type?.name ?? ''],
    [calendar.preparation, type?.preparation ?? ''],
    [visits.walkInProvider, provider],
    [calendar.room, frame.rooms.find(({ id }) => id === visit.roomId)?.name ?? ''],
    [visits.walkInReason, visit.reason],
    [calendar.lateFact, visit.lateMinutes === null ? '' : calendar.minutes(visit.lateMinutes)],
    [calendar.overruled, visit.overruledReason ?? ''],
  ].filter(([, value]) => value !== '');
  return (
    <dl className="visit-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt className="muted">{name}</dt>
          <dd className="tabular">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
