import { globalSchema, Operator, type SearchRequest } from '@medplum/core';

export type Filter = NonNullable<SearchRequest['filters']>[number];

/** Whether a filter asks for equality, the only operator that an index answers. */
export function isEquality(filter: Filter): boolean {
  return filter.operator === Operator.EQUALS;
}

/** Parameters of every search that say how to answer, not what to find. */
const RESULT_PARAMETERS = new Set([
  '_',
  '_count',
  '_elements',
  '_fields',
  '_format',
  '_include',
  '_offset',
  '_pretty',
  '_revinclude',
  '_since',
  '_sort',
  '_summary',
  '_total',
]);

/** Medplum's own inventions, which no other server answers. */
const NOT_FHIR = new Set(['_compartment', '_project']);

/** Whether the server searches a type by the parameter; `code` is its name without a modifier. */
export function isKnownParameter(type: string, code: string): boolean {
  if (code.startsWith('_has')) return true;
  const own = code.split('.')[0]?.split(':')[0] ?? '';
  return parameterNames(type).has(own);
}

/** The names of the parameters that find resources of a type. */
export function parameterNames(type: string): ReadonlySet<string> {
  const names = Object.keys(globalSchema.types[type]?.searchParams ?? {});
  return new Set(names.filter((name) => !NOT_FHIR.has(name)));
}

/** The parameters of a query that the server does not know and, unless told to be strict, passes over. */
export function unknownParameters(type: string, query: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(query).filter((key) => {
    const code = key.split(':')[0] ?? key;
    return !RESULT_PARAMETERS.has(code) && !isKnownParameter(type, key.includes('.') ? key : code);
  });
}
