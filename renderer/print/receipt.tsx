import type { OutputOf } from '../../shared/api/index.ts';
import type { Sheet } from '../../shared/print/contract.ts';
import { useFrame } from '../data/session.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Facts, PracticePages } from './practice-pages.tsx';

interface ReceiptProps {
  readonly receipt: OutputOf<'cash.receipt'>;
  readonly sheet: Sheet;
  /** How often it was printed before: the first is the receipt, every other one says that it is a copy. */
  readonly printedBefore: number;
}

/** The printed page of one payment. */
export function Receipt({ receipt, sheet, printedBefore }: ReceiptProps) {
  const { visits, pages } = useStrings();
  const { print } = visits;
  const formats = useFormats();
  const frame = useFrame().data;
  if (frame === undefined) return null;
  const { tender } = receipt;
  const isVoid = tender.voided || tender.voids !== null;
  const amount = formats.money(tender.amountCents);
  const struck = tender.voided ? 'page-table__struck' : undefined;
  return (
    <PracticePages
      sheet={sheet}
      title={print.title}
      label={`${print.title} ${tender.receiptNumber}`}
      aside={
        <>
          <p className="page-head__number">{tender.receiptNumber}</p>
          <p>{formats.dateTime(tender.takenAt, frame.zone)}</p>
        </>
      }
      parts={[
        ...(printedBefore === 0
          ? []
          : [
              <p className="page-stamp" key="copy">
                {pages.copy(printedBefore)}
              </p>,
            ]),
        ...(isVoid
          ? [
              <div className="page-stamp page-stamp--void" key="void">
                <strong>{print.void}</strong>
                <span>
                  {receipt.voidsReceiptNumber === null
                    ? print.voidedLine
                    : print.voids(receipt.voidsReceiptNumber)}
                </span>
              </div>,
            ]
          : []),
        <Facts
          key="facts"
          facts={[
            [print.patient, `${receipt.patientName} (${visits.mrn(receipt.mrn)})`],
            [print.visit, `${formats.dayLong(receipt.visitDay)}, ${receipt.visitDay.slice(0, 4)}`],
            ...(receipt.providerName === '' ? [] : [[print.provider, receipt.providerName] as const]),
            [print.paidBy, visits.tenders[tender.kind]],
            ...(tender.reference === '' ? [] : [[print.reference[tender.kind], tender.reference] as const]),
            [print.takenBy, `${tender.takenBy}, ${receipt.deskName}`],
          ]}
        />,
        <table className="page-table page-table--money" key="lines">
          <thead>
            <tr>
              <th scope="col">{print.what}</th>
              <th scope="col">{print.amount}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td>{visits.purposes[tender.purpose]}</td>
              <td className={struck}>{amount}</td>
            </tr>
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{tender.amountCents < 0 ? print.totalReturned : print.total}</th>
              <td className={struck}>{amount}</td>
            </tr>
          </tfoot>
        </table>,
        ...(isVoid ? [] : [<p key="thanks">{print.thanks}</p>]),
      ]}
    />
  );
}
