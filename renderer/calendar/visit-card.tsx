import type { OutputOf } from '../../shared/api/index.ts';
import type { CalendarVisit } from '../../shared/calendar/contract.ts';
import { openChart, openVisit } from '../data/desk-store.ts';
import { naturalName } from '../patients/patient-text.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button, Pill } from '../ui/controls.tsx';
import { EmptyState } from '../ui/feedback.tsx';
import { Panel, PanelNext } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';

interface VisitCardProps {
  /** Undefined when it has left the days on the screen. */
  readonly visit: CalendarVisit | undefined;
  readonly frame: OutputOf<'practice.frame'>;
  readonly onCut: (() => void) | undefined;
  readonly onClose: () => void;
}

/** One visit as the calendar knows it, with the way to its board and its chart. */
export function VisitCard({ visit, frame, onCut, onClose }: VisitCardProps) {
  const { calendar, visits } = useStrings();
  const formats = useFormats();
  const isToday = visit?.day === frame.day;
  const open = (): void => {
    if (visit === undefined) return;
    if (isToday) openVisit(visit.id);
    else openChart(visit.patientId);
  };
  useShortcuts('panel', { 'Ctrl+Enter': open });
  if (visit === undefined)
    return (
      <Panel title={calendar.title} onClose={onClose}>
        <EmptyState title={calendar.elsewhere} />
      </Panel>
    );
  const mayMove = onCut !== undefined && (visit.status === 'booked' || visit.status === 'confirmed');
  const provider =
    frame.providers.find(({ id }) => id === visit.providerId)?.displayName ?? visits.anyProvider;
  const facts = [
    [calendar.when, `${formats.dayLong(visit.day)}, ${formats.time(visit.starts, frame.zone)}`],
    [calendar.length, calendar.minutes(visit.minutes)],
    [calendar.type, frame.appointmentTypes.find(({ id }) => id === visit.typeId)?.name ?? ''],
    [visits.walkInProvider, provider],
    [calendar.room, frame.rooms.find(({ id }) => id === visit.roomId)?.name ?? ''],
    [visits.walkInReason, visit.reason],
    [calendar.overruled, visit.overruledReason ?? ''],
  ].filter(([, value]) => value !== '');
  return (
    <Panel
      title={naturalName({ ...visit, middle: '' })}
      flags={<Pill>{visits.status[visit.status]}</Pill>}
      onClose={onClose}
      foot={
        <>
          {mayMove ? (
            <Button shortcut="X" onClick={onCut}>
              {calendar.cut}
            </Button>
          ) : null}
          <PanelNext>
            <Button look="primary" shortcut="Ctrl+Enter" onClick={open}>
              {isToday ? calendar.toBoard : calendar.toChart}
            </Button>
          </PanelNext>
        </>
      }
    >
      <dl className="visit-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="muted">{name}</dt>
            <dd className="tabular">{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
