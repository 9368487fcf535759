import './patients.css';
import type { OutputOf } from '../../shared/api/index.ts';
import type { PatientId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { openFindFor } from '../calendar/open-calendar.ts';
import { PatientConsents } from '../consents/patient-consents.tsx';
import { CoverageDoor } from '../coverage/coverage-door.tsx';
import {
  closePatientsPanel,
  openMerge,
  openNewTask,
  openVisit,
  openWalkIn,
  useDesk,
} from '../data/desk-store.ts';
import { useDeskCommand, useDeskQuery } from '../data/queries.ts';
import { useMay } from '../data/session.ts';
import { PatientPhoto } from '../pictures/patient-photo.tsx';
import { PhotoSection } from '../pictures/photo-part.tsx';
import { openPrint } from '../print/open-print.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { PatientTasks } from '../tasks/patient-tasks.tsx';
import { Button, Pill } from '../ui/controls.tsx';
import { ErrorState, Notice, Skeleton } from '../ui/feedback.tsx';
import { Panel, PanelNext, Section } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { showToast } from '../ui/toast.tsx';
import { ALERT_TONES, Alerts, Notes } from './alerts-and-notes.tsx';
import { BalanceFacts, ContactFacts, CoverageFacts, VisitFacts } from './chart-facts.tsx';
import { Household } from './household.tsx';
import { MergedRecords } from './merged-records.tsx';
import { birthAgeSex, initialsOf, languageName, naturalName } from './patient-text.ts';
import { RelatedPeople } from './related-people.tsx';
import { isRestricted, RestrictedPrompt } from './restricted-prompt.tsx';

type Chart = OutputOf<'patients.chart'>;

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
  const mayBook = useMay('calendar.book');
  const go = useDesk((state) => state.go);
  const edit = (): void => go({ patients: { kind: 'edit', patientId } });
  const history = (): void => go({ patients: { kind: 'history', patientId } });
  const walkIn = (): void => openWalkIn(patientId);
  const book = (): void => openFindFor({ patientId });
  const faceSheet = (): void => openPrint({ kind: 'face-sheet', patientId });
  const mayMerge = useMay('patients.merge');
  const merge = (): void => openMerge(patientId);
  // The keys act while the chart is still on its way: the panels they open ask for themselves.
  const isOpen = !isRestricted(chart.error);
  // Whoever died is not walked in without a second thought: the door to it is the visit's, not a letter here.
  const isAlive = (chart.data?.patient.deceasedOn ?? null) === null;
  const walkInKey = mayWalkIn && isAlive ? walkIn : undefined;
  const bookKey = mayBook && isAlive ? book : undefined;
  const mayTask = useMay('tasks.work');
  const task = (): void => openNewTask({ kind: 'patient', id: patientId }, patientId);
  useShortcuts('panel', {
    'Alt+T': mayTask ? task : undefined,
    h: isOpen ? history : undefined,
    e: mayWrite && isOpen ? edit : undefined,
    m: mayMerge && isOpen ? merge : undefined,
    w: walkInKey,
    b: bookKey,
    'Ctrl+P': isOpen ? faceSheet : undefined,
  });
  // What was answered before the record was restricted is not shown any longer.
  if (chart.data === undefined || isRestricted(chart.error)) {
    return (
      <Panel title={strings.frame.rooms.patients} onClose={closePatientsPanel}>
        {chart.error === null ? (
          <Skeleton />
        ) : isRestricted(chart.error) ? (
          <RestrictedPrompt patientId={patientId} />
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
        <ChartFoot
          onEdit={mayWrite ? edit : undefined}
          onHistory={history}
          onBook={bookKey}
          onVisit={visit === undefined ? undefined : () => openVisit(visit.id)}
          onWalkIn={walkInKey}
        />
      }
    >
      <OpenVisitKey open={visit === undefined ? undefined : () => openVisit(visit.id)} />
      <Deceased chart={chart.data} />
      <ContactFacts chart={chart.data} />
      <BalanceFacts chart={chart.data} />
      <CoverageFacts chart={chart.data} today={today}>
        <CoverageDoor patientId={patientId} />
      </CoverageFacts>
      <Alerts chart={chart.data} />
      <Notes chart={chart.data} />
      {mayTask ? <PatientTasks patientId={patient.id} onNew={task} /> : null}
      <Section title={strings.people.contacts}>
        <RelatedPeople patientId={patient.id} addKey="c" />
      </Section>
      <Household chart={chart.data} today={today} />
      <VisitFacts chart={chart.data} />
      <MergedRecords chart={chart.data} />
      <div className="chart__record">
        {mayMerge ? (
          <Button small shortcut="m" onClick={merge}>
            {strings.people.more}
          </Button>
        ) : null}
        <Button small shortcut="Ctrl+P" onClick={faceSheet}>
          {strings.pages.kinds['face-sheet']}
        </Button>
        <Button
          small
          onClick={() =>
            openPrint({ kind: 'check-in-form', patientId, language: formLanguage(patient.language) })
          }
        >
          {strings.pages.kinds['check-in-form']}
        </Button>
        <Restrict patient={patient} />
      </div>
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

/** The form speaks the patient's language where it is one of the desk's. */
function formLanguage(tag: string): 'en' | 'es' | undefined {
  return tag.startsWith('es') ? 'es' : tag.startsWith('en') ? 'en' : undefined;
}

interface ChartFootProps {
  readonly onEdit: (() => void) | undefined;
  readonly onHistory: () => void;
  readonly onBook: (() => void) | undefined;
  /** Undefined where there is no visit today. */
  readonly onVisit: (() => void) | undefined;
  readonly onWalkIn: (() => void) | undefined;
}

/** What is done most from a chart; the visit of today is the way on, else a walk-in. */
function ChartFoot({ onEdit, onHistory, onBook, onVisit, onWalkIn }: ChartFootProps) {
  const strings = useStrings();
  return (
    <>
      {onEdit === undefined ? null : (
        <Button shortcut="e" onClick={onEdit}>
          {strings.patients.edit}
        </Button>
      )}
      <Button shortcut="h" onClick={onHistory}>
        {strings.patients.history}
      </Button>
      {onBook === undefined ? null : (
        <Button shortcut="b" onClick={onBook}>
          {strings.calendar.book}
        </Button>
      )}
      <PanelNext>
        {onVisit !== undefined ? (
          <Button look="primary" shortcut="Ctrl+Enter" onClick={onVisit}>
            {strings.patients.openVisit}
          </Button>
        ) : onWalkIn === undefined ? null : (
          <Button look="primary" shortcut="w" onClick={onWalkIn}>
            {strings.patients.walkIn}
          </Button>
        )}
      </PanelNext>
    </>
  );
}

function OpenVisitKey({ open }: { readonly open: (() => void) | undefined }) {
  useShortcuts('panel', { 'Ctrl+Enter': open });
  return null;
}

function Flags({ chart }: { readonly chart: Chart }) {
  const { patients: strings, people, visits } = useStrings();
  const { patient, alerts } = chart;
  return (
    <>
      {patient.deceasedOn === null ? null : <Pill tone="bad">{people.deceasedFlag}</Pill>}
      {patient.restricted ? <Pill tone="warn">{people.restricted}</Pill> : null}
      {patient.provisional ? <Pill tone="warn">{strings.provisional}</Pill> : null}
      {patient.preferredName === '' ? null : (
        <Pill tone="flag">{strings.prefers(patient.preferredName)}</Pill>
      )}
      {patient.needsInterpreter ? (
        <Pill tone="info">{strings.interpreter(languageName(patient.language))}</Pill>
      ) : null}
      {alerts.map((alert) => (
        <Pill key={`${alert.kind}-${alert.text}`} tone={ALERT_TONES[alert.kind]}>
          {visits.alert(alert.kind, alert.text)}
        </Pill>
      ))}
    </>
  );
}

function Deceased({ chart }: { readonly chart: Chart }) {
  const strings = useStrings().people;
  const formats = useFormats();
  const { deceasedOn } = chart.patient;
  if (deceasedOn === null) return null;
  return (
    <Notice>
      <strong>{strings.deceased(formats.date(deceasedOn))}</strong>
      <p>{strings.deceasedText}</p>
    </Notice>
  );
}

/** For those who may: asks for a reason from now on, or does so no more. */
function Restrict({ patient }: { readonly patient: Chart['patient'] }) {
  const strings = useStrings().people;
  const mayRestrict = useMay('patients.restrict');
  const restricting = useDeskCommand('patients.restrict');
  if (!mayRestrict) return null;
  const set = (restricted: boolean): void => {
    void restricting.run({ patientId: patient.id, restricted }).then(
      () => showToast(restricted ? strings.nowRestricted : strings.notRestricted, () => set(!restricted)),
      () => undefined,
    );
  };
  return (
    <Button small aria-busy={restricting.isPending} onClick={() => set(!patient.restricted)}>
      {patient.restricted ? strings.unrestrict : strings.restrict}
    </Button>
  );
}
