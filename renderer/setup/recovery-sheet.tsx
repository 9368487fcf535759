import '../print/preview.css';
import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { ApiFailure, printWindow, savePdf } from '../data/bridge.ts';
import { useNow } from '../data/clock.ts';
import { Sheets } from '../print/sheets.tsx';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { IconFileDownload, IconPrinter } from '../ui/icons.ts';
import { Overlay } from '../ui/overlay.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';

interface RecoverySheetProps {
  readonly code: string;
  readonly practice: string;
  readonly paper: 'letter' | 'a4';
  readonly zone: string;
  readonly onClose: () => void;
}

/** The sheet as it prints. It is the only paper that opens the practice, so it says how to keep it. */
export function RecoverySheetPreview({ code, practice, paper, zone, onClose }: RecoverySheetProps) {
  const { setup, common } = useStrings();
  const words = setup.sheet;
  const now = useNow();
  const { dateTime } = useFormats();
  const [failure, setFailure] = useState<string | null>(null);
  const attempt = (work: () => Promise<unknown>): void => {
    setFailure(null);
    work().catch((error: unknown) =>
      setFailure(error instanceof ApiFailure ? error.message : common.somethingWrong),
    );
  };
  const print = (): void => attempt(() => printWindow(paper));
  const save = (): void => attempt(() => savePdf('recovery-sheet', paper));
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => bar.current?.querySelector<HTMLButtonElement>('.button--primary')?.focus(), []);
  useShortcuts('overlay', { 'Ctrl+P': print, 'Ctrl+S': save });
  return createPortal(
    <Overlay label={words.preview} className="print-preview" onClose={onClose}>
      <div className="print-preview__bar" ref={bar}>
        <span>{words.preview}</span>
        <Button look="quiet" shortcut="Escape" onClick={onClose}>
          {words.close}
        </Button>
        <Button shortcut="Ctrl+S" icon={<IconFileDownload size={16} aria-hidden="true" />} onClick={save}>
          {words.savePdf}
        </Button>
        <Button
          look="primary"
          shortcut="Ctrl+P"
          icon={<IconPrinter size={16} aria-hidden="true" />}
          onClick={print}
        >
          {words.print}
        </Button>
      </div>
      {failure === null ? null : <Notice tone="bad">{failure}</Notice>}
      <Sheets
        sheet={paper}
        label={words.title}
        header={() => <h2 className="recovery__title">{words.title}</h2>}
        parts={[
          <p key="practice" className="recovery__practice">
            {words.for}: <strong>{practice}</strong>
          </p>,
          <div key="code" className="recovery__box">
            <p>{words.code}</p>
            <p className="recovery__code">
              {code.split('-').map((group, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a group is its place
                <span key={index}>
                  <small>{index + 1}</small>
                  {group}
                </span>
              ))}
            </p>
            <p>{words.signs}</p>
          </div>,
          <ul key="what" className="recovery__points">
            {[words.what, words.keep, words.when, words.never].map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>,
        ]}
        footer={() => (
          <div className="recovery__foot">
            <span>{words.printed(dateTime(now, zone))}</span>
            <span>{words.page}</span>
          </div>
        )}
      />
    </Overlay>,
    document.body,
  );
}
