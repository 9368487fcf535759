import './receipt.css';
import type { OutputOf } from '../../shared/api/index.ts';
import { formatCents } from '../../shared/kernel/money.ts';
import { clinicDay, formatDate, formatDayLong, formatTime } from '../../shared/kernel/time.ts';
import { useStrings } from '../strings/use-strings.ts';

interface ReceiptProps {
  readonly receipt: OutputOf<'cash.receipt'>;
  readonly zone: string;
  readonly demo: boolean;
  readonly printedBy: string;
  /** Epoch milliseconds. */
  readonly printedAt: number;
}

/** The printed page of one payment. What is seen here is what the printer gets. */
export function Receipt({ receipt, zone, demo, printedBy, printedAt }: ReceiptProps) {
  const { visits } = useStrings();
  const { print } = visits;
  const { tender } = receipt;
  const isVoid = tender.voided || tender.voids !== null;
  const when = (instant: number): string =>
    `${formatDate(clinicDay(instant, zone))}, ${formatTime(instant, zone)}`;
  const facts: readonly (readonly [string, string])[] = [
    [print.patient, `${receipt.patientName} (${visits.mrn(receipt.mrn)})`],
    [print.visit, `${formatDayLong(receipt.visitDay)}, ${receipt.visitDay.slice(0, 4)}`],
    ...(receipt.providerName === '' ? [] : [[print.provider, receipt.providerName] as const]),
    [print.paidBy, visits.tenders[tender.kind]],
    ...(tender.reference === '' ? [] : [[print.reference[tender.kind], tender.reference] as const]),
    [print.takenBy, `${tender.takenBy}, ${receipt.deskName}`],
  ];
  return (
    <article className="receipt" aria-label={`${print.title} ${tender.receiptNumber}`}>
      <header className="receipt__head">
        <div>
          <p className="receipt__practice">{receipt.practiceName}</p>
          {receipt.practiceAddressLines.map((line) => (
            <p key={line}>{line}</p>
          ))}
          <p>{receipt.practicePhone}</p>
        </div>
        <div className="receipt__number">
          <h2>{print.title}</h2>
          <p className="receipt__id">{tender.receiptNumber}</p>
          <p>{when(tender.takenAt)}</p>
        </div>
      </header>
      {isVoid ? (
        <div className="receipt__void">
          <strong>{print.void}</strong>
          <span>
            {receipt.voidsReceiptNumber === null ? print.voidedLine : print.voids(receipt.voidsReceiptNumber)}
          </span>
        </div>
      ) : null}
      <dl className="receipt__facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <table className="receipt__lines">
        <thead>
          <tr>
            <th scope="col">{print.what}</th>
            <th scope="col">{print.amount}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>{visits.purposes[tender.purpose]}</td>
            <td className={tender.voided ? 'receipt__struck' : undefined}>
              {formatCents(tender.amountCents)}
            </td>
          </tr>
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{tender.amountCents < 0 ? print.totalReturned : print.total}</th>
            <td className={tender.voided ? 'receipt__struck' : undefined}>
              {formatCents(tender.amountCents)}
            </td>
          </tr>
        </tfoot>
      </table>
      {isVoid ? null : <p className="receipt__thanks">{print.thanks}</p>}
      <footer className="receipt__foot">
        {demo ? <strong>{print.demo}</strong> : null}
        <span>{print.printed(printedBy, when(printedAt))}</span>
        <span>{print.page}</span>
      </footer>
    </article>
  );
}
