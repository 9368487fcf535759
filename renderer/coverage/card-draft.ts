import type { Coverage, CoverageFields, CoverageKind } from '../../shared/coverage/contract.ts';
import type { PictureId } from '../../shared/kernel/ids.ts';
import { type Cents, parseCents } from '../../shared/kernel/money.ts';
import { amountText } from '../cash/payment-draft.ts';
import { dayText, readDay } from './day-text.ts';

/** The insurance card as it is being typed. */
export interface CardDraft {
  readonly payerName: string;
  readonly planName: string;
  readonly memberId: string;
  readonly groupNumber: string;
  readonly copay: string;
  readonly kind: CoverageKind;
  readonly relation: CoverageFields['relation'];
  readonly subscriberName: string;
  readonly subscriberBirthDate: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly needsAuthorization: boolean;
  readonly frontPictureId: PictureId | null;
  readonly backPictureId: PictureId | null;
}

export const EMPTY_CARD: CardDraft = {
  payerName: '',
  planName: '',
  memberId: '',
  groupNumber: '',
  copay: '',
  kind: 'medical',
  relation: 'self',
  subscriberName: '',
  subscriberBirthDate: '',
  startsOn: '',
  endsOn: '',
  needsAuthorization: false,
  frontPictureId: null,
  backPictureId: null,
};

/** The first thing about a card that keeps it from being saved. */
export type CardProblem = 'card' | 'card-copay' | 'card-date' | 'card-dates';

export type CardReading =
  | { readonly ok: true; readonly fields: CoverageFields }
  | { readonly ok: false; readonly problem: CardProblem };

/** A coverage as it stands in the fields. */
export function cardOf(coverage: Coverage): CardDraft {
  return {
    payerName: coverage.payerName,
    planName: coverage.planName,
    memberId: coverage.memberId,
    groupNumber: coverage.groupNumber,
    copay: coverage.copayCents === null ? '' : amountText(coverage.copayCents),
    kind: coverage.kind,
    relation: coverage.relation,
    subscriberName: coverage.subscriberName,
    subscriberBirthDate: dayText(coverage.subscriberBirthDate),
    startsOn: dayText(coverage.startsOn),
    endsOn: dayText(coverage.endsOn),
    needsAuthorization: coverage.needsAuthorization,
    frontPictureId: coverage.frontPictureId,
    backPictureId: coverage.backPictureId,
  };
}

/** The copay typed off the card: null where none was typed, undefined where it cannot be read. */
export function cardCopay(card: Pick<CardDraft, 'copay'>): Cents | null | undefined {
  return card.copay.trim() === '' ? null : parseCents(card.copay);
}

/** The card as the engine takes it, or the first thing that is not right. */
export function readCard(card: CardDraft): CardReading {
  const copayCents = cardCopay(card);
  if (copayCents === undefined) return { ok: false, problem: 'card-copay' };
  if (card.payerName.trim() === '' || card.memberId.trim() === '') return { ok: false, problem: 'card' };
  const [startsOn, endsOn, born] = [card.startsOn, card.endsOn, card.subscriberBirthDate].map(readDay);
  if (startsOn === undefined || endsOn === undefined || born === undefined)
    return { ok: false, problem: 'card-date' };
  if (startsOn !== null && endsOn !== null && endsOn < startsOn) return { ok: false, problem: 'card-dates' };
  const isSelf = card.relation === 'self';
  return {
    ok: true,
    fields: {
      payerName: card.payerName,
      planName: card.planName,
      memberId: card.memberId,
      groupNumber: card.groupNumber,
      copayCents,
      kind: card.kind,
      relation: card.relation,
      subscriberName: isSelf ? '' : card.subscriberName,
      subscriberBirthDate: isSelf ? null : born,
      startsOn,
      endsOn,
      frontPictureId: card.frontPictureId,
      backPictureId: card.backPictureId,
      needsAuthorization: card.needsAuthorization,
    },
  };
}
