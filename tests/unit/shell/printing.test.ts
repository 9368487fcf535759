import type { WebContents } from 'electron';
import { expect, test } from 'vitest';
import { printWindow } from '../../../electron/shell/printing.ts';

const printer = (success: boolean, reason: string) => {
  const print: WebContents['print'] = (_options, done) => done?.(success, reason);
  return printWindow({ print });
};

test('a sheet printed and a dialog closed are both decisions; a printer that fails says what to do', async () => {
  expect(await printer(true, '')).toEqual({ ok: true, value: { printed: true } });
  expect(await printer(false, 'Print job canceled')).toEqual({ ok: true, value: { printed: false } });
  expect(await printer(false, 'Invalid printer settings')).toMatchObject({
    ok: false,
    error: { code: 'printer', retryable: true, message: expect.stringContaining('print again') },
  });
});
