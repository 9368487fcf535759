import './scan.css';
import { useLayoutEffect } from 'react';
import type { PatientId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { Licence } from '../../shared/patients/aamva.ts';
import type { Patient } from '../../shared/patients/contract.ts';
import { licenceDifferences } from '../../shared/patients/licence-differences.ts';
import { openChart } from '../data/desk-store.ts';
import { useDeskCommand, useDeskQuery } from '../data/queries.ts';
import { useMay } from '../data/session.ts';
import { birthAgeSex, initialsOf, listName, naturalName } from '../patients/patient-text.ts';
import { isRestricted, RestrictedPrompt } from '../patients/restricted-prompt.tsx';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { EmptyState, ErrorState, Notice, Skeleton } from '../ui/feedback.tsx';
import { Panel, PanelNext, Section } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { showToast } from '../ui/toast.tsx';
import { DifferenceRow } from './difference-row.tsx';
import { registerFromLicence } from './register-scan.ts';
import { openDifferences, putCardAway, useScan } from './scan-store.ts';

/** What to do with the card in hand: whose it is, or what it says otherwise than the chart. */
export function LicencePanel({
  patientId,
  today,
}: {
  readonly patientId: PatientId | null;
  readonly today: PlainDate;
}) {
  const strings = useStrings();
  const licence = useScan((state) => state.licence);
  const chart = useDeskQuery(
    'patients.chart',
    { patientId: patientId ?? ('' as PatientId) },
    { enabled: patientId !== null && licence !== null },
  );
  const close = (): void => putCardAway(patientId);
  // A scan may come while a field of the list has focus; the digits that take fields over must not be typed there.
  useLayoutEffect(() => {
    document.querySelector<HTMLElement>('.panel')?.focus({ preventScroll: true });
  }, []);
  if (licence === null)
    // After a reload there is no card any more.
    return (
      <Panel title={strings.scan.title} onClose={close}>
        <EmptyState title={strings.scan.problems['not-a-licence']} />
      </Panel>
    );
  if (patientId === null) return <WhoseCard licence={licence} today={today} />;
  if (chart.data !== undefined)
    return <Differences licence={licence} patient={chart.data.patient} today={today} />;
  return (
    <Panel title={strings.scan.title} onClose={close}>
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

function CardLine({ licence }: { readonly licence: Licence }) {
  const { scan } = useStrings();
  return <p className="tabular">{scan.subtitle(licence.lastFour, licence.issuer)}</p>;
}

function Expired({ licence }: { readonly licence: Licence }) {
  const { scan } = useStrings();
  const formats = useFormats();
  return licence.isExpired && licence.expiresOn !== undefined ? (
    <Notice>{scan.expired(formats.date(licence.expiresOn))}</Notice>
  ) : null;
}

/** Several people with this name and birth date, or nobody this role may register: the desk says who it is. */
function WhoseCard({ licence, today }: { readonly licence: Licence; readonly today: PlainDate }) {
  const { scan, patients } = useStrings();
  const candidates = useScan((state) => state.candidates);
  const mayWrite = useMay('patients.write');
  const register = (): void => void registerFromLicence(licence);
  const choices = Object.fromEntries(
    candidates.slice(0, 9).map(({ id }, index) => [`${index + 1}`, () => openDifferences(id)]),
  );
  useShortcuts('panel', { ...choices, n: mayWrite ? register : undefined });
  return (
    <Panel
      title={naturalName(licence)}
      mark={initialsOf(licence)}
      subtitle={<CardLine licence={licence} />}
      onClose={() => putCardAway(null)}
      foot={
        mayWrite ? (
          <PanelNext>
            <Button look="primary" shortcut="n" onClick={register}>
              {candidates.length === 0 ? patients.newPatient : scan.isNew}
            </Button>
          </PanelNext>
        ) : null
      }
    >
      <Expired licence={licence} />
      <Section title={candidates.length === 0 ? patients.nobodyTitle : scan.whoTitle}>
        {candidates.length === 0 ? null : <p className="muted">{scan.whoText}</p>}
        <ul className="licence-who">
          {candidates.slice(0, 9).map((candidate, index) => (
            <li key={candidate.id}>
              <Button shortcut={`${index + 1}`} onClick={() => openDifferences(candidate.id)}>
                <span className="licence-who__person">
                  <strong>{listName(candidate)}</strong>
                  <span className="small tabular">
                    {birthAgeSex(candidate, today)} · {patients.mrn(candidate.mrn)}
                  </span>
                </span>
              </Button>
            </li>
          ))}
        </ul>
      </Section>
    </Panel>
  );
}

interface DifferencesProps {
  readonly licence: Licence;
  readonly patient: Patient;
  readonly today: PlainDate;
}

function Differences({ licence, patient, today }: DifferencesProps) {
  const { scan, patients } = useStrings();
  const mayWrite = useMay('patients.write');
  const command = useDeskCommand('patients.edit');
  const taken = useScan((state) => state.taken);
  const differences = licenceDifferences(licence, patient);
  const take = (fields: readonly string[]): void => useScan.setState({ taken: fields });
  const toggle = (field: string): void =>
    take(taken.includes(field) ? taken.filter((each) => each !== field) : [...taken, field]);
  // What the card had no room for is taken one by one, after asking.
  const sure = differences.filter(({ isUncertain }) => !isUncertain).map(({ field }) => field);
  const takeAll = (): void => take([...new Set([...taken, ...sure])]);
  const chosen = differences.filter(({ field }) => taken.includes(field));
  const save = (): void => {
    if (command.isPending || !mayWrite) return;
    if (chosen.length === 0) {
      putCardAway(patient.id);
      return;
    }
    const changes = Object.fromEntries(chosen.map(({ field }) => [field, licence[field]]));
    command.run({ patientId: patient.id, version: patient.version, changes }).then(
      () => {
        showToast(scan.saved);
        putCardAway(patient.id);
      },
      () => undefined,
    );
  };
  const digits = Object.fromEntries(
    differences.map(({ field }, index) => [`${index + 1}`, () => toggle(field)]),
  );
  useShortcuts('panel', mayWrite ? { ...digits, a: takeAll, 'Ctrl+Enter': save } : { 'Ctrl+Enter': save });
  return (
    <Panel
      title={naturalName(patient)}
      mark={initialsOf(patient)}
      subtitle={
        <>
          <p className="tabular">
            {birthAgeSex(patient, today)} · {patients.mrn(patient.mrn)}
          </p>
          <CardLine licence={licence} />
        </>
      }
      onClose={() => putCardAway(patient.id)}
      foot={
        <>
          {mayWrite && differences.length > 0 ? (
            <Button
              look="quiet"
              shortcut="a"
              onClick={takeAll}
              disabled={sure.every((f) => taken.includes(f))}
            >
              {scan.takeAll}
            </Button>
          ) : null}
          <PanelNext>
            {mayWrite ? (
              <Button look="primary" shortcut="Ctrl+Enter" onClick={save} aria-busy={command.isPending}>
                {chosen.length === 0 ? scan.keepChart : scan.save(chosen.length)}
              </Button>
            ) : (
              <Button look="primary" onClick={() => openChart(patient.id)}>
                {scan.keepChart}
              </Button>
            )}
          </PanelNext>
        </>
      }
    >
      <Expired licence={licence} />
      {command.failure === null ? null : <Notice tone="bad">{command.failure.message}</Notice>}
      {differences.some(({ field }) => field === 'birthDate') ? (
        <Notice tone="bad">{scan.birthDateDiffers}</Notice>
      ) : null}
      {differences.length === 0 ? (
        <EmptyState title={scan.matches(naturalName(patient))} />
      ) : (
        <Section title={scan.differencesTitle(differences.length)}>
          <p className="muted small">{mayWrite ? scan.differencesText : scan.mayNotWrite}</p>
          <ul className="licence-differences">
            {differences.map((difference, index) => (
              <DifferenceRow
                key={difference.field}
                difference={difference}
                digit={index + 1}
                isTaken={taken.includes(difference.field)}
                onToggle={mayWrite ? () => toggle(difference.field) : undefined}
              />
            ))}
          </ul>
        </Section>
      )}
    </Panel>
  );
}
