import fc from 'fast-check';
import type { CommandName, OutputOf } from '../../shared/api/index.ts';
import { inForceOn } from '../../shared/coverage/rules.ts';
import type { VisitId } from '../../shared/kernel/ids.ts';
import { VISIT_MOVES, type VisitMove } from '../../shared/visits/state-machine.ts';
import { coverageId, DAY, patientFields, patientId, providerId, roomId } from './practice.ts';

type Panel = OutputOf<'visits.panel'>;
type Call = readonly [CommandName, unknown];

/** What somebody tries: mostly possible, often not; the numbers choose among what the panel shows. */
export interface Action {
  readonly desk: 0 | 1;
  readonly visit: number;
  readonly what:
    | VisitMove
    | 'pay'
    | 'void'
    | 'undo'
    | 'walk-in'
    | 'walk-in-known'
    | 'assign'
    | 'edit'
    | 'register';
  readonly number: number;
  readonly card: 'keep' | 'replace' | 'add' | 'case' | 'self-pay' | 'unknown-copay';
  readonly copay: 'full' | 'part' | 'more' | 'not-taken' | 'none-due';
  /** What is paid at check-in beside the copay. */
  readonly more: 'nothing' | 'balance' | 'prepayment' | 'split';
  /** Whether it is taken back at once, and everything must be as it was. */
  readonly takenBack: boolean;
  readonly minutes: number;
}

const whats = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...VISIT_MOVES) },
  { weight: 3, arbitrary: fc.constant('check-in' as const) },
  { weight: 8, arbitrary: fc.constantFrom('pay', 'pay', 'pay', 'void', 'void', 'void', 'undo', 'undo') },
  {
    weight: 7,
    arbitrary: fc.constantFrom(
      'walk-in',
      'walk-in',
      'walk-in-known',
      'assign',
      'edit',
      'register',
      'register',
    ),
  },
);

export const actions: fc.Arbitrary<Action> = fc.record({
  desk: fc.constantFrom(0, 1),
  // Most of it happens to few visits, or none of them would get far.
  visit: fc.constantFrom(0, 0, 0, 3, 3, 1, 4, 4, 5, 6),
  what: whats as fc.Arbitrary<Action['what']>,
  number: fc.nat({ max: 10_000 }),
  card: fc.constantFrom('keep', 'keep', 'replace', 'add', 'case', 'self-pay', 'unknown-copay'),
  more: fc.constantFrom('nothing', 'nothing', 'balance', 'prepayment', 'split'),
  copay: fc.constantFrom('full', 'full', 'part', 'more', 'not-taken', 'none-due'),
  takenBack: fc.constantFrom(true, false, false),
  minutes: fc.nat({ max: 20 }),
});

/** The copay on the card that a check-in of this kind replaces the old one by. */
export const NEW_CARD_COPAY = 4500;

/** The coverage of the visit: as chosen at check-in, else the one that is billed first. */
export function ownCoverage(panel: Panel) {
  return panel.coverages.find(({ id }) => id === panel.coverageId) ?? inForceOn(panel.coverages, DAY)[0];
}

/** What the receipts of a panel add up to, in cents. */
export function paid(panel: Panel, purpose: 'copay' | 'balance' | 'prepayment'): number {
  const tenders = panel.tenders.filter((tender) => tender.purpose === purpose);
  return tenders.reduce((sum, tender) => sum + tender.amountCents, 0);
}

/** What was paid at this visit from what was paid ahead, in cents. */
export function fromPrepaid(panel: Panel): number {
  return panel.tenders
    .filter((tender) => tender.kind === 'prepaid')
    .reduce((sum, tender) => sum + tender.amountCents, 0);
}

