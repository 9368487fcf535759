import { create } from 'zustand';
import type { EntryInput, EntryOutput } from '../../shared/entry/contract.ts';
import { readRecoveryCode } from '../../shared/entry/recovery-code.ts';
import type { StaffId } from '../../shared/kernel/ids.ts';
import type { Language } from '../../shared/kernel/time.ts';
import { isStateFor } from '../../shared/patients/contact-rules.ts';
import { type OpenHours, USUAL_HOURS } from '../../shared/practice/hours.ts';
import { isNpi } from '../../shared/practice/npi.ts';
import { newPinErrors } from '../staff/new-pin-errors.ts';
import type { Strings } from '../strings/en.ts';
import { EMPTY_SERVER, type ServerDraft } from '../sync/server-draft.ts';

/** A new practice, or by `server` and `who` a further desk of one that is there. */
export type SetupStep = 'practice' | 'administrator' | 'server' | 'who' | 'code';

/** What is typed in the first run. Memory only: it holds secrets of the server, a PIN and, for a while, the recovery code. */
export interface SetupDraft {
  readonly step: SetupStep;
  readonly name: string;
  readonly npi: string;
  readonly phone: string;
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly zone: string;
  readonly paper: 'letter' | 'a4';
  readonly hours: readonly OpenHours[];
  readonly usualConsents: boolean;
  readonly displayName: string;
  /** Null while they follow the name. */
  readonly initials: string | null;
  readonly pin: string;
  readonly pinAgain: string;
  /** Of a desk that joins: its server, who could be the one at it, and who it is. */
  readonly server: ServerDraft;
  readonly administrators: EntryOutput<'entry.findPractice'>['administrators'];
  readonly staffId: StaffId | null;
  /** The code to keep, null before it is made and after a restart: it is shown once. */
  readonly recoveryCode: string | null;
  readonly typedCode: string;
}

export const EMPTY_SETUP: SetupDraft = {
  step: 'practice',
  name: '',
  npi: '',
  phone: '',
  street: '',
  city: '',
  state: '',
  postalCode: '',
  zone: 'America/New_York',
  paper: 'letter',
  hours: USUAL_HOURS,
  usualConsents: true,
  displayName: '',
  initials: null,
  pin: '',
  pinAgain: '',
  server: EMPTY_SERVER,
  administrators: [],
  staffId: null,
  recoveryCode: null,
  typedCode: '',
};

/** The draft of the window; it survives every screen in between, the demo too. */
export const useSetup = create<SetupDraft>()(() => EMPTY_SETUP);

/** Changes part of the draft. */
export function keepSetup(change: Partial<SetupDraft>): void {
  useSetup.setState(change);
}

/** Forgets everything that was typed. */
export function dropSetup(): void {
  useSetup.setState(EMPTY_SETUP);
}

export type SetupErrors = Partial<Record<keyof SetupDraft, string>>;

/** What is still wrong with the practice's own fields. */
export function practiceErrors(draft: SetupDraft, words: Strings['setup']): SetupErrors {
  const errors: SetupErrors = {};
  for (const field of ['name', 'street', 'city', 'state', 'postalCode'] as const)
    if (draft[field].trim() === '') errors[field] = words.required;
  if (errors.state === undefined && !isStateFor(draft.postalCode.trim(), draft.state.trim().toUpperCase()))
    errors.state = words.stateWrong;
  const npi = draft.npi.trim();
  if (npi !== '' && !isNpi(npi)) errors.npi = words.npiWrong;
  if (draft.phone.replace(/\D/g, '').length < 10) errors.phone = words.phoneWrong;
  return errors;
}

/** What is still wrong with the administrator's fields. */
export function administratorErrors(draft: SetupDraft, words: Strings['setup']): SetupErrors {
  const errors: SetupErrors = newPinErrors(draft, words);
  if (draft.displayName.trim() === '') errors.displayName = words.required;
  if (initialsIn(draft).trim() === '') errors.initials = words.required;
  return errors;
}

/** What was typed, or the first letters of the first and the last name. */
export function initialsIn({ initials, displayName }: Pick<SetupDraft, 'initials' | 'displayName'>): string {
  if (initials !== null) return initials;
  const names = displayName.trim().split(/\s+/);
  const first = names[0] ?? '';
  const last = names.length > 1 ? (names.at(-1) ?? '') : '';
  return [first, last]
    .map((name) => [...name][0] ?? '')
    .join('')
    .toLocaleUpperCase();
}

/** What is wrong with a code as it is typed so far, undefined while it may still become right, or is. */
export function codeError(typed: string, isWhole: boolean, words: Strings['setup']): string | undefined {
  if (typed.trim() === '') return isWhole ? words.required : undefined;
  const reading = readRecoveryCode(typed);
  if (reading.ok) return undefined;
  if (reading.problem === 'group') return words.codeGroupWrong(reading.group);
  if (reading.problem === 'too-long') return words.codeTooLong(reading.signs);
  return isWhole ? words.codeTooShort(reading.signs) : undefined;
}

/** The draft as the engine takes it. */
export function newPracticeOf(draft: SetupDraft, language: Language): EntryInput<'entry.create'> {
  const { name, npi, phone, street, city, state, postalCode, zone, paper, displayName, pin } = draft;
  return {
    practice: {
      name,
      npi: npi.trim(),
      phone,
      addressLines: [street, `${city.trim()}, ${state.trim()} ${postalCode.trim()}`],
      zone,
      hours: draft.hours.map((each) => ({ ...each })),
      paper,
      language,
      usualConsents: draft.usualConsents,
    },
    administrator: { displayName, initials: initialsIn(draft), pin },
  };
}
