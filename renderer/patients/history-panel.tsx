import './patients.css';
import type { OutputOf } from '../../shared/api/index.ts';
import type { PatientId } from '../../shared/kernel/ids.ts';
import { clinicDay, type PlainDate } from '../../shared/kernel/time.ts';
import { openChart } from '../data/desk-store.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useFrame } from '../data/session.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { EmptyState, ErrorState, Skeleton } from '../ui/feedback.tsx';
import { Panel } from '../ui/panel.tsx';
import { fieldLabel, fieldText } from './field-text.ts';
import { birthAgeSex, naturalName } from './patient-text.ts';

type Change = OutputOf<'patients.history'>['changes'][number];

/** Changes made by one person at one moment, as they were saved. */
export function changesByMoment(changes: readonly Change[]): readonly (readonly Change[])[] {
  const moments: Change[][] = [];
  for (const change of changes) {
    const last = moments.at(-1);
    const first = last?.[0];
    if (last !== undefined && first?.at === change.at && first.staffName === change.staffName)
      last.push(change);
    else moments.push([change]);
  }
  return moments;
}

/** Who changed what, newest first. */
export function HistoryPanel({
  patientId,
  today,
}: {
  readonly patientId: PatientId;
  readonly today: PlainDate;
}) {
  const strings = useStrings().patients;
  const chart = useDeskQuery('patients.chart', { patientId }).data;
  const history = useDeskQuery('patients.history', { patientId });
  const zone = useFrame().data?.zone ?? 'utc';
  return (
    <Panel
      title={chart === undefined ? strings.history : strings.historyTitle(naturalName(chart.patient))}
      subtitle={
        chart === undefined
          ? undefined
          : `${birthAgeSex(chart.patient, today)} · ${strings.mrn(chart.patient.mrn)}`
      }
      onClose={() => openChart(patientId)}
    >
      {history.error !== null && history.data === undefined ? (
        <ErrorState failure={history.error} onRetry={() => void history.refetch()} />
      ) : null}
      {history.data === undefined && history.error === null ? <Skeleton /> : null}
      {history.data?.changes.length === 0 ? <EmptyState title={strings.historyEmpty} /> : null}
      <ol className="history">
        {changesByMoment(history.data?.changes ?? []).map((moment) => (
          <Moment
            key={`${moment[0]?.at}-${moment[0]?.staffName}-${moment[0]?.field}`}
            moment={moment}
            zone={zone}
          />
        ))}
      </ol>
    </Panel>
  );
}

function Moment({ moment, zone }: { readonly moment: readonly Change[]; readonly zone: string }) {
  const strings = useStrings().patients;
  const formats = useFormats();
  const [first] = moment;
  if (first === undefined) return null;
  return (
    <li className="history__moment">
      <p className="history__when tabular">
        {formats.date(clinicDay(first.at, zone))}, {formats.time(first.at, zone)} · {first.staffName}
        {first.created ? <strong> · {strings.historyCreated}</strong> : null}
      </p>
      <dl className="facts">
        {moment
          .filter((change) => !change.created || change.after !== '')
          .map((change) => (
            <div key={change.field} className="facts__row">
              <dt>{fieldLabel(change.field)}</dt>
              <dd>
                {change.created ? null : (
                  <>
                    <span className="visually-hidden">{strings.was} </span>
                    <del>{fieldText(change.field, change.before) || strings.empty}</del>
                    <span aria-hidden="true"> → </span>
                    <span className="visually-hidden"> {strings.now} </span>
                  </>
                )}
                <ins>{fieldText(change.field, change.after) || strings.empty}</ins>
              </dd>
            </div>
          ))}
      </dl>
    </li>
  );
}
