import type { AuditPatient } from '../../shared/audit/contract.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { ErrorState, Skeleton } from '../ui/feedback.tsx';
import { Panel, Section } from '../ui/panel.tsx';
import { sentenceOf } from './audit-words.ts';

interface EntryPanelProps {
  readonly sequence: number;
  readonly zone: string;
  readonly onClose: () => void;
  /** Shows the audit of one of its patients. */
  readonly onPatient: (patient: AuditPatient) => void;
}

/** One row of the audit whole. */
export function EntryPanel({ sequence, zone, onClose, onPatient }: EntryPanelProps) {
  const { audit: strings, frame } = useStrings();
  const formats = useFormats();
  const entry = useDeskQuery('audit.entry', { sequence });
  const { data } = entry;
  return (
    <Panel
      title={strings.rowTitle(formats.number(sequence))}
      subtitle={data === undefined ? undefined : sentenceOf(data.row, strings, formats)}
      onClose={onClose}
    >
      {entry.error !== null && data === undefined ? (
        <ErrorState failure={entry.error} onRetry={() => void entry.refetch()} />
      ) : null}
      {data === undefined && entry.error === null ? <Skeleton /> : null}
      {data === undefined ? null : (
        <>
          <dl className="facts">
            <dt>{strings.when}</dt>
            <dd className="tabular">{formats.dateTime(data.row.at, zone)}</dd>
            <dt>{strings.who}</dt>
            <dd>
              {[
                data.row.staffName === '' ? strings.nobody : data.row.staffName,
                ...(data.row.role === null ? [] : [frame.roles[data.row.role]]),
                ...(data.row.via === null ? [] : [strings.cli]),
              ].join(' · ')}
            </dd>
            <dt>{strings.desk}</dt>
            <dd>{data.row.deskName}</dd>
            <dt>{strings.method}</dt>
            <dd>
              <code>{data.row.method}</code>
            </dd>
            <dt>{strings.hash}</dt>
            <dd>
              <code className="audit-hash">{data.hash}</code>
            </dd>
          </dl>
          {data.patients.length === 0 ? null : (
            <Section title={strings.everyone}>
              <ul className="audit-people">
                {data.patients.map((patient) => (
                  <li key={patient.patientId}>
                    <span>
                      {patient.name} <span className="muted tabular">{strings.mrn(patient.mrn)}</span>
                    </span>
                    <Button small look="quiet" onClick={() => onPatient(patient)}>
                      {strings.whoSaw}
                    </Button>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {data.changes.length === 0 ? null : (
            <Section title={strings.changes}>
              <dl className="facts">
                {data.changes.map(({ record, field, before, after }) => (
                  <div key={`${record} ${field} ${before} ${after}`} className="facts__row">
                    <dt>{field}</dt>
                    <dd>
                      <span className="visually-hidden">{strings.was} </span>
                      <del>{before === '' ? strings.nothing : before}</del>
                      <span aria-hidden="true"> → </span>
                      <span className="visually-hidden"> {strings.now} </span>
                      <ins>{after === '' ? strings.nothing : after}</ins>
                    </dd>
                  </div>
                ))}
              </dl>
            </Section>
          )}
        </>
      )}
    </Panel>
  );
}
