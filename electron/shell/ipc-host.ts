import { serialize } from 'node:v8';
import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import type { Reply } from '../../shared/api/reply.ts';
import type { Connection, Engine } from '../engine/engine.ts';
import {
  CALENDAR_FILE_CHANNEL,
  CALL_CHANNEL,
  DESK_ORIGIN,
  LABEL_CHANNEL,
  LOCK_CHANNEL,
  MAXIMUM_ENVELOPE_BYTES,
  MAXIMUM_PICTURE_BYTES,
  PDF_CHANNEL,
  PRINT_CHANNEL,
  REFUSED_FILE_CHANNEL,
  TOPICS_CHANNEL,
} from './channels.ts';

interface Desk {
  readonly ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>;
  readonly contents: Pick<WebContents, 'send' | 'isDestroyed'>;
  readonly engine: Pick<Engine, 'onTopics'>;
  readonly connection: Connection;
  readonly paper: Paper;
}

/** What the shell does with paper and files; each takes what the page asked for, unparsed. */
export interface Paper {
  print(sheet: unknown): Promise<Reply>;
  savePdf(asked: unknown): Promise<Reply>;
  printLabel(asked: unknown): Promise<Reply>;
  saveCalendar(asked: unknown): Promise<Reply>;
  saveRefused(asked: unknown): Promise<Reply>;
}

/**
 * Lets one window talk to the engine. Each message is checked before the engine sees it: who sent it, how
 * big it is, whether it is a call at all. Returns what ends the conversation.
 */
export function serveDesk({ ipcMain, contents, engine, connection, paper }: Desk): () => void {
  ipcMain.handle(CALL_CHANNEL, async (event, method: unknown, envelope: unknown): Promise<Reply> => {
    const refusal = refuseSender(event, contents) ?? refuseSize(envelope, mostOf(method));
    if (refusal !== undefined) return refusal;
    if (typeof method !== 'string') return failure('invalid', 'This call names no method.');
    return connection.call(method, envelope);
  });
  const onPaper = (channel: string, act: (asked: unknown) => Promise<Reply>): void =>
    ipcMain.handle(
      channel,
      async (event, asked: unknown): Promise<Reply> =>
        refuseSender(event, contents) ?? refuseSize(asked) ?? act(asked),
    );
  onPaper(PRINT_CHANNEL, paper.print);
  onPaper(PDF_CHANNEL, paper.savePdf);
  onPaper(LABEL_CHANNEL, paper.printLabel);
  onPaper(CALENDAR_FILE_CHANNEL, paper.saveCalendar);
  onPaper(REFUSED_FILE_CHANNEL, paper.saveRefused);
  const stopTopics = engine.onTopics((event) => {
    if (!contents.isDestroyed()) contents.send(TOPICS_CHANNEL, event);
  });
  return () => {
    stopTopics();
    ipcMain.removeHandler(CALL_CHANNEL);
    for (const channel of [
      PRINT_CHANNEL,
      PDF_CHANNEL,
      LABEL_CHANNEL,
      CALENDAR_FILE_CHANNEL,
      REFUSED_FILE_CHANNEL,
    ])
      ipcMain.removeHandler(channel);
    connection.dispose();
  };
}

/** Locks the session first and tells the window after, so that a window that does not listen is locked too. */
export function lockDesk(
  connection: Pick<Connection, 'lock'>,
  contents: Pick<WebContents, 'send' | 'isDestroyed'>,
): void {
  connection.lock();
  if (!contents.isDestroyed()) contents.send(LOCK_CHANNEL);
}

/** Only the main frame of our own window, while it shows our own page, is the desk. */
function refuseSender(
  event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>,
  contents: Pick<WebContents, 'send'>,
): Reply | undefined {
  const frame = event.senderFrame;
  if (event.sender === contents && frame !== null && frame.parent === null && isDeskAddress(frame.url))
    return undefined;
  return failure('forbidden', 'This call did not come from the desk.');
}

function isDeskAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return `${url.protocol}//${url.host}` === DESK_ORIGIN;
}

function mostOf(method: unknown): number {
  return method === 'scan.readBarcode' ? MAXIMUM_PICTURE_BYTES : MAXIMUM_ENVELOPE_BYTES;
}

function refuseSize(envelope: unknown, most = MAXIMUM_ENVELOPE_BYTES): Reply | undefined {
  let size: number;
  try {
    size = serialize(envelope).byteLength;
  } catch {
    return failure('invalid', 'This call cannot be read.');
  }
  return size > most ? failure('too-large', 'This is more than the desk takes at once.') : undefined;
}

function failure(code: string, message: string): Reply {
  return { ok: false, error: { code, message, retryable: false, ref: 'shell' } };
}
