import './patients.css';
import type { OutputOf } from '../../shared/api/index.ts';
import type { PatientId } from '../../shared/kernel/ids.ts';
import { formatCents } from '../../shared/kernel/money.ts';
import { clinicDay, type PlainDate } from '../../shared/kernel/time.ts';
import type { Alert } from '../../shared/patients/contract.ts';
import { closePatientsPanel, openChart, openVisit, openWalkIn, useDesk } from '../data/desk-store.ts';
import { PatientConsents } from '../consents/patient-consents.tsx';
import { useDeskQuery } from '../data/queries.ts';
import { useFrame, useMay } from '../data/session.ts';
import { PatientPhoto } from '../pictures/patient-photo.tsx';
import { PhotoSection } from '../pictures/photo-part.tsx';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button, MoneyText, Pill, type Tone } from '../ui/controls.tsx';
import { ErrorState, Skeleton } from '../ui/feedback.tsx';
import { Panel, PanelNext, Section } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import {
  addressLines,
  birthAgeSex,
  formatPhone,
  initialsOf,
  languageName,
  listName,
  naturalName,
} from './patient-text.ts';

type Chart = OutputOf<'patients.chart'>;

const ALERT_TONES: Readonly<Record<Alert['kind'], Tone>> = {
  allergy: 'bad',
  safety: 'warn',
  note: 'neutral',
};

/** Everything the desk knows of one patient, read at a glance. */
export function ChartPanel({
  patientId,
  today,
}: {
  readonly patientId: PatientId;
  readonly today: PlainDate;
}) {
  const strings = useStrings();
  const chart = useDeskQuery('patients.chart', { patientId });
  const mayWrite = useMay('patients.write');
  const mayWalkIn = useMay('visits.check-in');
  const go = useDesk((state) => state.go);
  const edit = (): void => go({ patients: { kind: 'edit', patientId } });
  const history = (): void => go({ patients: { kind: 'history', patientId } });
  const walkIn = (): void => openWalkIn(patientId);
  useShortcuts('panel', { h: history, e: mayWrite ? edit : undefined, w: mayWalkIn ? walkIn : undefined });
  if (chart.data === undefined) {
    return (
      <Panel title={strings.frame.rooms.patients} onClose={closePatientsPanel}>
        {chart.error === null ? (
          <Skeleton />
        ) : (
          <ErrorState failure={chart.error} onRetry={() => void chart.refetch()} />
        )}
      </Panel>
    );
  }
  const { patient } = chart.data;
  const visit = chart.data.visits.find(
    (row) => row.day === today && row.status !== 'cancelled' && row.status !== 'checked-out',
  );
  return (
    <Panel
      title={naturalName(patient)}
      mark={
        <PatientPhoto
          pictureId={patient.photoId}
          name={naturalName(patient)}
          initials={initialsOf(patient)}
        />
      }
      subtitle={
        <span className="tabular">
          {birthAgeSex(patient, today)} · {strings.patients.mrn(patient.mrn)}
        </span>
      }
      flags={<Flags chart={chart.data} />}
      onClose={closePatientsPanel}
      foot={
        <>
          {mayWrite ? (
            <Button shortcut="e" onClick={edit}>
              {strings.patients.edit}
            </Button>
          ) : null}
          <Button shortcut="h" onClick={history}>
            {strings.patients.history}
          </Button>
          <PanelNext>
            {visit !== undefined ? (
              <Button look="primary" shortcut="Ctrl+Enter" onClick={() => openVisit(visit.id)}>
                {strings.patients.openVisit}
              </Button>
            ) : mayWalkIn ? (
              <Button look="primary" shortcut="w" onClick={walkIn}>
                {strings.patients.walkIn}
              </Button>
            ) : null}
          </PanelNext>
        </>
      }
    >
      <OpenVisitKey open={visit === undefined ? undefined : () => openVisit(visit.id)} />
      <ChartBody chart={chart.data} today={today} />
      <PatientConsents patientId={patientId} />
      <PhotoSection
        patientId={patientId}
        pictureId={patient.photoId}
        name={naturalName(patient)}
        initials={initialsOf(patient)}
      />
    </Panel>
  );
}

function OpenVisitKey({ open }: { readonly open: (() => void) | undefined }) {
  useShortcuts('panel', { 'Ctrl+Enter': open });
  return null;
}

