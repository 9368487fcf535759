import type { PlainDate } from '../../shared/kernel/time.ts';
import type { Duplicate } from '../../shared/patients/contract.ts';
import { useDeskQuery } from '../data/queries.ts';
import { isAnswered } from '../data/when-answered.ts';
import { birthDateOf } from '../ui/birth-date-field.tsx';
import type { PatientDraft } from './patient-form.ts';

/** From this score on it is likely, not only possible, that it is the same person. */
export const LIKELY = 75;

export interface Duplicates {
  readonly duplicates: readonly Duplicate[];
  /** The one who is most likely the person being typed, where anybody is. */
  readonly likely: Duplicate | undefined;
  /** False while the answer is to what was typed before. */
  readonly isAnswered: boolean;
  /** What was asked, as one text: another question has another. */
  readonly question: string;
}

/** People already here who may be the one being typed; asked once there is enough to tell people apart by. */
export function useDuplicates(draft: PatientDraft, today: PlainDate): Duplicates {
  const input = {
    family: draft.family.trim(),
    given: draft.given.trim(),
    birthDate: birthDateOf(draft.birthDate, today) ?? null,
    phone: draft.phone.trim(),
    addressLine: draft.addressLine.trim(),
    postalCode: draft.postalCode.trim(),
    excluding: null,
  };
  const enough =
    (input.family.length >= 2 && (input.given.length >= 1 || input.birthDate !== null)) ||
    input.phone.replace(/\D/g, '').length >= 10;
  const query = useDeskQuery('patients.likelyDuplicates', input, {
    enabled: enough,
    keepPrevious: true,
    keepFor: 10_000,
  });
  const duplicates = enough ? (query.data?.duplicates ?? []) : [];
  return {
    duplicates,
    likely: duplicates.find(({ score }) => score >= LIKELY),
    isAnswered: !enough || isAnswered(query) || query.isError,
    question: JSON.stringify(input),
  };
}
