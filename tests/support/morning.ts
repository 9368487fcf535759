import type { InputOf, MethodName, OutputOf, QueryName } from '../../shared/api/index.ts';
import { inForceOn } from '../../shared/coverage/rules.ts';
import { DAY, patientFields, providerId, roomId } from './practice.ts';

/** A command that somebody at the desk may do next. */
export interface MorningCommand {
  readonly method: MethodName;
  readonly input: unknown;
}

/** Chance from a seed (mulberry32), so that a failing morning can be lived again. */
export function chanceFrom(seed: number): {
  below(count: number): number;
  of<Item>(items: readonly Item[]): Item;
} {
  const state = { seed: seed >>> 0 };
  const below = (count: number): number => {
    state.seed = (state.seed + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state.seed ^ (state.seed >>> 15), state.seed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count;
  };
  return { below, of: (items) => items[below(items.length)]! };
}

type Chance = ReturnType<typeof chanceFrom>;
type Ask = <Name extends QueryName>(name: Name, input: InputOf<Name>) => Promise<OutputOf<Name>>;

const FAMILIES = ['Baker', 'Chen', 'García Núñez', 'O’Brien', 'Okafor', 'Lindqvist'];

/** Somebody walks in whom nobody here knows. */
export function walkIn(chance: Chance): MorningCommand {
  const who = {
    known: false,
    family: chance.of(FAMILIES),
    given: 'Theo',
    birthDate: '2019-01-30',
    phone: '',
  };
  return {
    method: 'visits.walkIn',
    input: { who, reason: chance.of(['cough', 'ear pain', 'form to sign']), providerId },
  };
}

/** What somebody does next, looking at the board as it is. Always something that the engine should accept. */
export async function nextCommand(ask: Ask, chance: Chance): Promise<MorningCommand> {
  const { rows } = await ask('visits.board', {});
  const open = rows.filter((row) => row.status !== 'cancelled');
  if (open.length === 0 || chance.below(10) === 0) return walkIn(chance);
  const visitId = chance.of(open).id;
  const panel = await ask('visits.panel', { visitId });
  const { visit, patient } = panel;
  if (panel.undoable && chance.below(5) === 0)
    return { method: 'visits.undo', input: { visitId, operationId: panel.undoable.operationId } };
  const standing = panel.tenders.find((tender) => tender.voids === null && !tender.voided);
  if (standing && chance.below(6) === 0)
    return { method: 'cash.voidTender', input: { tenderId: standing.id, reason: 'wrong amount' } };
  if (patient.provisional || chance.below(8) === 0) {
    const { addressLine } = patientFields();
    return {
      method: 'patients.edit',
      input: {
        patientId: patient.id,
        version: patient.version,
        changes: { phone: `970555${1000 + patient.version}`, addressLine },
      },
    };
  }
  if (panel.priorBalanceCents > 0 && chance.below(4) === 0)
    return {
      method: 'cash.takePayment',
      input: { visitId, payment: payment('balance', 1 + chance.below(panel.priorBalanceCents)) },
    };
  switch (visit.status) {
    case 'booked':
      return { method: 'visits.move', input: { visitId, move: chance.of(['confirm', 'arrive']) } };
    case 'confirmed':
    case 'no-show':
      return { method: 'visits.move', input: { visitId, move: 'arrive' } };
    case 'arrived':
      return { method: 'visits.checkIn', input: checkInOf(panel, chance) };
    case 'checked-in':
      return { method: 'visits.move', input: { visitId, move: 'room', roomId } };
    case 'with-clinician':
      return { method: 'visits.move', input: { visitId, move: 'ready' } };
    case 'ready-to-leave':
      return {
        method: 'visits.checkOut',
        input: {
          visitId,
          payment: panel.priorBalanceCents > 0 ? payment('balance', panel.priorBalanceCents) : null,
        },
      };
    default:
      return walkIn(chance);
  }
}

/** A check-in that fits the visit: the copay taken in full or in part, or a reason, on the old card or a new one. */
export function checkInOf(panel: OutputOf<'visits.panel'>, chance: Chance): InputOf<'visits.checkIn'> {
  const active = inForceOn(panel.coverages, DAY)[0];
  const paid = panel.tenders
    .filter((tender) => tender.purpose === 'copay')
    .reduce<number>((sum, tender) => sum + tender.amountCents, 0);
  const isNewCard = chance.below(3) === 0;
  const newCard = {
    choice: 'replace' as const,
    fields: {
      payerName: 'Front Range Health',
      planName: '',
      memberId: `FR-${chance.below(1000)}`,
      groupNumber: '',
      copayCents: 4500,
    },
  };
  const coverage = isNewCard
    ? newCard
    : active
      ? { choice: 'keep' as const, coverageId: active.id }
      : { choice: 'self-pay' as const };
  const card = isNewCard ? 4500 : (active?.copayCents ?? 0);
  const open = Math.max(0, card - paid);
  const copay: InputOf<'visits.checkIn'>['copay'] =
    open === 0
      ? { outcome: 'none-due' }
      : chance.below(4) === 0
        ? { outcome: 'not-taken', reason: 'no-means-today' }
        : {
            outcome: 'taken',
            payment: payment('copay', chance.below(3) === 0 ? 1 + chance.below(open) : open),
          };
  return {
    visitId: panel.visit.id,
    identifiers: ['name', 'birth-date'],
    ...(panel.isChild ? { companion: { name: 'Dana Baker', relation: 'parent' as const } } : {}),
    demographicsConfirmed: true,
    coverage,
    copay,
    ...(chance.below(5) === 0 ? { morePayments: [payment('prepayment', 1 + chance.below(5000))] } : {}),
  };
}

function payment(purpose: 'copay' | 'balance' | 'prepayment', amountCents: number) {
  return { tender: 'cash' as const, amountCents, reference: '', purpose };
}
