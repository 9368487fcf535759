import { deskPartIn, RECORD_SYSTEM, type Stamp } from '../../electron/fhir/desk-part.ts';
import { isObject, mapping, type Unknown } from '../../electron/fhir/reading.ts';
import {
  type CompanionMapping,
  type FieldValues,
  type Find,
  fromResource,
  type RecordMapping,
  type Refer,
  toResource,
} from '../../electron/fhir/record-mapping.ts';
import { problemsOf } from './fhir-validators.ts';

const stamp: Stamp = {
  staffId: 's',
  staffName: 'Rosa Delgado',
  deskId: 'd',
  at: 1_773_000_000_000,
  hlc: 'c',
};

/** The server knows each record by its own id. */
export const refer: Refer = (type, recordId) => ({ reference: `${type}/${recordId}` });
const find: Find = ({ id }) => id;

/** An id that is easy to read: the last digits tell them apart. */
export const idOf = (number: number) => `0199a0d5-7e1c-7000-8000-${String(number).padStart(12, '0')}`;

/** A record as it is told to the server; throws where a validator finds anything. */
export function told<Row extends { readonly id: string }>(record: RecordMapping<Row>, row: Row): Unknown {
  const resource = toResource(record, row, refer, stamp);
  refuseProblems(resource);
  return resource;
}

/** What is told beside a record; throws where a validator finds anything. */
export function toldBeside<Row extends object>(companion: CompanionMapping<Row>, row: Row): Unknown {
  const resource = { resourceType: companion.resourceType, ...companion.toElements(row, refer) };
  refuseProblems(resource);
  return resource;
}

function refuseProblems(resource: Unknown): void {
  const problems = problemsOf(resource);
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

/** What others read in a resource: all of it but the desk's own part. */
export function elementsOf(resource: Unknown): Unknown {
  const without = Object.entries(resource).flatMap(([key, value]) => {
    if (key !== 'identifier' && key !== 'extension') return [[key, value]];
    const left = (value as readonly unknown[]).filter(
      (each) => isObject(each) && each['url'] !== RECORD_SYSTEM && each['system'] !== RECORD_SYSTEM,
    );
    return left.length === 0 ? [] : [[key, left]];
  });
  return Object.fromEntries(without) as Unknown;
}

/** The fields that only the desk's own part says exactly. */
export function inDeskPart(resource: Unknown): readonly string[] {
  const part = mapping((reading) => ({ fields: deskPartIn(resource, reading), identifiers: [] }));
  return part.ok ? Object.keys(part.fields?.exact ?? {}) : [];
}

/** The fields of a record as another desk understands them. */
export function understood<Row extends object>(record: RecordMapping<Row>, resource: Unknown): FieldValues {
  const read = fromResource(record, resource, find);
  if (!read.ok) throw new Error(`${read.problem.code} ${read.problem.element}`);
  return read.fields.fields;
}
