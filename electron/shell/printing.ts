import type { WebContents } from 'electron';
import type { Reply } from '../../shared/api/reply.ts';

/** Prints what the window shows through the printer dialog of the OS; the page's print styles choose the sheet. */
export function printWindow(contents: Pick<WebContents, 'print'>): Promise<Reply> {
  return new Promise((resolve) => {
    contents.print({ silent: false, printBackground: true }, (success, failureReason) => {
      // A person who closes the dialog has decided, nothing has failed.
      if (success || /cancel/i.test(failureReason)) resolve({ ok: true, value: { printed: success } });
      else resolve(printerFailed());
    });
  });
}

function printerFailed(): Reply {
  const message = 'The printer did not take this. Check that it is on and has paper, then print again.';
  return { ok: false, error: { code: 'printer', message, retryable: true, ref: 'shell' } };
}
