import { primaryOn } from '../../shared/coverage/rules.ts';
import type { VisitId } from '../../shared/kernel/ids.ts';
import type { Sheet } from '../../shared/print/contract.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useFrame } from '../data/session.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { AlertBox, PatientHead } from './patient-head.tsx';
import { Facts, PracticePages } from './practice-pages.tsx';

/** The slip that goes with the patient from the desk to the room and back to check-out. */
export function RoutingSlip({ visitId, sheet }: { readonly visitId: VisitId; readonly sheet: Sheet }) {
  const { pages } = useStrings();
  const formats = useFormats();
  const frame = useFrame().data;
  const { data } = useDeskQuery('visits.panel', { visitId });
  if (data === undefined || frame === undefined) return null;
  const { visit, patient, coverages } = data;
  const time = (instant: number | null, otherwise: string): string =>
    instant === null ? otherwise : formats.time(instant, frame.zone);
  // The one that this visit is billed to; until that was said, the one that is billed first.
  const primary = coverages.find(({ id }) => id === data.coverageId) ?? primaryOn(coverages, frame.day);
  const provider = frame.providers.find(({ id }) => id === visit.providerId);
  const { slip } = pages;
  return (
    <PracticePages
      sheet={sheet}
      title={pages.kinds['routing-slip']}
      aside={<p>{formats.dayLong(frame.day)}</p>}
      parts={[
        <PatientHead key="patient" patient={patient} today={frame.day} />,
        <Facts
          key="visit"
          facts={[
            [pages.appointment, time(visit.scheduledAt, pages.walkIn)],
            [pages.arrived, time(visit.arrivedAt, '—')],
            [pages.provider, provider?.displayName ?? pages.anyProvider],
            [pages.reason, visit.reason === '' ? visit.typeName : `${visit.reason} (${visit.typeName})`],
            [pages.coverage, primary === undefined ? pages.selfPay : primary.payerName],
          ]}
        />,
        ...(visit.alerts.length === 0 ? [] : [<AlertBox key="alerts" alerts={visit.alerts} />]),
        <table className="page-table page-table--stations" key="stations">
          <thead>
            <tr>
              <th scope="col">{slip.station}</th>
              <th scope="col">{slip.time}</th>
              <th scope="col">{slip.who}</th>
              <th scope="col">{slip.done}</th>
            </tr>
          </thead>
          <tbody>
            {slip.stations.map((station) => (
              <tr key={station}>
                <th scope="row">{station}</th>
                <td />
                <td />
                <td>☐</td>
              </tr>
            ))}
          </tbody>
        </table>,
        <Blank key="orders" title={slip.orders} lines={2} />,
        <section className="page-blank" key="next">
          <h3>{slip.next}</h3>
          <p>{slip.in}</p>
          <p className="page-blank__pair">
            <span>{slip.withWhom}</span>
            <span>{slip.type}</span>
          </p>
        </section>,
        <Blank key="notes" title={slip.notes} lines={2} />,
      ]}
    />
  );
}

/** Ruled lines to write on. */
function Blank({ title, lines }: { readonly title: string; readonly lines: number }) {
  return (
    <section className="page-blank">
      <h3>{title}</h3>
      {Array.from({ length: lines }, (_line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: empty lines have nothing else
        <div className="page-blank__line" key={index} />
      ))}
    </section>
  );
}