/** The call that somebody makes who looks at this panel; null when there is nothing to try. */
export function callFor(action: Action, visitId: VisitId, panel: Panel): Call | null {
  const { what, number } = action;
  const { patient } = panel;
  switch (what) {
    case 'walk-in':
    case 'walk-in-known': {
      const known = { known: true, patientId: patient.id };
      const unknown = {
        known: false,
        family: 'Baker',
        given: `Theo ${number}`,
        birthDate: '2019-01-30',
        phone: '',
      };
      const again = number % 2 === 0;
      return [
        'visits.walkIn',
        { who: what === 'walk-in' ? unknown : known, reason: 'cough', providerId, again },
      ];
    }
    case 'check-in':
      return ['visits.checkIn', checkInFor(action, visitId, panel)];
    case 'check-out':
      return [
        'visits.checkOut',
        { visitId, payment: action.copay === 'none-due' ? null : paymentFor(action, panel) },
      ];
    case 'pay':
      return ['cash.takePayment', { visitId, payment: paymentFor(action, panel) }];
    case 'void': {
      const tender = panel.tenders[number % Math.max(1, panel.tenders.length)];
      return tender ? ['cash.voidTender', { tenderId: tender.id, reason: 'wrong amount' }] : null;
    }
    case 'undo':
      return panel.undoable ? ['visits.undo', { visitId, operationId: panel.undoable.operationId }] : null;
    case 'assign':
      return [
        'visits.assignPatient',
        { visitId, patientId: patientId(1 + (number % 3)), again: number % 4 !== 0 },
      ];
    case 'edit':
    case 'register': {
      const { phone, addressLine } = patientFields();
      // Now and then from a panel that is no longer true.
      const version = Math.max(1, patient.version - (number % 4 === 0 ? 1 : 0));
      const changes = what === 'edit' ? { given: `Renamed ${number % 3}` } : { phone, addressLine };
      return ['patients.edit', { patientId: patient.id, version, changes }];
    }
    default: {
      const more = { room: { roomId }, cancel: { reason: 'went home' } };
      const extra = what === 'room' || what === 'cancel' ? more[what] : {};
      return ['visits.move', { visitId, move: what, ...extra }];
    }
  }
}

function checkInFor(action: Action, visitId: VisitId, panel: Panel): unknown {
  const active = inForceOn(panel.coverages, DAY)[0];
  const fields = {
    payerName: 'Front Range Health',
    planName: '',
    memberId: `FR-${action.number}`,
    groupNumber: '',
    copayCents: action.card === 'unknown-copay' ? null : NEW_CARD_COPAY,
  };
  const coverage = {
    keep: { choice: 'keep', coverageId: active?.id ?? coverageId(9) },
    replace: { choice: 'replace', fields },
    'unknown-copay': { choice: 'replace', fields },
    add: { choice: 'add', coverageId: active?.id ?? coverageId(9), fields },
    case: { choice: 'case', fields: { ...fields, kind: action.number % 2 === 0 ? 'auto' : 'work-injury' } },
    'self-pay': { choice: 'self-pay' },
  }[action.card];
  const taken = { outcome: 'taken', payment: payment('copay', copayAmount(action, panel)) };
  const copay = {
    full: taken,
    part: taken,
    more: taken,
    'not-taken': { outcome: 'not-taken', reason: 'disputed' },
    'none-due': { outcome: 'none-due' },
  }[action.copay];
  const companion = { name: 'Dana Baker', relation: 'parent' };
  const checked = { result: 'active', how: 'portal', copayCents: null, note: '', overrideReason: '' };
  return {
    visitId,
    identifiers: ['name', 'photo-id'],
    companion,
    demographicsConfirmed: true,
    coverage,
    ...(action.number % 3 === 0 ? { eligibility: checked } : {}),
    ...(action.number % 5 === 0 ? { visit: { accident: 'auto', accidentState: 'co' } } : {}),
    copay,
    ...(action.more === 'nothing' ? {} : { morePayments: morePayments(action, panel) }),
  };
}

/** Mostly possible: part of the balance, money ahead, or a second tender of a copay that was paid in part. */
function morePayments({ more, number }: Action, panel: Panel): unknown[] {
  if (more === 'prepayment') return [payment('prepayment', 500 + number)];
  if (more === 'split') return [payment('copay', 1 + (number % 700))];
  return [payment('balance', 1 + (number % Math.max(1, panel.priorBalanceCents + 100)))];
}

function paymentFor(action: Action, panel: Panel): unknown {
  if (action.copay === 'full' || action.copay === 'part') {
    const taken = payment('copay', copayAmount(action, panel));
    return panel.prepaidCents > 0 && action.number % 2 === 0 ? { ...taken, tender: 'prepaid' } : taken;
  }
  if (action.copay === 'not-taken') return payment('prepayment', 1 + action.number);
  return payment('balance', action.number % 2 === 0 ? panel.priorBalanceCents : action.number);
}

function copayAmount({ what, card, copay, number }: Action, panel: Panel): number {
  const active = what === 'check-in' ? inForceOn(panel.coverages, DAY)[0] : ownCoverage(panel);
  const isNew = card === 'replace' || card === 'case';
  const onCard = isNew && what === 'check-in' ? NEW_CARD_COPAY : (active?.copayCents ?? 0);
  const open = Math.max(0, onCard - paid(panel, 'copay'));
  if (copay === 'more') return open + 1 + number;
  return copay === 'part' ? 1 + (number % Math.max(1, open)) : open;
}

function payment(purpose: 'copay' | 'balance' | 'prepayment', amountCents: number): object {
  return { tender: 'card', amountCents: Math.max(1, amountCents), reference: '4242', purpose };
}
