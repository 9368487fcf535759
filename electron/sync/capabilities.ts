import { hash } from 'node:crypto';
import type { z } from 'zod';
import type { capabilitiesSchema } from '../../shared/sync/server-contract.ts';
import { isObject, own, type Unknown } from '../fhir/reading.ts';
import { syncedKinds, syncedResourceTypes } from './mapped.ts';

/** What the server can do, as far as the desk's way of working depends on it (sync design 4.3). */
export type Capabilities = z.infer<typeof capabilitiesSchema>;
export type Access = Capabilities['types'][string];

export type Tier = Capabilities['tier'];

/** So many writes at most go into one batch, and resources on one page. */
export const MOST_BATCH = 100;
export const MOST_PAGE = 200;

/** What a server says of itself; whether it is so is tried. */
export interface Statement {
  readonly software: string;
  readonly softwareVersion: string;
  /** `4.0.1`; anything else is another FHIR. */
  readonly fhirVersion: string;
  /** Undefined where it does not list its types at all. */
  readonly types: Readonly<Record<string, Access>> | undefined;
  readonly conditionalCreate: Said;
  readonly versionedUpdate: Said;
  /** Another one as soon as the server, or what it says it can do, is another one. */
  readonly fingerprint: string;
}

/** Of how many of the types that we write the server says it; `uneven` where it is said of Basic and not of others. */
export type Said = 'all' | 'none' | 'uneven';

/** Reads a CapabilityStatement; undefined for what is none. */
export function statementOf(statement: unknown): Statement | undefined {
  if (!isObject(statement) || own(statement, 'resourceType') !== 'CapabilityStatement') return undefined;
  const rest = list(statement, 'rest').find((each) => own(each, 'mode') === 'server') ?? {};
  const resources = list(rest, 'resource');
  const named = own(statement, 'software');
  const software = isObject(named) ? named : {};
  const fhirVersion = textOf(own(statement, 'fhirVersion'));
  const types = Object.fromEntries(
    syncedResourceTypes().map((type) => [
      type,
      accessOf(resources.find((each) => own(each, 'type') === type)),
    ]),
  );
  const written = resources.filter((each) => types[String(own(each, 'type'))] === 'write');
  return {
    software: textOf(own(software, 'name')),
    softwareVersion: textOf(own(software, 'version')),
    fhirVersion,
    types: resources.length === 0 ? undefined : types,
    conditionalCreate: saidOf(written, (each) => own(each, 'conditionalCreate') === true),
    versionedUpdate: saidOf(written, (each) => own(each, 'versioning') === 'versioned-update'),
    fingerprint: hash('sha256', JSON.stringify([software, fhirVersion, rest])),
  };
}

function saidOf(written: readonly Unknown[], isSaid: (resource: Unknown) => boolean): Said {
  if (written.length > 0 && written.every(isSaid)) return 'all';
  const basic = written.find((each) => own(each, 'type') === 'Basic');
  return basic && isSaid(basic) ? 'uneven' : 'none';
}

function accessOf(resource: Unknown | undefined): Access {
  if (!resource) return 'absent';
  const can = list(resource, 'interaction').map((each) => own(each, 'code'));
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

/** How each kind of record travels where the types are taken like this. What no type takes goes in a Basic, which every desk reads. */
export function kindsOf(types: Capabilities['types']): Capabilities['kinds'] {
  return Object.fromEntries(
    syncedKinds().map(({ kind, mapping }) => [
      kind.type,
      accessTo(types, mapping.resourceType) === 'write'
        ? 'sent'
        : accessTo(types, 'Basic') === 'write'
          ? 'carried'
          : 'kept-here',
    ]),
  );
}

/** How a type is taken; one that was never asked about is taken to be writable, for the answer to the first write tells. */
export function accessTo(types: Capabilities['types'], resourceType: string): Access {
  return own(types, resourceType) ?? 'write';
}

/** The same server, which turned out not to take a type after all. */
export function withoutType(capabilities: Capabilities, resourceType: string): Capabilities {
  const types: Capabilities['types'] = { ...capabilities.types, [resourceType]: 'read' };
  return { ...capabilities, types, kinds: kindsOf(types) };
}

/** A server that can do everything; what an older desk kept of one is filled up from here until it is tried again. */
export function ableServer(): Capabilities {
  const types = Object.fromEntries(syncedResourceTypes().map((type) => [type, 'write' as const]));
  return {
    software: '',
    softwareVersion: '',
    fhirVersion: '4.0.1',
    isTried: true,
    tier: 'A',
    conditionalCreate: true,
    updateCreate: true,
    idempotencyKey: null,
    versionedUpdate: true,
    batch: true,
    mostPerBatch: MOST_BATCH,
    searchesByTime: true,
    sortsByTime: true,
    mostPerPage: MOST_PAGE,
    types,
    kinds: kindsOf(types),
  };
}
