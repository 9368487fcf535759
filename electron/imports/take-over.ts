import { hash } from 'node:crypto';
import type { UnitOfWork } from '../engine/unit-of-work.ts';
import { FOREIGN_ID } from '../fhir/elements.ts';
import { isObject, type MappingProblem, own, type Unknown } from '../fhir/reading.ts';
import {
  addForeign,
  addIdentifiers,
  changeForeign,
  contentOf,
  findForeign,
  settleForeign,
  type WaitingRow,
} from './foreign-store.ts';
import { keepAppointment } from './keep-appointment.ts';
import { keepCoverage } from './keep-coverage.ts';
import { keepPatient, keepRelatedPerson } from './keep-patient.ts';
import { keepLocation, keepOrganization, keepPractitioner, keepPractitionerRole } from './keep-practice.ts';
import { keepSchedule, keepSlot } from './keep-slot.ts';
import { keepEncounter } from './keep-visit.ts';
import type { Arrival, Kept } from './keeping.ts';
import { RESOURCE_TYPES } from './resource-types.ts';

/** What the lines of a file have in common. */
export interface Intake {
  readonly unit: UnitOfWork;
  readonly source: string;
  readonly runId: string;
  readonly zone: string;
}

/** What became of one line. */
export interface LineOutcome {
  readonly result: 'created' | 'changed' | 'unchanged' | 'bad' | 'skipped';
  readonly isWaiting: boolean;
  readonly keptFields: number;
  readonly problems: readonly MappingProblem[];
}

const KEEPERS: Readonly<Record<string, (arrival: Arrival) => Kept>> = {
  Organization: keepOrganization,
  Location: keepLocation,
  Practitioner: keepPractitioner,
  PractitionerRole: keepPractitionerRole,
  Patient: keepPatient,
  RelatedPerson: keepRelatedPerson,
  Coverage: keepCoverage,
  Schedule: keepSchedule,
  Slot: keepSlot,
  Appointment: keepAppointment,
  Encounter: keepEncounter,
};

const plain = (result: LineOutcome['result']): LineOutcome => ({
  result,
  isWaiting: false,
  keptFields: 0,
  problems: [],
});
const bad = (code: MappingProblem['code'], element = ''): LineOutcome => ({
  ...plain('bad'),
  problems: [{ code, element }],
});

/** Takes over one resource as it stands in the file. Nothing in it can throw; what is not well is told and left out. */
export function takeOver(intake: Intake, content: string, line: number): LineOutcome {
  const resource = parsed(content);
  if (resource === undefined) return bad('not-json');
  const resourceType = isObject(resource) ? own(resource, 'resourceType') : undefined;
  if (!isObject(resource) || typeof resourceType !== 'string') return bad('not-a-resource');
  const keeper = own(KEEPERS, resourceType);
  if (!keeper) return RESOURCE_TYPES.has(resourceType) ? plain('skipped') : bad('unknown-type');
  const foreignId = own(resource, 'id');
  if (typeof foreignId !== 'string' || !FOREIGN_ID.test(foreignId))
    return bad('id-missing', `${resourceType}.id`);
  const digest = digestOf(resource);
  if (!digest) return bad('too-deep');

  const { unit, source, runId, zone } = intake;
  const key = { source, resourceType, foreignId };
  const known = findForeign(unit.db, key);
  if (known?.hash.equals(digest)) return plain('unchanged');
  const recordId = known?.recordId ?? null;
  const previous =
    known && recordId !== null ? (parsed(contentOf(unit.db, known.number)) as Unknown) : undefined;
  const kept = keeper({ unit, source, foreignId, resource, recordId, previous, zone, isLast: false });
  if (!kept.ok) return { ...plain('bad'), problems: [kept.problem] };
  const { placement, identifiers, notices, keptFields } = kept;
  if (placement.recordType !== null && placement.recordId !== null)
    addIdentifiers(unit.db, placement.recordType, placement.recordId, identifiers);
  if (known) changeForeign(unit.db, known.number, placement, digest, content, { runId, line });
  else addForeign(unit.db, key, placement, digest, content, { runId, line });
  return {
    result: known ? 'changed' : 'created',
    isWaiting: placement.state === 'waiting',
    keptFields,
    problems: notices,
  };
}

/** Tries a resource again that waited, now that everything that was to come is here. */
export function takeOverWaiting(intake: Intake, row: WaitingRow): LineOutcome {
  const { unit, source, zone } = intake;
  const keeper = KEEPERS[row.resourceType];
  const resource = parsed(row.content);
  if (!keeper || !isObject(resource)) return bad('not-importable');
  const kept = keeper({
    unit,
    source,
    foreignId: row.foreignId,
    resource,
    recordId: row.recordId,
    // What it says is in the record already; only what it waited for is new.
    previous: row.recordId === null ? undefined : resource,
    zone,
    isLast: true,
  });
  if (!kept.ok) return { ...plain('bad'), problems: [kept.problem] };
  const { placement, identifiers, notices } = kept;
  if (placement.state === 'waiting')
    return { ...bad('reference-missing', row.resourceType), isWaiting: true };
  if (placement.recordType !== null && placement.recordId !== null)
    addIdentifiers(unit.db, placement.recordType, placement.recordId, identifiers);
  settleForeign(unit.db, row.number, placement);
  return { ...plain('created'), problems: notices };
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content) as unknown;
  } catch {
    return undefined;
  }
}

/** The same for the same content, whatever spaces and line ends it is written with; undefined where nesting is absurd. */
function digestOf(resource: Unknown): Buffer | undefined {
  try {
    return hash('sha256', JSON.stringify(resource), 'buffer');
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
