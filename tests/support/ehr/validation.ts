import { isResourceType, OperationOutcomeError, validateResource } from '@medplum/core';
import { wrongCodes } from './codes.ts';
import type { OperationOutcome, Resource } from './fhir-types.ts';
import { refusal } from './outcomes.ts';
import type { Store } from './store.ts';
import type { Version } from './table.ts';

/**
 * Throws with 422 where Medplum's validator finds anything, or one of the two things that it passes over. Its warnings are refused too: they tell of a reference to
 * the wrong type and of two values for one choice, which other servers refuse.
 */
export function checkResource(resource: Resource): void {
  if (!isResourceType(resource.resourceType))
    throw refusal(400, 'structure', 'The resource type is unknown.');
  const empty = emptyPlace(resource, resource.resourceType);
  if (empty) throw refusal(422, 'structure', 'Nothing in FHIR may be empty.', empty);
  const [wrong] = wrongCodes(resource);
  if (wrong)
    throw refusal(422, 'code-invalid', 'That code is not allowed here.', `${resource.resourceType}.${wrong}`);
  const issues = issuesOf(resource);
  if (issues.length === 0) return;
  throw new OperationOutcomeError({
    resourceType: 'OperationOutcome',
    id: 'status-422',
    issue: issues.map((issue) => ({ ...issue, severity: 'error' })),
  });
}

function issuesOf(resource: Resource): OperationOutcome['issue'] {
  try {
    return validateResource(resource);
  } catch (error) {
    if (error instanceof OperationOutcomeError) return error.outcome.issue;
    throw error;
  }
}

/** Where a value is empty: FHIR forbids it, and Medplum's validator lets it pass. */
function emptyPlace(value: unknown, path: string): string | undefined {
  if (value === '' || (Array.isArray(value) && value.length === 0)) return path;
  if (typeof value !== 'object' || value === null) return undefined;
  const inner = Object.entries(value);
  if (inner.length === 0 && !path.endsWith('.meta')) return path;
  for (const [key, one] of inner) {
    const place = emptyPlace(one, `${path}.${key}`);
    if (place) return place;
  }
  return undefined;
}

const RELATIVE = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/\d+)?$/;

/** Throws with 422 where something committed refers to a resource that is not there. */
export function checkReferences(versions: readonly Version[], store: Store): void {
  for (const { type, resource } of versions) {
    if (!resource) continue;
    const contained = new Set(
      ((resource as { contained?: readonly { id?: string }[] }).contained ?? []).map(({ id }) => `#${id}`),
    );
    for (const reference of referencesIn(resource)) {
      const [, target = '', id = ''] = RELATIVE.exec(reference) ?? [];
      const isThere = id === '' ? isAllowed(reference, contained) : store.newest(target, id)?.resource;
      if (!isThere) throw refusal(422, 'business-rule', `${type} refers to something that is not here.`);
    }
  }
}

/** What is not `Type/id`: inside the resource, or on another server, which nobody here can check. */
function isAllowed(reference: string, contained: ReadonlySet<string>): boolean {
  return reference === '#' || contained.has(reference) || /^https?:/.test(reference);
}

function* referencesIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'reference' && typeof inner === 'string') yield inner;
    else yield* referencesIn(inner);
  }
}
