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
import { isRestricted, RestrictedPrompt } from './restricted-prompt.tsx';

type Change = OutputOf<'patients.history'>['changes'][number];

/** Changes made by one person at one moment to one sort of record, as they were saved. */
export function changesByMoment(changes: readonly Change[]): readonly (readonly Change[])[] {
  const moments: Change[][] = [];
  for (const change of changes) {
    const last = moments.at(-1);
    const first = last?.[0];
    const isSame =
      first?.at === change.at &&
      first.staffName === change.staffName &&
      first.record === change.record &&
      first.mergedMrn === change.mergedMrn;
    if (last !== undefined && isSame) last.push(change);
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
      {isRestricted(history.error) ? <RestrictedPrompt patientId={patientId} /> : null}
      {history.error !== null && history.data === undefined && !isRestricted(history.error) ? (
        <ErrorState failure={history.error} onRetry={() => void history.refetch()} />
      ) : null}
      {history.data === undefined && history.error === null ? <Skeleton /> : null}
      {history.data?.changes.length === 0 ? <EmptyState title={strings.historyEmpty} /> : null}
      <ol className="history">
        {changesByMoment(isRestricted(history.error) ? [] : (history.data?.changes ?? [])).map(
          (moment, index) => (
            <Moment
              // biome-ignore lint/suspicious/noArrayIndexKey: the past does not move
              key={index}
              moment={moment}
              zone={zone}
            />
          ),
        )}
      </ol>
    </Panel>
  );
}

function Moment({ moment, zone }: { readonly moment: readonly Change[]; readonly zone: string }) {
  const { patients: strings, people } = useStrings();
  const formats = useFormats();
  const [first] = moment;
  if (first === undefined) return null;
  return (
    <li className="history__moment">
      <p className="history__when tabular">
        {formats.date(clinicDay(first.at, zone))}, {formats.time(first.at, zone)} · {first.staffName}
        {people.historyRecords[first.record] === '' ? null : <> · {people.historyRecords[first.record]}</>}
        {first.mergedMrn === '' ? null : <> · {people.historyOf(first.mergedMrn)}</>}
        {first.created ? (
          <strong> · {first.record === 'patient' ? strings.historyCreated : people.historyAdded}</strong>
        ) : null}
      </p>
      <dl className="facts">
        {moment
          .filter((change) => !change.created || change.after !== '')
          .map((change, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the past does not move
            <div key={index} className="facts__row">
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
