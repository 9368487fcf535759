import type { Tender } from '../../shared/cash/contract.ts';
import type { TenderId } from '../../shared/kernel/ids.ts';
import { formatCents } from '../../shared/kernel/money.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button, MoneyText, Pill } from '../ui/controls.tsx';
import { IconPrinter } from '../ui/icons.ts';
import { useChangeGiven } from './change-given.ts';

interface PaymentListProps {
  readonly tenders: readonly Tender[];
  readonly zone: string;
  readonly onPrint: (tenderId: TenderId) => void;
}

/** The payments of a visit with their receipts; what was voided stays and says so. */
export function PaymentList({ tenders, zone, onPrint }: PaymentListProps) {
  const { visits } = useStrings();
  const formats = useFormats();
  const changeGiven = useChangeGiven();
  const how = (tender: Tender): string => {
    const change = changeGiven(tender.id);
    if (tender.reference !== '') return visits.tenderReference(tender.kind, tender.reference);
    const kind = visits.tenders[tender.kind].toLowerCase();
    return change === undefined ? kind : `${kind}, ${visits.changeGiven(formatCents(change))}`;
  };
  return (
    <ul className="payments">
      {tenders.map((tender) => (
        <li key={tender.id} className="payments__line">
          <span className="payments__what">
            {visits.purposes[tender.purpose]}, {how(tender)}
            <span className="muted small tabular">
              {tender.receiptNumber} · {formats.time(tender.takenAt, zone)} {tender.takenBy}
            </span>
          </span>
          {tender.voided ? <Pill tone="bad">{visits.voidMark}</Pill> : null}
          {tender.voids === null ? null : (
            <Pill tone="neutral">{visits.voidsMark(receiptOf(tenders, tender.voids))}</Pill>
          )}
          <MoneyText amount={tender.amountCents} />
          <Button
            small
            look="quiet"
            aria-label={`${visits.printReceipt} ${tender.receiptNumber}`}
            icon={<IconPrinter size={16} aria-hidden="true" />}
            onClick={() => onPrint(tender.id)}
          />
        </li>
      ))}
    </ul>
  );
}

function receiptOf(tenders: readonly Tender[], id: TenderId): string {
  return tenders.find((tender) => tender.id === id)?.receiptNumber ?? '';
}
