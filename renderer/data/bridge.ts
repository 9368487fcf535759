import type { CommandName, InputOf, OutputOf, QueryName } from '../../shared/api/index.ts';
import type { ApiError, Envelope, Reply } from '../../shared/api/reply.ts';
import type { Topic } from '../../shared/api/topics.ts';
import type { EntryInput, EntryMethod, EntryOutput } from '../../shared/entry/contract.ts';
import { type OperationId, uuidV7, type VisitId } from '../../shared/kernel/ids.ts';
import type { PrintKind, Sheet } from '../../shared/print/contract.ts';
import { failureIn, fieldFailuresIn } from '../strings/failures.ts';
import { engineNow } from './engine-time.ts';
import { usePreferences } from './preferences.ts';

/** The facts of one commit, as the engine announces them. */
export interface TopicsEvent {
  readonly topics: readonly Topic[];
  readonly revision: number;
}

/** What the preload hands to the page. */
export interface DeskBridge {
  readonly call: Readonly<Record<string, (envelope: Envelope) => Promise<Reply>>>;
  readonly onTopics: (listener: (event: TopicsEvent) => void) => () => void;
  readonly onLock: (listener: () => void) => () => void;
  readonly print: (sheet: Sheet) => Promise<Reply>;
  readonly savePdf: (asked: { readonly kind: PdfKind; readonly sheet: Sheet }) => Promise<Reply>;
  readonly printLabel: (asked: { readonly visitId: VisitId; readonly copies: number }) => Promise<Reply>;
  readonly saveCalendar: (asked: InputOf<'exports.calendar'>) => Promise<Reply>;
  readonly saveRefused: () => Promise<Reply>;
  readonly host: 'electron' | 'chromium';
}

declare global {
  interface Window {
    readonly desk: DeskBridge;
  }
}

/** An answer that the engine refused, or that never came; `message` says what to do and holds no patient data. */
export class ApiFailure extends Error implements ApiError {
  readonly code: string;
  readonly fields: Readonly<Record<string, string>> | undefined;
  readonly retryable: boolean;
  readonly ref: string;

  constructor(error: ApiError) {
    const { language } = usePreferences.getState();
    super(failureIn(language, error));
    this.name = 'ApiFailure';
    this.code = error.code;
    this.fields = fieldFailuresIn(language, error.fields);
    this.retryable = error.retryable;
    this.ref = error.ref;
  }
}

/** An operation id of this moment. Make it when the user acts, not when the change is sent. */
export function newOperationId(): OperationId {
  return uuidV7<OperationId>(Math.trunc(engineNow()), crypto.getRandomValues(new Uint8Array(10)));
}

/** Asks the engine. Throws an ApiFailure. */
export async function ask<Name extends QueryName>(
  method: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  return (await send(method, { input })) as OutputOf<Name>;
}

/** Tells the engine to change something, once per operation id. Throws an ApiFailure. */
export async function tell<Name extends CommandName>(
  method: Name,
  input: InputOf<Name>,
  operationId: OperationId = newOperationId(),
): Promise<OutputOf<Name>> {
  return (await send(method, { operationId, input })) as OutputOf<Name>;
}

/** What a file with a page in it may be called. */
export type PdfKind = PrintKind | 'recovery-sheet' | 'sheet';

/** Prints what the print style sheets leave of the window; false when the person closed the dialog. Throws an ApiFailure. */
export async function printWindow(sheet: Sheet): Promise<boolean> {
  const { printed } = unwrap(await window.desk.print(sheet)) as { printed: boolean };
  return printed;
}

/** Saves the same pages as a PDF; false when the person closed the dialog. Throws an ApiFailure. */
export async function savePdf(kind: PdfKind, sheet: Sheet): Promise<boolean> {
  const { saved } = unwrap(await window.desk.savePdf({ kind, sheet })) as { saved: boolean };
  return saved;
}

/** Sends a visit's labels to this desk's label printer. Throws an ApiFailure. */
export async function printLabels(visitId: VisitId, copies: number): Promise<void> {
  unwrap(await window.desk.printLabel({ visitId, copies }));
}

/** Saves a provider's visits as a calendar file; null when the person closed the dialog, else how many visits. Throws an ApiFailure. */
export async function saveCalendarFile(asked: InputOf<'exports.calendar'>): Promise<number | null> {
  return savedCount(await window.desk.saveCalendar(asked));
}

/** Saves what the EHR refused as a file; null when the person closed the dialog, else how many records. Throws an ApiFailure. */
export async function saveRefusedFile(): Promise<number | null> {
  return savedCount(await window.desk.saveRefused());
}

function savedCount(reply: Reply): number | null {
  const { saved, count } = unwrap(reply) as { readonly saved: boolean; readonly count: number };
  return saved ? count : null;
}

/** Asks or tells the door, which answers before a practice is open. Throws an ApiFailure. */
export async function callEntry<Name extends EntryMethod>(
  method: Name,
  input: EntryInput<Name>,
): Promise<EntryOutput<Name>> {
  return (await send(method, { input })) as EntryOutput<Name>;
}

/** Hears every commit; answers how to stop hearing. */
export function onTopics(listener: (event: TopicsEvent) => void): () => void {
  return window.desk.onTopics(listener);
}

/** Hears that the machine locked or slept; answers how to stop hearing. */
export function onLock(listener: () => void): () => void {
  return window.desk.onLock(listener);
}

const UNREACHABLE: ApiError = {
  code: 'desk/unreachable',
  message: 'The desk did not answer. Try again; if it stays so, close the window and open it again.',
  retryable: true,
  ref: '',
};

async function send(method: string, envelope: Envelope): Promise<unknown> {
  const call = window.desk.call[method];
  if (call === undefined) throw new ApiFailure(UNREACHABLE);
  const reply = await call(envelope).catch((): Reply => ({ ok: false, error: UNREACHABLE }));
  return unwrap(reply);
}

function unwrap(reply: Reply): unknown {
  if (!reply.ok) throw new ApiFailure(reply.error);
  return reply.value;
}
