import type { CoverageKind, RelationToSubscriber } from '../../shared/coverage/contract.ts';
import { type Cents, cents, LARGEST_CENTS } from '../../shared/kernel/money.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import {
  codeAt,
  codesOf,
  dayOf,
  type ForeignReference,
  identifiersOf,
  neededReference,
  referenceIn,
} from './elements.ts';
import {
  amount,
  firstOf,
  fitting,
  type Mapping,
  mapping,
  object,
  objects,
  own,
  type Reading,
  refuse,
  text,
  type Unknown,
} from './reading.ts';

/** A coverage in the desk's words. */
export interface CoverageMapping {
  readonly status: 'active' | 'ended' | 'entered-in-error';
  readonly planName: string;
  readonly memberId: string;
  readonly groupNumber: string;
  readonly copayCents: Cents | null;
  readonly kind: CoverageKind;
  readonly relation: RelationToSubscriber;
  readonly startsOn: PlainDate | null;
  readonly endsOn: PlainDate | null;
}

export interface CoverageMappingFields {
  readonly record: CoverageMapping;
  readonly patient: ForeignReference;
  /** Whose name is the insurer's, when the reference itself does not say it. */
  readonly payer: ForeignReference | null;
  readonly payerName: string;
  /** 1 is primary; null where the source does not say. */
  readonly priority: number | null;
}

const STATUSES: Readonly<Record<string, CoverageMapping['status']>> = {
  active: 'active',
  cancelled: 'ended',
  draft: 'ended',
  'entered-in-error': 'entered-in-error',
};
/** HL7 v3 ActCoverageTypeCode of policies that pay for one accident. */
const KINDS: Readonly<Record<string, CoverageKind>> = {
  AUTOPOL: 'auto',
  WCBPOL: 'work-injury',
  DENTAL: 'other',
  DENTPRG: 'other',
  VISPOL: 'other',
  LIFE: 'other',
};
const RELATIONS: Readonly<Record<string, RelationToSubscriber>> = {
  self: 'self',
  spouse: 'spouse',
  child: 'child',
};
const MOST_PRIORITY = 9;

/** Reads a FHIR R4 Coverage of unknown form. */
export function coverageFromFhir(resource: Unknown): Mapping<CoverageMappingFields> {
  return mapping((reading) => {
    const patient = neededReference(resource, 'beneficiary', 'Patient', 'Coverage.beneficiary');
    const identifiers = identifiersOf(reading, resource, 'Coverage.identifier');
    const [payor] = objects(resource, 'payor', 'Coverage.payor');
    const payer = (payor && referenceIn(payor, 'Organization', 'Coverage.payor')) ?? null;
    const written = text(resource, 'status', 'Coverage.status');
    const status = own(STATUSES, written);
    if (!status) return refuse(written === '' ? 'missing' : 'unknown-code', 'Coverage.status');
    return {
      fields: {
        patient,
        payer,
        payerName: fitting(reading, payer?.display ?? '', 80, 'Coverage.payor'),
        priority: priorityOf(reading, resource),
        record: { ...detailsOf(reading, resource), status },
      },
      identifiers: identifiers.filter(({ kind }) => kind !== 'MB'),
    };
  });
}

function detailsOf(reading: Reading, resource: Unknown): Omit<CoverageMapping, 'status'> {
  const period = object(resource, 'period', 'Coverage.period') ?? {};
  const relationship = codeAt(resource, 'relationship', 'Coverage.relationship');
  const types = codesOf(object(resource, 'type', 'Coverage.type'), 'Coverage.type');
  return {
    planName: fitting(reading, classOf(resource, 'plan', 'name'), 80, 'Coverage.class'),
    groupNumber: fitting(reading, classOf(resource, 'group', 'value'), 40, 'Coverage.class'),
    memberId: memberIdOf(resource),
    copayCents: copayOf(reading, resource),
    kind: firstOf(types.map((code) => own(KINDS, code))) ?? 'medical',
    relation: relationship === '' ? 'self' : (own(RELATIONS, relationship) ?? 'other'),
    startsOn: dayOf(reading, period, 'start', 'Coverage.period.start') ?? null,
    endsOn: dayOf(reading, period, 'end', 'Coverage.period.end') ?? null,
  };
}

/** The number on the card: a card without one cannot be billed, and is no card. */
function memberIdOf(resource: Unknown): string {
  const element = 'Coverage.subscriberId';
  const numbered = objects(resource, 'identifier', 'Coverage.identifier').map((identifier) => ({
    kind: codeAt(identifier, 'type', element),
    value: text(identifier, 'value', element),
  }));
  const memberId =
    firstOf([text(resource, 'subscriberId', element), numbered.find(({ kind }) => kind === 'MB')?.value]) ??
    '';
  if (memberId === '') return refuse('missing', element);
  return memberId.length > 40 ? refuse('too-long', element) : memberId;
}

function classOf(resource: Unknown, wanted: string, key: 'name' | 'value'): string {
  const found = objects(resource, 'class', 'Coverage.class').find(
    (each) => codeAt(each, 'type', 'Coverage.class') === wanted,
  );
  if (!found) return '';
  return firstOf([text(found, key, 'Coverage.class'), text(found, 'value', 'Coverage.class')]) ?? '';
}

function copayOf(reading: Reading, resource: Unknown): Cents | null {
  const element = 'Coverage.costToBeneficiary';
  for (const cost of objects(resource, 'costToBeneficiary', element)) {
    const money = object(cost, 'valueMoney', element);
    const isCopay = codesOf(object(cost, 'type', element), element).some(
      (code) => code.startsWith('copay') || code === 'gpvisit',
    );
    if (!money || !isCopay) continue;
    const value = amount(money, 'value', element);
    const whole = value === undefined ? Number.NaN : Math.round(value * 100);
    const isDollars = ['', 'USD'].includes(text(money, 'currency', element));
    // A fraction of a cent would have to be guessed at.
    if (isDollars && whole >= 0 && whole <= LARGEST_CENTS && Math.abs(whole - (value ?? 0) * 100) < 1e-6)
      return cents(whole);
    reading.leaveOut('unknown-code', element);
  }
  return null;
}

function priorityOf(reading: Reading, resource: Unknown): number | null {
  const order = amount(resource, 'order', 'Coverage.order');
  if (order === undefined) return null;
  if (Number.isInteger(order) && order >= 1 && order <= MOST_PRIORITY) return order;
  reading.leaveOut('unknown-code', 'Coverage.order');
  return null;
}
