import { z } from 'zod';
import { AUTHORIZATION_KINDS } from '../../../shared/coverage/contract.ts';
import type { CoverageId } from '../../../shared/kernel/ids.ts';
import { authorizationRecord } from '../../coverage/records.ts';
import type { RowOf } from '../../engine/records.ts';
import {
  codesOf,
  dayOf,
  instantAt,
  instantText,
  neededReference,
  referenceIn,
  referenceOf,
} from '../elements.ts';
import { amount, firstOf, object, objects, own, type Reading, text, type Unknown } from '../reading.ts';
import type { Find, RecordMapping } from '../record-mapping.ts';
import { count, day, instant, line, oneOf, recordId } from '../row-fields.ts';
import { dayPeriod, saysAnything } from '../tidy.ts';

const NUMBERS = 'urn:anteroom:authorization';
const KINDS = 'urn:anteroom:authorization-kind';
const NAMES = { referral: 'Referral', authorization: 'Prior authorization' } as const;

type Row = RowOf<typeof authorizationRecord>;

/** A referral or a prior authorization, as it stands on the letter. */
export const authorizationMapping: RecordMapping<Row> = {
  recordType: authorizationRecord.type,
  resourceType: 'ServiceRequest',
  fields: z.object({
    patientId: recordId(),
    coverageId: recordId().nullable(),
    kind: oneOf(AUTHORIZATION_KINDS),
    number: line(),
    issuedBy: line(),
    unitsApproved: count().nullable(),
    unitsUsedBefore: count(),
    startsOn: day().nullable(),
    expiresOn: day().nullable(),
    note: line(),
    status: oneOf(['active', 'entered-in-error']),
    createdAt: instant(),
  }),
  units: [['startsOn', 'expiresOn']],
  needs: { patientId: 'Patient', coverageId: 'Coverage' },
  toElements: (row, refer) => ({
    identifier: saysAnything(row.number) ? [{ system: NUMBERS, value: row.number }] : [],
    status: row.status,
    intent: 'order',
    code: { coding: [{ system: KINDS, code: row.kind }], text: NAMES[row.kind] },
    quantityQuantity: row.unitsApproved === null ? undefined : { value: row.unitsApproved, unit: 'visits' },
    subject: refer('Patient', row.patientId),
    occurrencePeriod: dayPeriod(row.startsOn, row.expiresOn),
    authoredOn: instantText(row.createdAt),
    requester: { display: row.issuedBy },
    insurance: row.coverageId === null ? [] : [refer('Coverage', row.coverageId)],
    note: saysAnything(row.note) ? [{ text: row.note }] : [],
  }),
  fromElements: (resource, reading, find) => {
    const patientId = find(neededReference(resource, 'subject', 'Patient', 'ServiceRequest.subject'));
    const createdAt = instantAt(resource, 'authoredOn', 'ServiceRequest.authoredOn');
    const period = object(resource, 'occurrencePeriod', 'ServiceRequest.occurrence') ?? {};
    const [note] = objects(resource, 'note', 'ServiceRequest.note');
    return {
      ...(patientId === null ? {} : { patientId }),
      ...(createdAt === undefined ? {} : { createdAt }),
      ...coverageIn(resource, find),
      kind: kindIn(resource),
      number: numberIn(resource),
      issuedBy: referenceOf(resource, 'requester', 'Practitioner', 'ServiceRequest.requester')?.display ?? '',
      unitsApproved: unitsIn(reading, resource),
      startsOn: dayOf(reading, period, 'start', 'ServiceRequest.occurrence') ?? null,
      expiresOn: dayOf(reading, period, 'end', 'ServiceRequest.occurrence') ?? null,
      note: note ? text(note, 'text', 'ServiceRequest.note') : '',
      status: isInUse(resource) ? 'active' : 'entered-in-error',
    };
  },
  derived: (row) => ({ version: (row.version ?? 0) + 1 }),
};

function coverageIn(resource: Unknown, find: Find): Partial<Row> {
  const [named] = objects(resource, 'insurance', 'ServiceRequest.insurance');
  const reference = named && referenceIn(named, 'Coverage', 'ServiceRequest.insurance');
  if (!reference) return { coverageId: null };
  const coverageId = find(reference);
  return coverageId === null ? {} : { coverageId: coverageId as CoverageId };
}

function kindIn(resource: Unknown): Row['kind'] {
  const codes = codesOf(object(resource, 'code', 'ServiceRequest.code'), 'ServiceRequest.code');
  return firstOf(codes.map((code) => AUTHORIZATION_KINDS.find((kind) => kind === code))) ?? 'authorization';
}

function numberIn(resource: Unknown): string {
  const numbered = objects(resource, 'identifier', 'ServiceRequest.identifier').find(
    (identifier) => own(identifier, 'system') === NUMBERS,
  );
  return numbered ? text(numbered, 'value', 'ServiceRequest.identifier') : '';
}

/** Whole visits; a part of one would have to be guessed at. */
function unitsIn(reading: Reading, resource: Unknown): number | null {
  const quantity = object(resource, 'quantityQuantity', 'ServiceRequest.quantity');
  const value = quantity && amount(quantity, 'value', 'ServiceRequest.quantity');
  if (value === undefined) return null;
  if (Number.isInteger(value)) return value;
  reading.leaveOut('wrong-type', 'ServiceRequest.quantity');
  return null;
}

function isInUse(resource: Unknown): boolean {
  return !['entered-in-error', 'revoked'].includes(text(resource, 'status', 'ServiceRequest.status'));
}
