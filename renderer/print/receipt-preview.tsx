import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { TenderId } from '../../shared/kernel/ids.ts';
import { ApiFailure, printWindow } from '../data/bridge.ts';
import { useNow } from '../data/clock.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useSession } from '../data/session.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { ErrorState, Notice, Skeleton } from '../ui/feedback.tsx';
import { IconPrinter } from '../ui/icons.ts';
import { Overlay } from '../ui/overlay.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { Receipt } from './receipt.tsx';

interface ReceiptPreviewProps {
  readonly tenderId: TenderId;
  readonly zone: string;
  readonly demo: boolean;
  readonly onClose: () => void;
}

/** The receipt as it prints, over the window; the print styles leave nothing else of the window on the paper. */
export function ReceiptPreview({ tenderId, zone, demo, onClose }: ReceiptPreviewProps) {
  const { visits, common } = useStrings();
  const query = useDeskQuery('cash.receipt', { tenderId });
  const session = useSession();
  const now = useNow();
  const [failure, setFailure] = useState<string | null>(null);
  const print = (): void => {
    if (query.data === undefined) return;
    setFailure(null);
    printWindow().catch((error: unknown) =>
      setFailure(error instanceof ApiFailure ? error.message : common.somethingWrong),
    );
  };
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A dialog gives the keyboard to its first button; here the one that prints comes last.
    bar.current?.querySelector<HTMLButtonElement>('.button--primary')?.focus();
  }, []);
  useShortcuts('overlay', { 'Ctrl+P': print });
  return createPortal(
    <Overlay label={visits.print.preview} className="print-preview" onClose={onClose}>
      <div className="print-preview__bar" ref={bar}>
        <span>{visits.print.preview}</span>
        <Button look="quiet" shortcut="Escape" onClick={onClose}>
          {visits.print.close}
        </Button>
        <Button
          look="primary"
          shortcut="Ctrl+P"
          icon={<IconPrinter size={16} aria-hidden="true" />}
          onClick={print}
        >
          {visits.print.print}
        </Button>
      </div>
      {failure === null ? null : <Notice tone="bad">{failure}</Notice>}
      {query.data !== undefined ? (
        <Receipt
          receipt={query.data}
          zone={zone}
          demo={demo}
          printedBy={session?.displayName ?? ''}
          printedAt={now}
        />
      ) : query.error === null ? (
        <Skeleton />
      ) : (
        <ErrorState failure={query.error} onRetry={() => void query.refetch()} />
      )}
    </Overlay>,
    document.body,
  );
}