function Flags({ chart }: { readonly chart: Chart }) {
  const strings = useStrings().patients;
  const { patient, alerts } = chart;
  return (
    <>
      {patient.provisional ? <Pill tone="warn">{strings.provisional}</Pill> : null}
      {patient.preferredName === '' ? null : (
        <Pill tone="flag">{strings.prefers(patient.preferredName)}</Pill>
      )}
      {patient.needsInterpreter ? (
        <Pill tone="info">{strings.interpreter(languageName(patient.language))}</Pill>
      ) : null}
      {alerts.map((alert) => (
        <Pill key={`${alert.kind}-${alert.text}`} tone={ALERT_TONES[alert.kind]}>
          {alert.text}
        </Pill>
      ))}
    </>
  );
}

function ChartBody({ chart, today }: { readonly chart: Chart; readonly today: PlainDate }) {
  const strings = useStrings().patients;
  const formats = useFormats();
  const zone = useFrame().data?.zone ?? 'utc';
  const { patient, coverages, household, visits, balanceCents } = chart;
  return (
    <>
      <Section title={strings.contact}>
        <dl className="facts">
          <dt>{strings.fields.phone}</dt>
          <dd className="tabular">{patient.phone === '' ? '—' : formatPhone(patient.phone)}</dd>
          {patient.email === '' ? null : (
            <>
              <dt>{strings.fields.email}</dt>
              <dd>{patient.email}</dd>
            </>
          )}
          <dt>{strings.address}</dt>
          <dd>
            {addressLines(patient).map((line) => (
              <div key={line}>{line}</div>
            ))}
            {addressLines(patient).length === 0 ? '—' : null}
          </dd>
          {patient.language === '' || patient.language === 'en' ? null : (
            <>
              <dt>{strings.fields.language}</dt>
              <dd>{languageName(patient.language)}</dd>
            </>
          )}
        </dl>
        <p className="chart__note small muted">
          {/* Whoever registers a name and a birth date has confirmed no way to reach them. */}
          {patient.phone === '' && addressLines(patient).length === 0
            ? strings.notOnFile
            : patient.demographicsConfirmedAt === null
              ? strings.neverConfirmed
              : strings.confirmed(
                  formats.date(clinicDay(patient.demographicsConfirmedAt, zone)),
                  patient.demographicsConfirmedBy ?? '',
                )}
        </p>
      </Section>
      <Section title={strings.balance}>
        <p className={balanceCents > 0 ? 'chart__balance' : 'muted'}>
          {balanceCents === 0 ? strings.nothingOwed : <MoneyText amount={balanceCents} />}
        </p>
      </Section>
      <Section title={strings.coverage}>
        {coverages.length === 0 ? <p className="muted">{strings.noCoverage}</p> : null}
        <ul className="chart__lines">
          {coverages.map((coverage) => (
            <li key={coverage.id}>
              <span>
                <strong>{coverage.payerName}</strong> {coverage.planName}
                <span className="chart__sub tabular">
                  {[
                    coverage.memberId,
                    coverage.groupNumber === '' ? '' : strings.groupNumber(coverage.groupNumber),
                    coverage.copayCents === null ? '' : strings.copay(formatCents(coverage.copayCents)),
                  ]
                    .filter((part) => part !== '')
                    .join(' · ')}
                </span>
              </span>
              <Pill tone={coverage.status === 'active' ? 'good' : 'neutral'}>
                {coverage.status !== 'active'
                  ? strings.ended
                  : coverage.priority === 1
                    ? strings.primary
                    : strings.secondary}
              </Pill>
            </li>
          ))}
        </ul>
      </Section>
      {household.length === 0 ? null : (
        <Section title={strings.household}>
          <ul className="chart__lines">
            {household.map((person) => (
              <li key={person.id}>
                <button type="button" className="chart__link" onClick={() => openChart(person.id)}>
                  {listName(person)}
                </button>
                <span className="small muted tabular">{birthAgeSex(person, today)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={strings.visits}>
        {visits.length === 0 ? <p className="muted">{strings.noVisits}</p> : null}
        <ul className="chart__lines">
          {visits.map((visit) => (
            <li key={visit.id}>
              <span>
                <span className="tabular">
                  {formats.date(visit.day)}
                  {visit.scheduledAt === null
                    ? ` · ${strings.walkInVisit}`
                    : `, ${formats.time(visit.scheduledAt, zone)}`}
                </span>
                <span className="chart__sub">
                  {[visit.typeName, visit.providerName].filter((part) => part !== '').join(' · ')}
                </span>
              </span>
              <span className="small muted">{strings.status[visit.status] ?? visit.status}</span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
