import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow, WebContents } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { printLabel, printWindow, savePdf, sendRaw } from '../../../electron/shell/printing.ts';

const printer = (success: boolean, reason: string) => {
  const print: WebContents['print'] = (_options, done) => done?.(success, reason);
  return printWindow({ print }, 'letter');
};

test('a sheet printed and a dialog closed are both decisions; a printer that fails says what to do', async () => {
  expect(await printer(true, '')).toEqual({ ok: true, value: { printed: true } });
  expect(await printer(false, 'Print job canceled')).toEqual({ ok: true, value: { printed: false } });
  expect(await printer(false, 'Invalid printer settings')).toMatchObject({
    ok: false,
    error: { code: 'printer', retryable: true, message: expect.stringContaining('print again') },
  });
});

test('the paper is the one the page was laid out for, and a paper nobody knows is not printed', async () => {
  const print = vi.fn<WebContents['print']>((_options, done) => done?.(true, ''));
  await printWindow({ print }, 'a4');
  expect(print.mock.calls[0]?.[0]).toMatchObject({ pageSize: 'A4', margins: { marginType: 'none' } });
  await printWindow({ print }, 'label');
  expect(print.mock.calls[1]?.[0]).toMatchObject({ pageSize: { width: 57_150, height: 31_750 } });
  expect(await printWindow({ print }, { sheet: 'letter' })).toMatchObject({
    ok: false,
    error: { code: 'invalid' },
  });
  expect(print).toHaveBeenCalledTimes(2);
});

describe('a page kept as a PDF', () => {
  const window = { webContents: { printToPDF: async () => Buffer.from('%PDF') } } as unknown as BrowserWindow;
  const choosing = (filePath: string, canceled = false) => {
    const showSaveDialog = vi.fn(async () => ({ canceled, filePath }));
    return { showSaveDialog } as unknown as Parameters<typeof savePdf>[1] & {
      showSaveDialog: typeof showSaveDialog;
    };
  };

  test('lies where the person says, under a name that tells what it is and not of whom', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'anteroom-pdf-'));
    const dialog = choosing(join(folder, 'mine.pdf'));
    const saved = await savePdf(window, dialog, '/documents', { kind: 'face-sheet', sheet: 'letter' });
    expect(saved).toEqual({ ok: true, value: { saved: true } });
    expect(readFileSync(join(folder, 'mine.pdf'), 'utf8')).toBe('%PDF');
    expect(dialog.showSaveDialog.mock.calls[0]).toMatchObject([
      window,
      { defaultPath: join('/documents', 'face-sheet.pdf') },
    ]);
    rmSync(folder, { recursive: true });
  });

  test('is not written when the dialog is closed, and a folder that refuses says what to do', async () => {
    const asked = { kind: 'receipt', sheet: 'letter' };
    expect(await savePdf(window, choosing('', true), '/documents', asked)).toEqual({
      ok: true,
      value: { saved: false },
    });
    expect(await savePdf(window, choosing('/nowhere/there/x.pdf'), '/documents', asked)).toMatchObject({
      ok: false,
      error: { code: 'pdf', message: expect.stringContaining('another folder') },
    });
    const named = { kind: '../../Smith', sheet: 'letter' };
    expect(await savePdf(window, choosing('/tmp/x.pdf'), '/documents', named)).toMatchObject({
      ok: false,
      error: { code: 'invalid' },
    });
  });
});

describe('a label', () => {
  const visitId = '00000008-0000-7000-8000-000000000001';

  /** A printer that keeps what it gets until the other side hangs up. */
  async function labelPrinter(): Promise<{ address: string; received: Promise<string>; close(): void }> {
    let tell: (text: string) => void = () => undefined;
    const received = new Promise<string>((resolve) => {
      tell = resolve;
    });
    const server = createServer((socket) => {
      const parts: Buffer[] = [];
      socket.on('data', (part) => void parts.push(part));
      socket.on('end', () => {
        tell(Buffer.concat(parts).toString('utf8'));
        socket.end();
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as { port: number };
    return { address: `127.0.0.1:${port}`, received, close: () => void server.close() };
  }

  test('reaches the printer that the engine names, whole, whatever the page says', async () => {
    const sink = await labelPrinter();
    const call = vi.fn(async () => ({
      ok: true as const,
      value: { patientId: visitId, address: sink.address, zpl: '^XA^FDñ^FS^XZ\n' },
    }));
    expect(await printLabel({ call }, { visitId, copies: 2 })).toMatchObject({ ok: true });
    expect(call).toHaveBeenCalledWith('print.labelJob', { input: { visitId, copies: 2 } });
    expect(await sink.received).toBe('^XA^FDñ^FS^XZ\n');
    expect(await printLabel({ call }, { visitId, copies: 1, address: 'elsewhere' })).toMatchObject({
      ok: false,
      error: { code: 'invalid' },
    });
    expect(call).toHaveBeenCalledTimes(1);
    sink.close();
  });

  test('that no printer takes says what to do; a refusal of the engine is passed on', async () => {
    const sink = await labelPrinter();
    sink.close();
    const offline = async () => ({
      ok: true as const,
      value: { patientId: visitId, address: sink.address, zpl: 'x' },
    });
    expect(await printLabel({ call: offline }, { visitId, copies: 1 })).toMatchObject({
      ok: false,
      error: { code: 'label-printer', retryable: true },
    });
    const refusal = {
      ok: false as const,
      error: { code: 'print/no-label-printer', message: '', retryable: false, ref: '' },
    };
    expect(await printLabel({ call: async () => refusal }, { visitId, copies: 1 })).toBe(refusal);
    await expect(sendRaw(sink.address, 'x')).rejects.toThrow();
  });
});
