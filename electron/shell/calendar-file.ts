import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import { z } from 'zod';
import type { Reply } from '../../shared/api/reply.ts';
import { calendarFileSchema } from '../../shared/exports/contract.ts';
import type { Connection } from '../engine/engine.ts';

const answerSchema = z.object({ text: z.string(), visits: z.number() });

/**
 * Keeps a provider's visits as a calendar file where the person says. The text comes from the engine, which has checked who
 * asks and writes down that it left: the page says whose and which days, and nothing else. It is asked for once there is a
 * place for it, so that a dialog that is closed discloses nothing.
 */
export async function saveCalendarFile(
  window: BrowserWindow,
  dialog: Pick<Dialog, 'showSaveDialog'>,
  documentsFolder: string,
  connection: Pick<Connection, 'call'>,
  asked: unknown,
): Promise<Reply> {
  const parsed = calendarFileSchema.safeParse(asked);
  if (!parsed.success) return failure('invalid', 'This cannot be saved.', false);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    // Of whom it is stands in it, not over it.
    defaultPath: join(documentsFolder, 'calendar.ics'),
    filters: [{ name: 'iCalendar', extensions: ['ics'] }],
  });
  if (canceled || filePath === '') return { ok: true, value: { saved: false, visits: 0 } };
  const answer = await connection.call('exports.calendar', { input: parsed.data });
  if (!answer.ok) return answer;
  const { text, visits } = answerSchema.parse(answer.value);
  try {
    await writeFile(filePath, text, { mode: 0o600 });
  } catch {
    return failure(
      'file',
      'The file could not be written there. Choose another folder and save again.',
      true,
    );
  }
  return { ok: true, value: { saved: true, visits } };
}

function failure(code: string, message: string, retryable: boolean): Reply {
  return { ok: false, error: { code, message, retryable, ref: 'shell' } };
}
