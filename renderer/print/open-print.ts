import { create } from 'zustand';
import type { PatientId, SignatureId, TenderId, VisitId } from '../../shared/kernel/ids.ts';
import type { DayPaper } from '../../shared/print/contract.ts';

/** One thing to print, named by ids only; the pages ask for what stands on them. */
export type PrintDocument =
  | { readonly kind: 'label'; readonly visitId: VisitId }
  | { readonly kind: 'routing-slip'; readonly visitId: VisitId }
  | { readonly kind: 'receipt'; readonly tenderId: TenderId }
  | { readonly kind: 'face-sheet'; readonly patientId: PatientId }
  /** For paper: filled in with what is known of the patient, or empty where there is none. */
  | {
      readonly kind: 'check-in-form';
      readonly patientId: PatientId | null;
      readonly language?: 'en' | 'es' | undefined;
    }
  | { readonly kind: 'consent'; readonly signatureId: SignatureId }
  /** A day of the calendar. */
  | DayPaper;

interface PrintState {
  readonly document: PrintDocument | null;
}

/** What lies in the print preview. */
export const usePrint = create<PrintState>()(() => ({ document: null }));

/** Shows the pages of a document over the window, ready to print. */
export function openPrint(document: PrintDocument): void {
  usePrint.setState({ document });
}

/** Puts the preview away. */
export function closePrint(): void {
  usePrint.setState({ document: null });
}

/** True for a day of the calendar, which is about everybody on it. */
export function isDayPaper(document: PrintDocument): document is DayPaper {
  return 'day' in document;
}

/** What a document is about, as the engine knows it; null for an empty form, which is about nobody. */
export function subjectOf(document: Exclude<PrintDocument, DayPaper>): string | null {
  switch (document.kind) {
    case 'label':
    case 'routing-slip':
      return document.visitId;
    case 'receipt':
      return document.tenderId;
    case 'face-sheet':
    case 'check-in-form':
      return document.patientId;
    case 'consent':
      return document.signatureId;
  }
}
