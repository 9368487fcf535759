import { Fragment, memo } from 'react';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { beforeTheVisit } from '../../shared/visits/board.ts';
import type { VisitRow } from '../../shared/visits/contract.ts';
import { birthAgeSex, languageName, listName } from '../patients/patient-text.ts';
import { PersonMarks } from '../patients/person-marks.tsx';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { MoneyText } from '../ui/controls.tsx';
import { IconAlertTriangle } from '../ui/icons.ts';
import { StatusPill } from './status-pill.tsx';

export interface BoardRowProps {
  readonly row: VisitRow;
  readonly providerName: string;
  readonly roomName: string | undefined;
  readonly zone: string;
  readonly day: PlainDate;
  readonly now: number;
}

/** The cells of one visit. Two lines each: what is asked for first, what tells people apart beneath. */
export const BoardRow = memo(function BoardRow({
  row,
  providerName,
  roomName,
  zone,
  day,
  now,
}: BoardRowProps) {
  const { visits } = useStrings();
  const formats = useFormats();
  return (
    <>
      <span role="gridcell" tabIndex={-1} className="board__cell board__time tabular">
        {row.scheduledAt === null ? visits.walkIn : formats.time(row.scheduledAt, zone)}
      </span>
      <span role="gridcell" tabIndex={-1} className="board__cell board__status">
        <StatusPill visit={row} roomName={roomName} now={now} />
      </span>
      <span role="gridcell" tabIndex={-1} className="board__cell board__patient">
        <span className="board__name">
          {listName(row.patient)}
          <PersonMarks person={row.patient} />
        </span>
        <span className="board__second board__about tabular">
          <span>
            {birthAgeSex(row.patient, day)}
            <Flags row={row} />
          </span>
          <span className="board__mrn">{` · ${visits.mrn(row.patient.mrn)}`}</span>
        </span>
      </span>
      <span role="gridcell" tabIndex={-1} className="board__cell board__provider">
        <span className="board__first">{providerName}</span>
        <span className="board__second">
          {row.typeName} {row.minutes}
        </span>
      </span>
      <span role="gridcell" tabIndex={-1} className="board__cell board__before">
        <Before row={row} />
      </span>
      <span role="gridcell" tabIndex={-1} className="board__cell board__due">
        <Due row={row} />
      </span>
    </>
  );
});

function Flags({ row }: { readonly row: VisitRow }) {
  const { visits } = useStrings();
  const { patient } = row;
  const serious = row.alerts.filter((alert) => alert.kind !== 'note');
  return (
    <>
      {row.namesakesToday > 1 ? (
        <>
          {' · '}
          <span className="flag flag--warn">
            <IconAlertTriangle size={12} aria-hidden="true" />
            {visits.namesakes(row.namesakesToday, patient.given, patient.family)}
          </span>
        </>
      ) : null}
      {serious.map((alert) => (
        <Fragment key={`${alert.kind} ${alert.text}`}>
          {' · '}
          <span className="flag flag--bad">
            <IconAlertTriangle size={12} aria-hidden="true" />
            {visits.alert(alert.kind, alert.text)}
          </span>
        </Fragment>
      ))}
      {patient.needsInterpreter ? ` · ${visits.interpreter(languageName(patient.language))}` : null}
    </>
  );
}

function Before({ row }: { readonly row: VisitRow }) {
  const { visits } = useStrings();
  const before = beforeTheVisit(row);
  if (before === 'past') return <span className="muted">{visits.dash}</span>;
  if (before === 'ready') return visits.ready;
  return (
    <span className="board__missing">{before.map((missing) => visits.missing[missing]).join(' · ')}</span>
  );
}

function Due({ row }: { readonly row: VisitRow }) {
  const { visits } = useStrings();
  if (row.dueCents > 0) return <MoneyText amount={row.dueCents} />;
  return row.paidCents > 0 ? visits.paid : <span className="muted">{visits.dash}</span>;
}
