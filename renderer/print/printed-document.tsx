import type { ReactNode } from 'react';
import type { PatientId } from '../../shared/kernel/ids.ts';
import type { Language } from '../../shared/kernel/time.ts';
import type { DayPaper, Sheet } from '../../shared/print/contract.ts';
import type { ApiFailure } from '../data/bridge.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';
import { EmptyState, ErrorState, Skeleton } from '../ui/feedback.tsx';
import { CheckInForm } from './check-in-form.tsx';
import { ConsentPage } from './consent-page.tsx';
import { DayPages } from './day-pages.tsx';
import { FaceSheet } from './face-sheet.tsx';
import { LabelPage } from './label-page.tsx';
import type { PrintDocument } from './open-print.ts';
import { Receipt } from './receipt.tsx';
import { RoutingSlip } from './routing-slip.tsx';

interface PrintedDocumentProps {
  readonly document: PrintDocument;
  readonly sheet: Sheet;
  readonly language: Language;
}

/** The pages of a document, or what stands in their place until they can be shown. */
export function PrintedDocument({ document, sheet, language }: PrintedDocumentProps) {
  switch (document.kind) {
    case 'label':
      return <OfVisit document={document} page={<LabelPage visitId={document.visitId} />} />;
    case 'routing-slip':
      return <OfVisit document={document} page={<RoutingSlip visitId={document.visitId} sheet={sheet} />} />;
    case 'receipt':
      return <ReceiptPages document={document} sheet={sheet} />;
    case 'face-sheet':
      return (
        <OfPatient
          patientId={document.patientId}
          page={<FaceSheet patientId={document.patientId} sheet={sheet} />}
        />
      );
    case 'check-in-form':
      return <CheckInForm patientId={document.patientId} sheet={sheet} language={language} />;
    case 'consent':
      return <ConsentPages document={document} sheet={sheet} />;
    default:
      return <DayOnPaper paper={document} sheet={sheet} />;
  }
}

function ReceiptPages({
  document,
  sheet,
}: {
  readonly document: Extract<PrintDocument, { kind: 'receipt' }>;
  readonly sheet: Sheet;
}) {
  const { tenderId } = document;
  const receipt = useDeskQuery('cash.receipt', { tenderId });
  const copies = useDeskQuery('print.copies', { kind: 'receipt', subjectId: tenderId });
  if (receipt.data === undefined || copies.data === undefined)
    return <Waiting failure={receipt.error ?? copies.error} onRetry={() => void receipt.refetch()} />;
  return <Receipt receipt={receipt.data} sheet={sheet} printedBefore={copies.data.count} />;
}

function ConsentPages({
  document,
  sheet,
}: {
  readonly document: Extract<PrintDocument, { kind: 'consent' }>;
  readonly sheet: Sheet;
}) {
  const query = useDeskQuery('consents.document', { signatureId: document.signatureId });
  return query.data === undefined ? (
    <Waiting failure={query.error} onRetry={() => void query.refetch()} />
  ) : (
    <ConsentPage signed={query.data} sheet={sheet} />
  );
}

function DayOnPaper({ paper, sheet }: { readonly paper: DayPaper; readonly sheet: Sheet }) {
  const query = useDeskQuery('print.day', paper);
  return query.data === undefined ? (
    <Waiting failure={query.error} onRetry={() => void query.refetch()} />
  ) : (
    <DayPages paper={paper} told={query.data} sheet={sheet} />
  );
}

interface Waited {
  readonly page: ReactNode;
}

function OfVisit({
  document,
  page,
}: Waited & { readonly document: Extract<PrintDocument, { kind: 'label' | 'routing-slip' }> }) {
  const query = useDeskQuery('visits.panel', { visitId: document.visitId });
  return query.data === undefined ? (
    <Waiting failure={query.error} onRetry={() => void query.refetch()} />
  ) : (
    page
  );
}

function OfPatient({ patientId, page }: Waited & { readonly patientId: PatientId }) {
  const query = useDeskQuery('patients.chart', { patientId });
  return query.data === undefined ? (
    <Waiting failure={query.error} onRetry={() => void query.refetch()} />
  ) : (
    page
  );
}

function Waiting({
  failure,
  onRetry,
}: {
  readonly failure: ApiFailure | null;
  readonly onRetry: () => void;
}) {
  const { pages } = useStrings();
  if (failure === null) return <Skeleton />;
  return failure.retryable ? (
    <ErrorState failure={failure} onRetry={onRetry} />
  ) : (
    <EmptyState title={pages.nothing} text={failure.message} />
  );
}
