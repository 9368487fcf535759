import { writeFile } from 'node:fs/promises';
import { createConnection as connectTo } from 'node:net';
import { join } from 'node:path';
import type { BrowserWindow, Dialog, WebContents, WebContentsPrintOptions } from 'electron';
import { z } from 'zod';
import type { Reply } from '../../shared/api/reply.ts';
import { PRINT_KINDS, SHEETS, type Sheet } from '../../shared/print/contract.ts';
import type { Connection } from '../engine/engine.ts';
import type { Paper } from './ipc-host.ts';
import { saveCalendarFile, saveRefusedFile } from './text-file.ts';

/** What the page asks to be printed or kept: no text of its own gets into a file name or to a printer's address. */
const sheetSchema = z.enum(SHEETS);
const pdfSchema = z
  .object({ kind: z.enum([...PRINT_KINDS, 'recovery-sheet', 'sheet']), sheet: sheetSchema })
  .strict();
const labelSchema = z.object({ visitId: z.string().max(64), copies: z.number() }).strict();
const jobSchema = z.object({ patientId: z.string(), address: z.string(), zpl: z.string() });

/** Microns, as Electron asks for a paper that has no name. */
const LABEL_SIZE = { width: 57_150, height: 31_750 };
const PAGE_SIZES: Readonly<Record<Sheet, NonNullable<WebContentsPrintOptions['pageSize']>>> = {
  letter: 'Letter',
  a4: 'A4',
  label: LABEL_SIZE,
};

/** How long a label printer may take to answer, in milliseconds. */
const LABEL_PATIENCE = 5000;
/** The port where label printers take ZPL as it is. */
const RAW_PORT = 9100;

/** Everything one window may do with paper and files. `documents` is the folder that the file dialog opens in. */
export function paperOf(
  window: BrowserWindow,
  dialog: Pick<Dialog, 'showSaveDialog'>,
  documents: string,
  connection: Pick<Connection, 'call'>,
): Paper {
  return {
    print: (sheet) => printWindow(window.webContents, sheet),
    savePdf: (asked) => savePdf(window, dialog, documents, asked),
    printLabel: (asked) => printLabel(connection, asked),
    saveCalendar: (asked) => saveCalendarFile(window, dialog, documents, connection, asked),
    saveRefused: (asked) => saveRefusedFile(window, dialog, documents, connection, asked),
  };
}

/** Prints what the window shows through the printer dialog of the OS; the page's print styles lay the sheet out. */
export function printWindow(contents: Pick<WebContents, 'print'>, sheet: unknown): Promise<Reply> {
  const paper = sheetSchema.safeParse(sheet);
  if (!paper.success) return Promise.resolve(notUnderstood());
  return new Promise((resolve) => {
    const options: WebContentsPrintOptions = {
      silent: false,
      printBackground: true,
      margins: { marginType: 'none' },
      pageSize: PAGE_SIZES[paper.data],
    };
    contents.print(options, (success, failureReason) => {
      // A person who closes the dialog has decided, nothing has failed.
      if (success || /cancel/i.test(failureReason)) resolve({ ok: true, value: { printed: success } });
      else resolve(printerFailed());
    });
  });
}

/** Keeps what the window shows as a PDF where the person says. The proposed name tells what it is, never of whom. */
export async function savePdf(
  window: BrowserWindow,
  dialog: Pick<Dialog, 'showSaveDialog'>,
  documentsFolder: string,
  asked: unknown,
): Promise<Reply> {
  const parsed = pdfSchema.safeParse(asked);
  if (!parsed.success) return notUnderstood();
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(documentsFolder, `${parsed.data.kind}.pdf`),
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
  });
  if (canceled || filePath === '') return { ok: true, value: { saved: false } };
  try {
    const bytes = await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true });
    await writeFile(filePath, bytes, { mode: 0o600 });
  } catch {
    return failure('pdf', 'The file could not be written there. Choose another folder and save again.');
  }
  return { ok: true, value: { saved: true } };
}

/**
 * Sends a visit's label to this desk's label printer. Both the bytes and the address come from the engine, which has
 * checked who asks: the page names the visit and nothing else.
 */
export async function printLabel(connection: Pick<Connection, 'call'>, asked: unknown): Promise<Reply> {
  const parsed = labelSchema.safeParse(asked);
  if (!parsed.success) return notUnderstood();
  const answer = await connection.call('print.labelJob', { input: parsed.data });
  if (!answer.ok) return answer;
  const { patientId, address, zpl } = jobSchema.parse(answer.value);
  try {
    await sendRaw(address, zpl);
  } catch {
    return failure(
      'label-printer',
      'The label printer did not answer. Check that it is on and has labels, or print the label as a page.',
    );
  }
  return { ok: true, value: { printed: true, patientId } };
}

/** Writes text to a raw printer port; `address` is `host` or `host:port`. Rejects when it cannot be delivered whole. */
export function sendRaw(address: string, text: string): Promise<void> {
  const [, host = address, port] = /^(.*?)(?::(\d{1,5}))?$/.exec(address) ?? [];
  return new Promise((resolve, reject) => {
    const socket = connectTo({ host, port: port === undefined ? RAW_PORT : Number(port) });
    socket.setTimeout(LABEL_PATIENCE, () => socket.destroy(new Error('the printer did not answer in time')));
    socket.once('error', reject);
    // The printer hangs up after ours: only then it has taken everything.
    socket.once('close', (hadError) => (hadError ? undefined : resolve()));
    socket.end(text, 'utf8');
    socket.resume();
  });
}

function printerFailed(): Reply {
  return failure(
    'printer',
    'The printer did not take this. Check that it is on and has paper, then print again.',
  );
}

function notUnderstood(): Reply {
  return {
    ok: false,
    error: { code: 'invalid', message: 'This cannot be printed.', retryable: false, ref: 'shell' },
  };
}

function failure(code: string, message: string): Reply {
  return { ok: false, error: { code, message, retryable: true, ref: 'shell' } };
}
