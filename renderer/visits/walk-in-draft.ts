import type { InputOf } from '../../shared/api/index.ts';
import type { PatientId, ProviderId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { birthDateOf } from '../ui/birth-date-field.tsx';

/** A walk-in half taken down. */
export interface WalkInDraft {
  /** What was typed to find them. */
  readonly text: string;
  readonly who: 'find' | 'known' | 'new';
  readonly patientId: PatientId | null;
  readonly family: string;
  readonly given: string;
  readonly birthDate: string;
  readonly phone: string;
  readonly reason: string;
  readonly providerId: ProviderId | null;
  /** Whether a second visit today is wanted. */
  readonly again: boolean;
}

export const EMPTY_WALK_IN: WalkInDraft = {
  text: '',
  who: 'find',
  patientId: null,
  family: '',
  given: '',
  birthDate: '',
  phone: '',
  reason: '',
  providerId: null,
  again: false,
};

export type WalkInProblem = 'family' | 'given' | 'birthDate' | 'reason';

/** What still has to be written, in the order of the form. */
export function walkInProblems(draft: WalkInDraft, day: PlainDate): readonly WalkInProblem[] {
  const problems: WalkInProblem[] = [];
  if (draft.who === 'new') {
    if (draft.family.trim() === '') problems.push('family');
    if (draft.given.trim() === '') problems.push('given');
    if (birthDateOf(draft.birthDate, day) === undefined) problems.push('birthDate');
  }
  if (draft.reason.trim() === '') problems.push('reason');
  return problems;
}

/** What to tell the engine, or undefined while something is missing. */
export function walkInInput(draft: WalkInDraft, day: PlainDate): InputOf<'visits.walkIn'> | undefined {
  if (walkInProblems(draft, day).length > 0) return undefined;
  const { reason, providerId, patientId, family, given, phone, again } = draft;
  if (draft.who === 'known')
    return patientId === null ? undefined : { who: { known: true, patientId }, reason, providerId, again };
  const birthDate = birthDateOf(draft.birthDate, day);
  if (draft.who === 'find' || birthDate === undefined) return undefined;
  return { who: { known: false, family, given, birthDate, phone }, reason, providerId };
}

/** The names, birth date or phone that were typed to find somebody, put into the fields of a new person. */
export function newFromText(text: string, day: PlainDate): Partial<WalkInDraft> {
  const typed = text.trim();
  if (birthDateOf(typed, day) !== undefined) return { birthDate: typed };
  if (/^[\d\s()+.-]{7,}$/.test(typed)) return { phone: typed };
  const [family = '', given] = typed.split(',').map((part) => part.trim());
  if (given !== undefined) return { family: capitalised(family), given: capitalised(given) };
  const words = typed.split(/\s+/);
  return { given: capitalised(words.slice(0, -1).join(' ')), family: capitalised(words.at(-1) ?? '') };
}

/** Names typed all in small letters, as one types to find; anything else is left as it was written. */
function capitalised(name: string): string {
  if (name !== name.toLowerCase()) return name;
  return name.replace(
    /(^|[\s-])(\p{L})/gu,
    (_all, before: string, letter: string) => `${before}${letter.toUpperCase()}`,
  );
}
