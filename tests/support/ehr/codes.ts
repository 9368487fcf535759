import { createRequire } from 'node:module';
import type { Resource } from './fhir-types.ts';

interface Schema {
  safeParse(value: unknown): { readonly error?: { readonly issues: readonly Issue[] } };
}

interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
}

// By require: the package's modules for `import` do not load on Node.
const require = createRequire(import.meta.url);
const made = new Map<string, Schema | undefined>();

/**
 * Where a code is none of those that FHIR allows there: Medplum's validator does not look. Nothing else that this
 * second validator says is heeded, and it is silent about some value sets (a Coverage's status).
 */
export function wrongCodes(resource: Resource): string[] {
  const issues = schemaOf(resource.resourceType)?.safeParse(resource).error?.issues ?? [];
  return issues.filter(({ code }) => code === 'invalid_value').map(({ path }) => path.map(String).join('.'));
}

function schemaOf(type: string): Schema | undefined {
  if (!made.has(type)) {
    const schemas = require('@solarahealth/fhir-r4') as Readonly<Record<string, () => Schema>>;
    made.set(type, schemas[`create${type}Schema`]?.());
  }
  return made.get(type);
}
