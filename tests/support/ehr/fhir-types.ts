/**
 * The FHIR types of the packages this server is made of, read off their own functions: their type package is theirs,
 * and what the desk sends is typed by another one.
 */
import type {
  indexSearchParameterBundle,
  indexStructureDefinitionBundle,
  normalizeOperationOutcome,
  validateResource,
} from '@medplum/core';
import type { FhirRepository, FhirResponse } from '@medplum/fhir-router';

export type Resource = Parameters<typeof validateResource>[0];
export type OperationOutcome = ReturnType<typeof normalizeOperationOutcome>;
export type SearchBundle = Awaited<ReturnType<FhirRepository['search']>>;
export type BundleEntry = NonNullable<SearchBundle['entry']>[number];
export type RouterAnswer = FhirResponse;
export type DefinitionBundle = Parameters<typeof indexStructureDefinitionBundle>[0];
export type SearchParameterBundle = Parameters<typeof indexSearchParameterBundle>[0];

/** A resource as the store holds it; nobody may change it once it is in there. */
export type StoredResource = Resource & {
  id: string;
  meta: { versionId: string; lastUpdated: string };
};
