import type { PatientId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { Licence } from '../../shared/patients/aamva.ts';
import { foldName } from '../../shared/patients/fold.ts';
import { openRegister, useDesk } from '../data/desk-store.ts';
import { EMPTY_DRAFT, type PatientDraft } from '../patients/patient-form.ts';
import { currentFormats } from '../strings/use-formats.ts';

export const REGISTER_DRAFT = 'patients/register';
export const REGISTER_ORIGIN = 'patients/register/origin';

type Name = Licence['uncertain'][number];

/** Where the form's words come from, beside the form: what is on the card must be looked at, not typed. */
export interface Origin {
  readonly lastFour: string | null;
  /** Names that the card had no room for, with what it has of them; ticked when somebody has asked. */
  readonly cut: readonly { readonly field: Name; readonly isAsked: boolean }[];
  /** Of whose household the address and the phone are. */
  readonly household: string | null;
  readonly expiredOn: PlainDate | null;
  /** The adult of the household, who is written down as the parent of a child that follows and pays for it. */
  readonly payer?: Payer | null;
}

export interface Payer {
  readonly patientId: PatientId;
  readonly name: string;
}

export const TYPED: Origin = { lastFour: null, cut: [], household: null, expiredOn: null };

/** What a card says, over what was typed before: a card knows no phone. */
export function draftFromLicence(licence: Licence, before: PatientDraft): PatientDraft {
  const { family, given, middle, suffix, sex, addressLine, city, state, postalCode } = licence;
  return {
    ...before,
    family,
    given,
    middle,
    suffix,
    birthDate: currentFormats().date(licence.birthDate),
    sex: sex === 'unknown' ? before.sex : sex,
    addressLine,
    city,
    state,
    postalCode,
  };
}

/** The next one of the same household: what they share, and nothing that is one person's own. */
export function draftOfHousehold(registered: PatientDraft): PatientDraft {
  const { family, phone, addressLine, city, state, postalCode, language } = registered;
  return { ...EMPTY_DRAFT, family, phone, addressLine, city, state, postalCode, language };
}

/** What was typed is somebody else's: their phone must not become that of the person on the card. */
function isOfAnother(typed: PatientDraft, { family, given }: Licence): boolean {
  const differs = (name: string, onCard: string): boolean =>
    name.trim() !== '' && foldName(name).join(' ') !== foldName(onCard).join(' ');
  return differs(typed.family, family) || differs(typed.given, given);
}

/**
 * Opens the form for a new patient with what the card says. What was half typed of this person is kept where the card
 * says nothing; answers how to bring all of it back.
 */
export function registerFromLicence(licence: Licence): () => void {
  const { drafts, staffId, keepDraft } = useDesk.getState();
  const typed = drafts[`${staffId}/${REGISTER_DRAFT}`] as PatientDraft | undefined;
  const origin = drafts[`${staffId}/${REGISTER_ORIGIN}`] as Origin | undefined;
  keepDraft(
    REGISTER_DRAFT,
    draftFromLicence(licence, typed === undefined || isOfAnother(typed, licence) ? EMPTY_DRAFT : typed),
  );
  keepDraft(REGISTER_ORIGIN, {
    lastFour: licence.lastFour,
    cut: licence.uncertain.map((field) => ({ field, isAsked: false })),
    household: null,
    expiredOn: licence.isExpired ? (licence.expiresOn ?? null) : null,
  } satisfies Origin);
  openRegister();
  return () => {
    keepDraft(REGISTER_DRAFT, typed ?? EMPTY_DRAFT);
    keepDraft(REGISTER_ORIGIN, origin ?? TYPED);
  };
}
