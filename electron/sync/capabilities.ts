import { isObject, own, type Unknown } from '../fhir/reading.ts';

/** What the server can do, as far as the desk's way of working depends on it (sync design 4.3). */
export interface Capabilities {
  /** What the server calls itself. */
  readonly software: string;
  /** `4.0.1`; anything else is another FHIR. */
  readonly fhirVersion: string;
  readonly batch: boolean;
  /** How each type of resource that we send is taken: `read` where it can only be looked at. */
  readonly types: Readonly<Record<string, 'write' | 'read' | 'absent'>>;
  /** Makes what is new once however often it is asked (If-None-Exist). */
  readonly conditionalCreate: boolean;
  /** Refuses a change that was made on an older version (If-Match). */
  readonly versionedUpdate: boolean;
}

/** Reads a CapabilityStatement; undefined for what is none. */
export function capabilitiesOf(statement: unknown, types: readonly string[]): Capabilities | undefined {
  if (!isObject(statement) || own(statement, 'resourceType') !== 'CapabilityStatement') return undefined;
  const rest = list(statement, 'rest').find((each) => own(each, 'mode') === 'server') ?? {};
  const resources = list(rest, 'resource');
  const software = own(statement, 'software');
  const named = (type: string) => resources.find((each) => own(each, 'type') === type);
  const codes = (parent: Unknown) => list(parent, 'interaction').map((each) => own(each, 'code'));
  const ours = types.flatMap((type): readonly Unknown[] => {
    const resource = named(type);
    return resource ? [resource] : [];
  });
  return {
    software: textOf(isObject(software) ? own(software, 'name') : undefined),
    fhirVersion: textOf(own(statement, 'fhirVersion')),
    batch: codes(rest).includes('batch'),
    types: Object.fromEntries(types.map((type) => [type, access(named(type), codes)])),
    conditionalCreate: ours.length > 0 && ours.every((each) => own(each, 'conditionalCreate') === true),
    versionedUpdate: ours.length > 0 && ours.every((each) => own(each, 'versioning') === 'versioned-update'),
  };
}

function access(
  resource: Unknown | undefined,
  codes: (parent: Unknown) => readonly unknown[],
): 'write' | 'read' | 'absent' {
  if (!resource) return 'absent';
  const can = codes(resource);
  if (can.includes('create') && can.includes('update')) return 'write';
  return can.includes('read') || can.includes('search-type') ? 'read' : 'absent';
}

function list(parent: Unknown, key: string): readonly Unknown[] {
  const value = own(parent, key);
  return Array.isArray(value) ? value.filter((each: unknown): each is Unknown => isObject(each)) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 80) : '';
}
