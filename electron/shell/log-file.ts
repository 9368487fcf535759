import { appendFileSync } from 'node:fs';
import type { Clock } from '../../shared/kernel/time.ts';
import type { Log } from '../engine/ports.ts';

/** The log for the IT person: one line of JSON per event, beside the data it is about, never with patient data. */
export function openLog(path: string, clock: Clock): Log {
  const write = (level: string, message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
    try {
      appendFileSync(path, `${JSON.stringify({ at: clock.now(), level, message, ...fields })}\n`, {
        mode: 0o600,
      });
    } catch {
      // A full disk, which is what is most often to be told, must not stop the desk for want of telling it.
    }
  };
  return {
    info: (message, fields) => write('info', message, fields),
    error: (message, fields) => write('error', message, fields),
  };
}
