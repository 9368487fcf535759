import { createHash } from 'node:crypto';
import type { PatientId, RelatedPersonId } from '../../shared/kernel/ids.ts';
import { nameKey } from '../../shared/patients/fold.ts';
import { phoneDigits } from '../../shared/patients/phone.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import type { ForeignReference } from '../fhir/elements.ts';
import { type PatientFields, type PatientMapping, patientFromFhir } from '../fhir/patient.ts';
import type { MappingProblem, Unknown } from '../fhir/reading.ts';
import { type RelatedFields, relatedPersonFromFhir } from '../fhir/related-person.ts';
import { joinInto } from '../patients/merge.ts';
import { isMrnFree, nextMrn } from '../patients/mrn.ts';
import { patientRecord, relatedRecord } from '../patients/records.ts';
import type { FieldValues } from './field-merge.ts';
import { addForeign, changeForeign, contentOf, findForeign, recordOfReference } from './foreign-store.ts';
import { type Arrival, type Kept, knownByIdentifier, mergeIntoRecord, refused, waiting } from './keeping.ts';

/** What moves together: half an old address and half a new one is nobody's. */
const GROUPS = [
  ['addressLine', 'city', 'state', 'postalCode'],
  ['phone', 'phoneE164', 'phoneKind'],
] as const;

/** Takes a Patient over: new, or into the record that it became before or that has its numbers. */
export function keepPatient(arrival: Arrival): Kept {
  const { unit } = arrival;
  const mapped = patientFromFhir(arrival.resource, unit.day);
  if (!mapped.ok) return mapped;
  const { fields, identifiers } = mapped;
  const known =
    arrival.recordId ?? knownByIdentifier(arrival, 'Patient', identifiers, (id) => survivorOf(unit, id));
  if (known === 'several') return refused('identifier-of-several', 'Patient.identifier');
  const notices = [...mapped.notices];
  const recordId = known ?? addPatient(unit, fields, notices);
  if (known !== undefined) {
    if (arrival.recordId === null && !isSamePerson(unit, known, fields.record))
      return refused('identifier-of-another', 'Patient.identifier');
    notices.push(...mergePatient(arrival, known, fields));
  }
  keepContacts(arrival, survivorOf(unit, recordId), fields.contacts);
  const isReplaced = retireReplaced(arrival, recordId, fields.replacedBy);
  return {
    ok: true,
    placement: { state: isReplaced ? 'record' : 'waiting', recordType: 'Patient', recordId },
    identifiers,
    notices,
    keptFields: notices.filter(({ code }) => code === 'desk-edit-kept').length,
  };
}

function addPatient(unit: UnitOfWork, { record, mrn }: PatientFields, notices: MappingProblem[]): string {
  const id = unit.newId<PatientId>();
  const isFree = mrn !== '' && isMrnFree(unit.db, mrn);
  if (mrn !== '' && !isFree) notices.push({ code: 'mrn-taken', element: 'Patient.identifier' });
  unit.create(patientRecord, {
    id,
    mrn: isFree ? mrn : nextMrn(unit.db),
    ...record,
    provisional: false,
    nameKey: nameKey(record.family, record.given),
    phoneDigits: phoneDigits(record.phone),
    version: 1,
    demographicsConfirmedAt: null,
    demographicsConfirmedBy: null,
    createdAt: unit.now,
    textConsent: 'unknown',
    restricted: false,
    mergedIntoId: null,
    photoId: null,
  });
  return id;
}

/** A number that two people share is somebody's mistake, and the worst one a desk can copy. */
function isSamePerson(
  unit: UnitOfWork,
  recordId: string,
  { family, given, birthDate }: PatientMapping,
): boolean {
  const row = readRecord(unit.db, patientRecord, recordId);
  return row !== undefined && (row.birthDate === birthDate || row.nameKey === nameKey(family, given));
}

function mergePatient(
  { unit, previous }: Arrival,
  recordId: string,
  { record }: PatientFields,
): readonly MappingProblem[] {
  const before = previous && patientFromFhir(previous, unit.day);
  return mergeIntoRecord(
    { unit },
    patientRecord,
    recordId,
    {
      base: before?.ok ? asValues(before.fields.record) : undefined,
      next: asValues(record),
      groups: GROUPS,
    },
    (row, patch) => {
      const after = { ...row, ...patch };
      return {
        nameKey: nameKey(after.family, after.given),
        phoneDigits: phoneDigits(after.phone),
        version: row.version + 1,
      };
    },
  );
}

