import { z } from 'zod';
import { ELIGIBILITY_RESULTS, ELIGIBILITY_WAYS } from '../../../shared/coverage/contract.ts';
import { eligibilityRecord } from '../../coverage/records.ts';
import type { RowOf } from '../../engine/records.ts';
import { instantAt, instantText, neededReference, referenceOf } from '../elements.ts';
import { flag as flagAt, objects, text, type Unknown } from '../reading.ts';
import type { Find, RecordMapping } from '../record-mapping.ts';
import { flag, instant, line, money, oneOf, recordId } from '../row-fields.ts';

const ELEMENT = 'CoverageEligibilityResponse';

type Row = RowOf<typeof eligibilityRecord>;

/** What an insurer said of a visit, or that nobody could be asked. */
export const eligibilityMapping: RecordMapping<Row> = {
  recordType: eligibilityRecord.type,
  resourceType: ELEMENT,
  fields: z.object({
    patientId: recordId(),
    visitId: recordId(),
    coverageId: recordId().nullable(),
    result: oneOf(ELIGIBILITY_RESULTS),
    how: oneOf(ELIGIBILITY_WAYS),
    copayCents: money().nullable(),
    note: line(),
    overrideReason: line(),
    checkedAt: instant(),
    checkedBy: line(),
    withdrawn: flag(),
  }),
  units: [['result', 'how', 'copayCents', 'note', 'overrideReason']],
  needs: { patientId: 'Patient', coverageId: 'Coverage' },
  toElements: (row, refer) => ({
    status: row.withdrawn ? 'entered-in-error' : 'active',
    purpose: ['validation'],
    patient: refer('Patient', row.patientId),
    created: instantText(row.checkedAt),
    requestor: { display: row.checkedBy },
    // Asked by a person: on a portal, by phone, off the card.
    request: { type: 'CoverageEligibilityRequest', display: `Asked at the desk: ${row.how}` },
    outcome: isAnswer(row.result) ? 'complete' : 'partial',
    disposition: row.note,
    insurer: { type: 'Organization', display: 'The insurer of the coverage' },
    insurance: row.coverageId === null ? [] : [insuranceOf(row, refer('Coverage', row.coverageId))],
  }),
  fromElements: (resource, _reading, find) => {
    const patientId = find(neededReference(resource, 'patient', 'Patient', `${ELEMENT}.patient`));
    const checkedAt = instantAt(resource, 'created', `${ELEMENT}.created`);
    return {
      ...(patientId === null ? {} : { patientId }),
      ...(checkedAt === undefined ? {} : { checkedAt }),
      ...insuranceIn(resource, find),
      note: text(resource, 'disposition', `${ELEMENT}.disposition`),
      checkedBy: referenceOf(resource, 'requestor', 'Practitioner', `${ELEMENT}.requestor`)?.display ?? '',
      withdrawn: ['entered-in-error', 'cancelled'].includes(text(resource, 'status', `${ELEMENT}.status`)),
    };
  },
};

function isAnswer(result: Row['result']): boolean {
  return result === 'active' || result === 'inactive';
}

function insuranceOf({ result }: Row, coverage: Unknown): Unknown {
  return { coverage, inforce: isAnswer(result) ? result === 'active' : undefined };
}

function insuranceIn(resource: Unknown, find: Find): Partial<Row> {
  const [insurance] = objects(resource, 'insurance', `${ELEMENT}.insurance`);
  if (!insurance) return { coverageId: null };
  const coverageId = find(
    neededReference(insurance, 'coverage', 'Coverage', `${ELEMENT}.insurance.coverage`),
  );
  const inforce = flagAt(insurance, 'inforce', `${ELEMENT}.insurance.inforce`);
  return {
    ...(coverageId === null ? {} : { coverageId: coverageId as NonNullable<Row['coverageId']> }),
    ...(inforce === undefined ? {} : { result: inforce ? ('active' as const) : ('inactive' as const) }),
  };
}
