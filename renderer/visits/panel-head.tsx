import type { PlainDate } from '../../shared/kernel/time.ts';
import type { VisitRow } from '../../shared/visits/contract.ts';
import { birthAgeSex, formatPhone, languageName } from '../patients/patient-text.ts';
import { PersonMarks } from '../patients/person-marks.tsx';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Pill } from '../ui/controls.tsx';
import { StatusPill } from './status-pill.tsx';

interface PanelSubtitleProps {
  readonly visit: VisitRow;
  readonly providerName: string;
  readonly day: PlainDate;
  readonly zone: string;
}

/** `Mar 4, 1988 · 38 F · (970) 555-0148 · 10:45 AM with Dr. Ruiz`. */
export function PanelSubtitle({ visit, providerName, day, zone }: PanelSubtitleProps) {
  const { visits } = useStrings();
  const formats = useFormats();
  const when =
    visit.scheduledAt !== null
      ? visits.appointment(formats.time(visit.scheduledAt, zone), providerName)
      : visits.walkInAt(visit.arrivedAt === null ? '' : formats.time(visit.arrivedAt, zone), providerName);
  const phone = formatPhone(visit.patient.phone);
  return (
    <>
      <p className="tabular">
        {birthAgeSex(visit.patient, day)}
        {phone === '' ? null : (
          <>
            {' · '}
            <span className="panel-head__phone">{phone}</span>
          </>
        )}
      </p>
      <p className="tabular">{when}</p>
    </>
  );
}

interface PanelFlagsProps {
  readonly visit: VisitRow;
  readonly roomName: string | undefined;
  readonly now: number;
}

/** What the desk must know before it speaks: status, preferred name, allergies, interpreter, namesakes. */
export function PanelFlags({ visit, roomName, now }: PanelFlagsProps) {
  const { visits } = useStrings();
  const { patient } = visit;
  return (
    <>
      <StatusPill visit={visit} roomName={roomName} now={now} />
      <PersonMarks person={patient} />
      {patient.preferredName === '' ? null : <Pill tone="flag">{visits.prefers(patient.preferredName)}</Pill>}
      {visit.alerts.map((alert) => (
        <Pill key={`${alert.kind} ${alert.text}`} tone={alert.kind === 'note' ? 'neutral' : 'bad'}>
          {visits.alert(alert.kind, alert.text)}
        </Pill>
      ))}
      {patient.needsInterpreter ? (
        <Pill tone="info">{visits.interpreter(languageName(patient.language))}</Pill>
      ) : null}
      {visit.namesakesToday > 1 ? (
        <Pill tone="warn">{visits.namesakes(visit.namesakesToday, patient.given, patient.family)}</Pill>
      ) : null}
    </>
  );
}
