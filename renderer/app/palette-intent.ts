import type { PatientId } from '../../shared/kernel/ids.ts';
import type { VisitRow } from '../../shared/visits/contract.ts';
import { boardGroup } from '../../shared/visits/state-machine.ts';

/** What Enter on a patient means: the words before a name may say it. */
export type PaletteIntent = 'open' | 'check-in' | 'walk-in' | 'book';

export interface PaletteText {
  readonly intent: PaletteIntent;
  /** What is left to find a patient by. */
  readonly search: string;
}

const VERBS: readonly (readonly [RegExp, PaletteIntent])[] = [
  [/^\s*check[\s-]*in\s+(?=\S)/i, 'check-in'],
  [/^\s*walk[\s-]*in\s+(?=\S)/i, 'walk-in'],
  [/^\s*(?:book|agendar|cita)\s+(?=\S)/i, 'book'],
];

/** Reads `check in ann` as a wish and a name. */
export function readPaletteText(text: string): PaletteText {
  for (const [verb, intent] of VERBS) {
    const found = verb.exec(text);
    if (found !== null) return { intent, search: text.slice(found[0].length).trim() };
  }
  return { intent: 'open', search: text.trim() };
}

/** True when every word typed begins a word of the action. */
export function actionMatches(words: string, text: string): boolean {
  const offered = words.toLowerCase().split(/[\s-]+/);
  const typed = text
    .toLowerCase()
    .split(/[\s-]+/)
    .filter((word) => word !== '');
  return typed.every((word) => offered.some((candidate) => candidate.startsWith(word)));
}

/** The visit of today that a person found by name is here for; a finished one only when there is no other. */
export function visitOfToday(rows: readonly VisitRow[], patientId: PatientId): VisitRow | undefined {
  const theirs = rows.filter((row) => row.patient.id === patientId && row.status !== 'cancelled');
  return theirs.find((row) => boardGroup(row.status) !== 'done') ?? theirs[0];
}
