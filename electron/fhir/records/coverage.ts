import { z } from 'zod';
import {
  COVERAGE_KINDS,
  type CoverageKind,
  RELATIONS_TO_SUBSCRIBER,
} from '../../../shared/coverage/contract.ts';
import { coverageRecord } from '../../coverage/records.ts';
import type { RowOf } from '../../engine/records.ts';
import { coverageFromFhir } from '../coverage.ts';
import { referenceOf } from '../elements.ts';
import { taken, type Unknown } from '../reading.ts';
import type { RecordMapping } from '../record-mapping.ts';
import { count, day, flag, instant, line, money, oneOf, recordId } from '../row-fields.ts';
import { concept, dayPeriod, saysAnything } from '../tidy.ts';

const TYPES = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const CLASSES = 'http://terminology.hl7.org/CodeSystem/coverage-class';
const COSTS = 'http://terminology.hl7.org/CodeSystem/coverage-copay-type';
const RELATIONS = 'http://terminology.hl7.org/CodeSystem/subscriber-relationship';
/** Any other sort of policy has no code that is not too narrow. */
const TYPE_OF: Readonly<Record<CoverageKind, string>> = {
  medical: 'EHCPOL',
  auto: 'AUTOPOL',
  'work-injury': 'WCBPOL',
  other: '',
};
const STATUSES = ['active', 'ended', 'entered-in-error'] as const;
const MOST_ORDER = 9;

type Row = RowOf<typeof coverageRecord>;

/** A card of a patient. */
export const coverageMapping: RecordMapping<Row> = {
  recordType: coverageRecord.type,
  resourceType: 'Coverage',
  fields: z.object({
    patientId: recordId(),
    priority: count(),
    status: oneOf(STATUSES),
    payerName: line(),
    planName: line(),
    memberId: line(),
    groupNumber: line(),
    copayCents: money().nullable(),
    startsOn: day().nullable(),
    endsOn: day().nullable(),
    confirmedAt: instant().nullable(),
    kind: oneOf(COVERAGE_KINDS),
    subscriberName: line(),
    subscriberBirthDate: day().nullable(),
    relation: oneOf(RELATIONS_TO_SUBSCRIBER),
    frontPictureId: recordId().nullable(),
    backPictureId: recordId().nullable(),
    needsAuthorization: flag(),
  }),
  units: [
    ['startsOn', 'endsOn'],
    ['subscriberName', 'subscriberBirthDate', 'relation'],
  ],
  latest: ['confirmedAt'],
  needs: { patientId: 'Patient' },
  toElements: (row, refer) => ({
    status: row.status === 'ended' ? 'cancelled' : row.status,
    type: TYPE_OF[row.kind] === '' ? undefined : concept(TYPES, TYPE_OF[row.kind]),
    subscriber: row.relation === 'self' ? undefined : { display: row.subscriberName },
    subscriberId: row.memberId,
    beneficiary: refer('Patient', row.patientId),
    relationship: concept(RELATIONS, row.relation),
    period: dayPeriod(row.startsOn, row.endsOn),
    // The desk knows insurers by what stands on the card.
    payor: [{ type: 'Organization', display: saysAnything(row.payerName) ? row.payerName : 'Not named' }],
    class: [classFor('group', row.groupNumber), classFor('plan', row.planName)],
    order: row.priority >= 1 && row.priority <= MOST_ORDER ? row.priority : undefined,
    costToBeneficiary: [row.copayCents === null ? {} : copay(row.copayCents)],
  }),
  fromElements: (resource, reading, find) => {
    const { record, patient, payerName, priority } = taken(coverageFromFhir(resource), reading);
    const patientId = find(patient);
    const subscriber = referenceOf(resource, 'subscriber', 'Patient', 'Coverage.subscriber');
    return {
      ...record,
      ...(patientId === null ? {} : { patientId }),
      ...(payerName === '' ? {} : { payerName }),
      ...(priority === null ? {} : { priority }),
      subscriberName: record.relation === 'self' ? '' : (subscriber?.display ?? ''),
    };
  },
  derived: (row) => ({ version: (row.version ?? 0) + 1 }),
};

function classFor(type: string, value: string): Unknown {
  return saysAnything(value) ? { type: concept(CLASSES, type), value } : {};
}

/** A copay of so many cents. */
export function copay(amount: number): Unknown {
  return { type: concept(COSTS, 'copay'), valueMoney: { value: amount / 100, currency: 'USD' } };
}
