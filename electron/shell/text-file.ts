import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import { z } from 'zod';
import type { QueryName } from '../../shared/api/index.ts';
import type { Reply } from '../../shared/api/reply.ts';
import { calendarFileSchema } from '../../shared/exports/contract.ts';
import type { Connection } from '../engine/engine.ts';

/** A text that leaves the desk as a file. */
interface TextFile {
  /** The query that answers it; it checks who asks, and writes down that it left. */
  readonly method: QueryName;
  readonly input: z.ZodType;
  /** Of whom it is stands in it, not over it. */
  readonly name: string;
  readonly filter: { readonly name: string; readonly extensions: readonly string[] };
  /** Reads the answer, and how many things are in it. */
  readonly answer: z.ZodType<{ readonly text: string; readonly count: number }>;
}

const CALENDAR: TextFile = {
  method: 'exports.calendar',
  input: calendarFileSchema,
  name: 'calendar.ics',
  filter: { name: 'iCalendar', extensions: ['ics'] },
  answer: z
    .object({ text: z.string(), visits: z.number() })
    .transform(({ text, visits }) => ({ text, count: visits })),
};

const REFUSED: TextFile = {
  method: 'sync.exportRefused',
  input: z.object({}).strict(),
  name: 'refused-records.json',
  filter: { name: 'JSON', extensions: ['json'] },
  answer: z.object({ text: z.string(), count: z.number() }),
};

type Save = (
  window: BrowserWindow,
  dialog: Pick<Dialog, 'showSaveDialog'>,
  documentsFolder: string,
  connection: Pick<Connection, 'call'>,
  asked: unknown,
) => Promise<Reply>;

/** Keeps a provider's visits as a calendar file where the person says. */
export const saveCalendarFile: Save = saveAs(CALENDAR);
/** Keeps what the server refused as a file for those who look after it. */
export const saveRefusedFile: Save = saveAs(REFUSED);

/**
 * The text comes from the engine: the page says what of, and nothing else. It is asked for once there is a place for it, so
 * that a dialog that is closed discloses nothing.
 */
function saveAs({ method, input, name, filter, answer }: TextFile): Save {
  return async (window, dialog, documentsFolder, connection, asked) => {
    const parsed = input.safeParse(asked);
    if (!parsed.success) return failure('invalid', 'This cannot be saved.', false);
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      defaultPath: join(documentsFolder, name),
      filters: [{ name: filter.name, extensions: [...filter.extensions] }],
    });
    if (canceled || filePath === '') return { ok: true, value: { saved: false, count: 0 } };
    const reply = await connection.call(method, { input: parsed.data });
    if (!reply.ok) return reply;
    const { text, count } = answer.parse(reply.value);
    try {
      await writeFile(filePath, text, { mode: 0o600 });
    } catch {
      return failure(
        'file',
        'The file could not be written there. Choose another folder and save again.',
        true,
      );
    }
    return { ok: true, value: { saved: true, count } };
  };
}

function failure(code: string, message: string, retryable: boolean): Reply {
  return { ok: false, error: { code, message, retryable, ref: 'shell' } };
}