/**
 * Follows the source's own merge, with all that this desk has of either. False while the patient who took this one's
 * place is not here yet.
 */
function retireReplaced(
  { unit, source, isLast }: Arrival,
  recordId: string,
  replacedBy: ForeignReference | null,
): boolean {
  if (!replacedBy) return true;
  const target = recordOfReference(unit.db, source, replacedBy);
  if (target === undefined) return isLast;
  const [own, other] = [recordId, target].map((id) => readRecord(unit.db, patientRecord, id));
  // Two that each replace the other, one that replaces itself, or one that is merged already stay as they are.
  if (own && other?.active && own.mergedIntoId === null && own.id !== other.id) joinInto(unit, own, other);
  return true;
}

/** Contacts have no id of their own: their place in the list tells them apart. */
function keepContacts(arrival: Arrival, patientId: string, contacts: readonly RelatedFields[]): void {
  const { unit, source, foreignId } = arrival;
  const isKnown = arrival.previous !== undefined;
  for (let place = 0; place < contacts.length || isKnown; place += 1) {
    const key = { source, resourceType: 'Patient.contact', foreignId: `${foreignId}.contact.${place}` };
    const row = isKnown || arrival.recordId !== null ? findForeign(unit.db, key) : undefined;
    const contact = contacts[place];
    if (!row && !contact) return;
    const base = row && (JSON.parse(contentOf(unit.db, row.number)) as RelatedFields);
    const next = contact ?? (base && { ...base, active: false });
    if (!next) return;
    const content = JSON.stringify(next);
    const hash = createHash('sha256').update(content).digest();
    if (row?.hash.equals(hash)) continue;
    const recordId = row?.recordId ?? addRelated(unit, patientId, next);
    if (base)
      mergeIntoRecord(arrival, relatedRecord, recordId, { base: asValues(base), next: asValues(next) });
    const placement = { state: 'record' as const, recordType: 'RelatedPerson', recordId };
    const from = { runId: '', line: 0 };
    if (row) changeForeign(unit.db, row.number, placement, hash, content, from);
    else addForeign(unit.db, key, placement, hash, content, from);
  }
}

function addRelated(unit: UnitOfWork, patientId: string, record: RelatedFields): string {
  const id = unit.newId<RelatedPersonId>();
  unit.create(relatedRecord, {
    id,
    patientId,
    relatedPatientId: null,
    ...record,
    needsInterpreter: false,
    createdAt: unit.now,
    createdBy: unit.actor.displayName,
  });
  return id;
}

/** Takes a RelatedPerson over; it waits while its patient is not here. */
export function keepRelatedPerson(arrival: Arrival): Kept {
  const { unit } = arrival;
  const mapped = relatedPersonFromFhir(arrival.resource);
  if (!mapped.ok) return mapped;
  const { record, patient } = mapped.fields;
  const patientId = patientOfReference(arrival, patient);
  if (patientId === undefined) return waiting();
  const known = arrival.recordId ?? knownByIdentifier({ unit }, 'RelatedPerson', mapped.identifiers);
  if (known === 'several') return refused('identifier-of-several', 'RelatedPerson.identifier');
  const before = arrival.previous && relatedPersonFromFhir(arrival.previous);
  const merged =
    known === undefined
      ? []
      : mergeIntoRecord({ unit }, relatedRecord, known, {
          base: before?.ok ? asValues(before.fields.record) : undefined,
          next: asValues(record),
        });
  const recordId = known ?? addRelated(unit, patientId, record);
  return {
    ok: true,
    placement: { state: 'record', recordType: 'RelatedPerson', recordId },
    identifiers: mapped.identifiers,
    notices: [...mapped.notices, ...merged],
    keptFields: merged.length,
  };
}

/** Our patient whom a reference names; of one merged into another, the other. */
export function patientOfReference(
  { unit, source }: Pick<Arrival, 'unit' | 'source'>,
  reference: ForeignReference,
): string | undefined {
  if (reference.type !== 'Patient') return undefined;
  const recordId = recordOfReference(unit.db, source, reference);
  if (recordId === undefined) return undefined;
  return survivorOf(unit, recordId);
}

/** The record that a merged one lives on in; any other is itself. */
function survivorOf({ db }: UnitOfWork, recordId: string): string {
  return readRecord(db, patientRecord, recordId)?.mergedIntoId ?? recordId;
}

/** A mapping's fields as plain values, which they are. */
export function asValues(fields: object): FieldValues {
  return fields as FieldValues & Unknown;
}
