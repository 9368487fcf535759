import './preview.css';
import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { VisitId } from '../../shared/kernel/ids.ts';
import type { Language } from '../../shared/kernel/time.ts';
import type { Sheet } from '../../shared/print/contract.ts';
import { ApiFailure, printLabels, printWindow, savePdf } from '../data/bridge.ts';
import { usePreferences } from '../data/preferences.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useFrame } from '../data/session.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { IconFileDownload, IconPrinter, IconTag } from '../ui/icons.ts';
import { Overlay } from '../ui/overlay.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { closePrint, isDayPaper, type PrintDocument, subjectOf, usePrint } from './open-print.ts';
import { PrintedDocument } from './printed-document.tsx';

/** Whatever was asked to be printed, over the window until it is put away. */
export function PrintHost() {
  const document = usePrint((state) => state.document);
  useEffect(() => closePrint, []);
  return document === null ? null : <PrintPreview key={JSON.stringify(document)} document={document} />;
}

/** The pages as they print; the print styles leave nothing else of the window on the paper. */
function PrintPreview({ document: printed }: { readonly document: PrintDocument }) {
  const { pages, common } = useStrings();
  const frame = useFrame().data;
  const spoken = usePreferences(({ language }) => language);
  const [paper, setPaper] = useState<Sheet | null>(null);
  const [language, setLanguage] = useState<Language>(
    (printed.kind === 'check-in-form' ? printed.language : undefined) ?? spoken,
  );
  const [said, setSaid] = useState<{ readonly tone: 'bad' | 'info'; readonly text: string } | null>(null);
  const [labels, setLabels] = useState(2);
  const [busy, setBusy] = useState(false);
  const note = useDeskCommand('print.note');
  const noteDay = useDeskCommand('print.noteDay');
  const sheet: Sheet = printed.kind === 'label' ? 'label' : (paper ?? frame?.paper ?? 'letter');

  const writeDown = async (destination: 'printer' | 'pdf' | 'label-printer'): Promise<void> => {
    if (isDayPaper(printed)) {
      if (destination !== 'label-printer') await noteDay.run({ paper: printed, destination });
      return;
    }
    const subjectId = subjectOf(printed);
    if (subjectId !== null) await note.run({ kind: printed.kind, subjectId, destination });
  };
  const act = async (
    destination: 'printer' | 'pdf' | 'label-printer',
    work: () => Promise<boolean>,
    done?: string,
  ): Promise<void> => {
    // Pages that are still being asked for are not printed as the empty box that stands in their place.
    if (busy || document.querySelector('.sheet[aria-label]') === null) return;
    setBusy(true);
    setSaid(null);
    try {
      const went = await work();
      if (went) await writeDown(destination);
      if (went && done !== undefined) setSaid({ tone: 'info', text: done });
    } catch (error) {
      setSaid({ tone: 'bad', text: error instanceof ApiFailure ? error.message : common.somethingWrong });
    }
    setBusy(false);
  };
  const print = (): void => void act('printer', () => printWindow(sheet));
  const save = (): void => void act('pdf', () => savePdf(printed.kind, sheet), pages.saved);
  const send = (visitId: VisitId): void =>
    void act(
      'label-printer',
      async () => {
        await printLabels(visitId, labels);
        return true;
      },
      pages.labelsSent(labels),
    );

  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A dialog gives the keyboard to its first control; here the one that prints comes last.
    bar.current?.querySelector<HTMLButtonElement>('.button--primary')?.focus();
  }, []);
  useShortcuts('overlay', { 'Ctrl+P': print, 'Ctrl+S': save });
  const title = pages.preview(pages.kinds[printed.kind]);
  return createPortal(
    <Overlay label={title} className="print-preview" onClose={closePrint}>
      <div className="print-preview__bar" ref={bar}>
        <span>{title}</span>
        {printed.kind === 'check-in-form' ? (
          <label>
            <span className="visually-hidden">{pages.formLanguage}</span>
            <select
              value={language}
              onChange={(event) => setLanguage(event.target.value === 'es' ? 'es' : 'en')}
            >
              <option value="en">{pages.languages.en}</option>
              <option value="es">{pages.languages.es}</option>
            </select>
          </label>
        ) : null}
        {printed.kind === 'label' ? (
          <>
            <label className="print-preview__copies">
              {pages.copies}
              <input
                type="number"
                min={1}
                max={20}
                value={labels}
                onChange={(event) =>
                  setLabels(Math.min(20, Math.max(1, Math.trunc(Number(event.target.value)) || 1)))
                }
              />
            </label>
            <Button
              icon={<IconTag size={16} aria-hidden="true" />}
              disabled={busy}
              onClick={() => send(printed.visitId)}
            >
              {pages.labels(labels)}
            </Button>
          </>
        ) : (
          <label>
            <span className="visually-hidden">{pages.paper}</span>
            <select
              value={sheet}
              onChange={(event) => setPaper(event.target.value === 'a4' ? 'a4' : 'letter')}
            >
              <option value="letter">{pages.papers.letter}</option>
              <option value="a4">{pages.papers.a4}</option>
            </select>
          </label>
        )}
        <Button look="quiet" shortcut="Escape" onClick={closePrint}>
          {pages.close}
        </Button>
        <Button
          shortcut="Ctrl+S"
          icon={<IconFileDownload size={16} aria-hidden="true" />}
          disabled={busy}
          onClick={save}
        >
          {pages.savePdf}
        </Button>
        <Button
          look="primary"
          shortcut="Ctrl+P"
          icon={<IconPrinter size={16} aria-hidden="true" />}
          aria-disabled={busy}
          onClick={print}
        >
          {pages.print}
        </Button>
      </div>
      <div aria-live="polite">{said === null ? null : <Notice tone={said.tone}>{said.text}</Notice>}</div>
      <PrintedDocument document={printed} sheet={sheet} language={language} />
    </Overlay>,
    document.body,
  );
}
