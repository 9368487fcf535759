import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { expect, test, vi } from 'vitest';
import type { Connection } from '../../../electron/engine/engine.ts';
import { saveCalendarFile, saveRefusedFile } from '../../../electron/shell/text-file.ts';

const window = {} as BrowserWindow;
const asked = {
  providerId: '00000002-0000-7000-8000-000000000001',
  fromDay: '2026-03-10',
  untilDay: '2026-03-16',
  withNames: false,
  language: 'en',
};
const choosing = (filePath: string, canceled = false) => {
  const showSaveDialog = vi.fn(async (..._given: unknown[]) => ({ canceled, filePath }));
  return { showSaveDialog } as unknown as Parameters<typeof saveCalendarFile>[1] & {
    showSaveDialog: typeof showSaveDialog;
  };
};
const answering = () => ({
  call: vi.fn<Connection['call']>(async () => ({
    ok: true,
    value: { text: 'BEGIN:VCALENDAR\r\n', visits: 3 },
  })),
});

test('a calendar lies where the person says, for nobody else to read, under a name that is nobody’s', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-ics-'));
  const file = join(folder, 'mine.ics');
  const dialog = choosing(file);
  const engine = answering();
  expect(await saveCalendarFile(window, dialog, '/documents', engine, asked)).toEqual({
    ok: true,
    value: { saved: true, count: 3 },
  });
  expect(engine.call).toHaveBeenCalledWith('exports.calendar', { input: asked });
  expect(readFileSync(file, 'utf8')).toBe('BEGIN:VCALENDAR\r\n');
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(dialog.showSaveDialog.mock.calls[0]).toMatchObject([
    window,
    { defaultPath: join('/documents', 'calendar.ics') },
  ]);
  rmSync(folder, { recursive: true });
});

test('a dialog that is closed discloses nothing, and what the engine refuses is not written', async () => {
  const engine = answering();
  expect(await saveCalendarFile(window, choosing('', true), '/documents', engine, asked)).toMatchObject({
    ok: true,
    value: { saved: false },
  });
  expect(engine.call).not.toHaveBeenCalled();
  const error = { code: 'staff/not-allowed', message: 'No.', retryable: false, ref: '' };
  const refusing = { call: vi.fn<Connection['call']>(async () => ({ ok: false, error })) };
  expect(await saveCalendarFile(window, choosing('/nowhere/x.ics'), '/documents', refusing, asked)).toEqual({
    ok: false,
    error,
  });
});

test('a folder that refuses says what to do, and a text of the page’s own is never written', async () => {
  expect(
    await saveCalendarFile(window, choosing('/nowhere/x.ics'), '/documents', answering(), asked),
  ).toMatchObject({ ok: false, error: { code: 'file', message: expect.stringContaining('another folder') } });
  const engine = answering();
  const forged = { ...asked, text: 'BEGIN:VCALENDAR' };
  expect(await saveCalendarFile(window, choosing('/tmp/x.ics'), '/documents', engine, forged)).toMatchObject({
    ok: false,
    error: { code: 'invalid' },
  });
  expect(engine.call).not.toHaveBeenCalled();
});

test('what the server refused leaves under a name that is nobody’s, and the page has no say in what it is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-refused-'));
  const file = join(folder, 'refused.json');
  const dialog = choosing(file);
  const engine = {
    call: vi.fn<Connection['call']>(async () => ({ ok: true, value: { text: '{}', count: 2 } })),
  };
  expect(await saveRefusedFile(window, dialog, '/documents', engine, {})).toEqual({
    ok: true,
    value: { saved: true, count: 2 },
  });
  expect(engine.call).toHaveBeenCalledWith('sync.exportRefused', { input: {} });
  expect(readFileSync(file, 'utf8')).toBe('{}');
  expect(dialog.showSaveDialog.mock.calls[0]).toMatchObject([
    window,
    { defaultPath: join('/documents', 'refused-records.json') },
  ]);
  expect(await saveRefusedFile(window, dialog, '/documents', engine, { text: 'x' })).toMatchObject({
    ok: false,
    error: { code: 'invalid' },
  });
  rmSync(folder, { recursive: true });
});
