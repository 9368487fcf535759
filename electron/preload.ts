import { contextBridge, ipcRenderer } from 'electron';
import type { Reply } from '../shared/api/reply.ts';
import {
  CALENDAR_FILE_CHANNEL,
  CALL_CHANNEL,
  LABEL_CHANNEL,
  LOCK_CHANNEL,
  PDF_CHANNEL,
  PRINT_CHANNEL,
  REFUSED_FILE_CHANNEL,
  TOPICS_CHANNEL,
} from './shell/channels.ts';

/** The names of the contract, written in by the build: the contract itself brings zod, and is too much for a preload. */
declare const __METHOD_NAMES__: readonly string[];

type TopicsEvent = { readonly topics: readonly string[]; readonly revision: number };

/** One function per method. The page gets these and nothing else: no channel names, no events, no ipcRenderer. */
const call = Object.fromEntries(
  __METHOD_NAMES__.map((method) => [
    method,
    (envelope: unknown): Promise<Reply> => ipcRenderer.invoke(CALL_CHANNEL, method, envelope),
  ]),
);

contextBridge.exposeInMainWorld(
  'desk',
  Object.freeze({
    call: Object.freeze(call),
    onTopics(listener: (event: TopicsEvent) => void): () => void {
      const hear = (_event: unknown, event: TopicsEvent): void => listener(event);
      ipcRenderer.on(TOPICS_CHANNEL, hear);
      return () => void ipcRenderer.removeListener(TOPICS_CHANNEL, hear);
    },
    onLock(listener: () => void): () => void {
      const hear = (): void => listener();
      ipcRenderer.on(LOCK_CHANNEL, hear);
      return () => void ipcRenderer.removeListener(LOCK_CHANNEL, hear);
    },
    print: (sheet: unknown): Promise<Reply> => ipcRenderer.invoke(PRINT_CHANNEL, sheet),
    savePdf: (asked: unknown): Promise<Reply> => ipcRenderer.invoke(PDF_CHANNEL, asked),
    printLabel: (asked: unknown): Promise<Reply> => ipcRenderer.invoke(LABEL_CHANNEL, asked),
    saveCalendar: (asked: unknown): Promise<Reply> => ipcRenderer.invoke(CALENDAR_FILE_CHANNEL, asked),
    saveRefused: (): Promise<Reply> => ipcRenderer.invoke(REFUSED_FILE_CHANNEL, {}),
    host: process.versions['electron'] === undefined ? 'chromium' : 'electron',
  }),
);
