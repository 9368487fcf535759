import './people.css';
import type { OutputOf } from '../../shared/api/index.ts';
import { clinicDay } from '../../shared/kernel/time.ts';
import type { MergedRecord } from '../../shared/patients/records-contract.ts';
import { openChart } from '../data/desk-store.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useFrame, useMay } from '../data/session.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { Section } from '../ui/panel.tsx';
import { showToast } from '../ui/toast.tsx';
import { failureText } from '../visits/failure-text.ts';

/** The records that were merged into this one, each of which can be taken out again. */
export function MergedRecords({ chart }: { readonly chart: OutputOf<'patients.chart'> }) {
  const strings = useStrings().people;
  const formats = useFormats();
  const zone = useFrame().data?.zone ?? 'utc';
  const mayMerge = useMay('patients.merge');
  const unmerging = useDeskCommand('patients.unmerge');
  if (chart.merged.length === 0) return null;
  const takeApart = (record: MergedRecord): void => {
    if (unmerging.isPending) return;
    unmerging.run({ duplicateId: record.id }).then(
      ({ kept, survivorId }) => {
        showToast(strings.unmerged(kept));
        openChart(survivorId);
      },
      () => undefined,
    );
  };
  return (
    <Section title={strings.mergedRecords}>
      {unmerging.failure === null ? null : <Notice tone="bad">{failureText(unmerging.failure)}</Notice>}
      <ul className="people">
        {chart.merged.map((record) => (
          <li key={record.id} className="people__line">
            <div className="people__text">
              <p>{record.name}</p>
              <p className="chart__sub tabular">
                {strings.mergedWhen(record.mrn, formats.date(clinicDay(record.at, zone)), record.by)}
              </p>
            </div>
            {mayMerge ? (
              <Button
                small
                aria-label={strings.unmergeOf(record.name)}
                aria-busy={unmerging.isPending}
                onClick={() => takeApart(record)}
              >
                {strings.unmerge}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
