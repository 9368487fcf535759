import type { CoverageId } from '../../shared/kernel/ids.ts';
import { coverageRecord } from '../coverage/records.ts';
import { prepared } from '../engine/statements.ts';
import { type CoverageMappingFields, coverageFromFhir } from '../fhir/coverage.ts';
import { organizationFromFhir } from '../fhir/organization.ts';
import type { Unknown } from '../fhir/reading.ts';
import { contentOfReference } from './foreign-store.ts';
import { asValues, patientOfReference } from './keep-patient.ts';
import { type Arrival, type Kept, knownByIdentifier, mergeIntoRecord, refused, waiting } from './keeping.ts';

const PRIORITIES_TAKEN = `SELECT priority FROM coverage WHERE patient_id = ? AND status = 'active'`;
const GROUPS = [['startsOn', 'endsOn']] as const;

/** Takes a Coverage over; it waits while its patient or the insurer that gives it its name is not here. */
export function keepCoverage(arrival: Arrival): Kept {
  const { isLast } = arrival;
  const mapped = coverageFromFhir(arrival.resource);
  if (!mapped.ok) return mapped;
  const { fields, identifiers, notices } = mapped;
  const patientId = patientOfReference(arrival, fields.patient);
  const payerName = payerNameOf(arrival, fields);
  if (patientId === undefined || (payerName === undefined && !isLast)) return waiting();
  if (payerName === undefined) return refused('missing', 'Coverage.payor');
  const known = arrival.recordId ?? knownByIdentifier(arrival, 'Coverage', identifiers);
  if (known === 'several') return refused('identifier-of-several', 'Coverage.identifier');
  const next = { ...fields.record, payerName };
  const merged =
    known === undefined
      ? []
      : mergeIntoRecord(
          arrival,
          coverageRecord,
          known,
          { base: baseOf(arrival), next: asValues(next), groups: GROUPS },
          (row) => ({ version: row.version + 1 }),
        );
  const recordId = known ?? addCoverage(arrival, patientId, next, fields.priority);
  return {
    ok: true,
    placement: { state: 'record', recordType: 'Coverage', recordId },
    identifiers,
    notices: [...notices, ...merged],
    keptFields: merged.length,
  };
}

function addCoverage(
  { unit }: Arrival,
  patientId: string,
  record: CoverageMappingFields['record'] & { readonly payerName: string },
  priority: number | null,
): string {
  const id = unit.newId<CoverageId>();
  const taken = prepared(unit.db, PRIORITIES_TAKEN).pluck().all(patientId) as number[];
  // Two primary insurers would both be billed first: a place that is taken is not taken twice.
  const isFree = priority !== null && !taken.includes(priority);
  unit.create(coverageRecord, {
    id,
    patientId,
    ...record,
    priority: isFree ? priority : Math.max(0, ...taken) + 1,
    confirmedAt: null,
    subscriberName: '',
    subscriberBirthDate: null,
    frontPictureId: null,
    backPictureId: null,
    needsAuthorization: false,
    version: 1,
  });
  return id;
}

function baseOf(arrival: Arrival) {
  const before = arrival.previous && coverageFromFhir(arrival.previous);
  if (!before?.ok) return undefined;
  // The insurer's name comes from its own resource; where only that changed, this coverage stays as it is.
  return asValues({ ...before.fields.record, payerName: payerNameOf(arrival, before.fields) ?? '' });
}

/** The insurer's name, as the reference says it or as the organization is called; undefined while it is not here. */
function payerNameOf(
  { unit, source }: Arrival,
  { payerName, payer }: CoverageMappingFields,
): string | undefined {
  if (payerName !== '') return payerName;
  if (payer?.type !== 'Organization' || payer.id === null) return undefined;
  const content = contentOfReference(unit.db, source, payer);
  const organization =
    content === undefined ? undefined : organizationFromFhir(JSON.parse(content) as Unknown);
  return organization?.ok && organization.fields.name !== '' ? organization.fields.name : undefined;
}
