/**
 * The store as Medplum's router sees it. Medplum's own MemoryRepository is not used: it has no transactions, no
 * tombstones and no validation, scans linearly, and hardening it would reach into its private fields. Its abstract
 * parent is public, keeps the router, the batch processor and the rules of conditional writes, and asks of us only
 * what is below.
 */
import { isDeepStrictEqual } from 'node:util';
import {
  applyPatch,
  deepClone,
  fhirpathPatchTypedValue,
  type Operation,
  type OperationOutcomeError,
  parseFhirPathPatchParameters,
  type SearchRequest,
  toTypedValue,
  type WithId,
} from '@medplum/core';
import {
  type CreateResourceOptions,
  type DeleteResourceOptions,
  FhirRepository,
  type UpdateResourceOptions,
} from '@medplum/fhir-router';
import type { Resource, SearchBundle } from './fhir-types.ts';
import { refusal } from './outcomes.ts';
import type { Rules } from './rules.ts';
import { searchPage } from './search.ts';
import type { Store } from './store.ts';
import type { Version, WriteMethod } from './table.ts';
import { checkResource } from './validation.ts';

export interface RepositoryPorts {
  readonly store: Store;
  readonly rules: Rules;
  readonly newId: () => string;
}

type FhirPathPatch = Exclude<Parameters<FhirRepository['patchResource']>[2], Operation[]>;
type Reference = Parameters<FhirRepository['readReference']>[0];

export class EhrRepository extends FhirRepository {
  readonly #ports: RepositoryPorts;

  constructor(ports: RepositoryPorts) {
    super();
    this.#ports = ports;
  }

  override setMode(): void {
    // One store: it is reader and writer.
  }

  override generateId(): string {
    return this.#ports.newId();
  }

  override async createResource<T extends Resource>(
    resource: T,
    options?: CreateResourceOptions,
  ): Promise<WithId<T>> {
    const { store } = this.#ports;
    // A server chooses the ids of what is POSTed, whatever the body says.
    const id = options?.assignedId && resource.id ? resource.id : this.generateId();
    checkResource({ ...resource, id });
    const { resourceType: type } = resource;
    return stored<T>(await store.write({ type, id, method: 'POST', resource }));
  }

  override async conditionalCreate<T extends Resource>(
    resource: T,
    search: SearchRequest<T>,
    options?: CreateResourceOptions,
  ): ReturnType<typeof FhirRepository.prototype.conditionalCreate<T>> {
    const { id: _chosenByClient, ...withoutId } = resource;
    return super.conditionalCreate(options?.assignedId ? resource : (withoutId as T), search, options);
  }

  override async updateResource<T extends Resource>(
    resource: T,
    options?: UpdateResourceOptions,
  ): Promise<WithId<T>> {
    return this.#replace(resource, 'PUT', options?.ifMatch);
  }

  override async patchResource<T extends Resource>(
    resourceType: T['resourceType'],
    id: string,
    patch: Operation[] | FhirPathPatch,
    options?: UpdateResourceOptions,
  ): Promise<WithId<T>> {
    const patched = deepClone(await this.readResource<T>(resourceType, id));
    if (Array.isArray(patch)) {
      const [problem] = applyPatch(patched, patch).filter(Boolean);
      if (problem) throw refusal(422, 'processing', problem.message);
    } else if (patch.parameter)
      fhirpathPatchTypedValue(toTypedValue(patched), parseFhirPathPatchParameters(patch));
    return this.#replace(patched, 'PATCH', options?.ifMatch);
  }

  override async readResource<T extends Resource>(type: string, id: string): Promise<WithId<T>> {
    const version = this.#ports.store.newest(type, id);
    if (!version) throw refusal(404, 'not-found', 'There is no such resource.');
    return stored<T>(version);
  }

  override async readReference<T extends Resource>(reference: Reference): Promise<WithId<T>> {
    const [type = '', id = ''] = reference.reference?.split('/') ?? [];
    return this.readResource(type, id);
  }

  override async readReferences<T extends Resource>(
    references: readonly Reference[],
  ): Promise<(T | Error)[]> {
    return Promise.all(
      references.map((one) => this.readReference<T>(one).catch((error: OperationOutcomeError) => error)),
    );
  }

  override async readVersion<T extends Resource>(type: string, id: string, vid: string): Promise<WithId<T>> {
    const row = this.#ports.store.table(type).rows.get(id);
    const version = row?.find(({ number }) => String(number) === vid);
    if (!version) throw refusal(404, 'not-found', 'There is no such version.');
    return stored<T>(version);
  }

  override async deleteResource(type: string, id: string, options?: DeleteResourceOptions): Promise<void> {
    const { store } = this.#ports;
    const before = store.newest(type, id);
    this.#checkMatch(before, options?.ifMatch);
    // Deleting what is gone, or never was, changes nothing and is no error.
    if (before?.resource) await store.write({ type, id, method: 'DELETE' });
  }

  /** What conditional writes and inclusions see: everything, however long a plain search waits to see it. */
  override async search<T extends Resource>(request: SearchRequest<T>): Promise<never> {
    const view = { store: this.#ports.store, moment: Number.POSITIVE_INFINITY };
    const { matches } = searchPage(view, request, request.count ?? this.#ports.rules.maxCount);
    const bundle: SearchBundle = {
      resourceType: 'Bundle',
      type: 'searchset',
      entry: matches.map((resource) => ({ resource })),
    };
    return bundle as never;
  }

  override async readHistory(): Promise<never> {
    throw refusal(400, 'not-supported', 'Histories have routes of their own.');
  }

  override async searchByReference(): Promise<never> {
    throw refusal(400, 'not-supported', 'GraphQL is not supported.');
  }

  override withTransaction<Result>(work: (repo: this) => Promise<Result>): Promise<Result> {
    return this.#ports.store.atomically(() => work(this));
  }

  async #replace<T extends Resource>(
    resource: T,
    method: WriteMethod,
    ifMatch: string | undefined,
  ): Promise<WithId<T>> {
    const { store, rules } = this.#ports;
    const { resourceType: type, id = '' } = resource;
    const before = store.newest(type, id);
    this.#checkMatch(before, ifMatch);
    if (!before && !rules.updateCreate)
      throw refusal(405, 'not-supported', 'This server does not let clients choose ids.');
    checkResource(resource);
    if (before?.resource && isDeepStrictEqual(contentOf(before.resource), contentOf(resource)))
      return before.resource as unknown as WithId<T>;
    return stored<T>(await store.write({ type, id, method, resource }));
  }

  #checkMatch(before: Version | undefined, ifMatch: string | undefined): void {
    const { rules } = this.#ports;
    if (ifMatch === undefined || rules.versioning !== 'versioned-update') return;
    if (!before) throw refusal(404, 'not-found', 'There is no such resource.');
    if (!before.resource) throw refusal(410, 'deleted', 'The resource was deleted.');
    if (String(before.number) !== ifMatch)
      throw refusal(rules.staleStatus, 'conflict', 'The resource was changed since that version.');
  }
}

/** The resource of a version; 410 where it is a deletion. */
function stored<T extends Resource>(version: Version): WithId<T> {
  if (!version.resource) throw refusal(410, 'deleted', 'The resource was deleted.');
  return version.resource as unknown as WithId<T>;
}

/** Everything that a client can change: what the server stamps is left out, as is an empty meta. */
function contentOf(resource: Resource): unknown {
  const { meta, ...rest } = structuredClone(resource) as Resource & { meta?: Record<string, unknown> };
  const { versionId: _version, lastUpdated: _stamp, ...kept } = meta ?? {};
  return { ...rest, meta: kept };
}
