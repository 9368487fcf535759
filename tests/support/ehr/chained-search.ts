import {
  evalFhirPath,
  globalSchema,
  matchesSearchRequest,
  parseSearchRequest,
  type SearchRequest,
} from '@medplum/core';
import type { Resource } from './fhir-types.ts';
import { refusal } from './outcomes.ts';
import type { SearchView } from './search.ts';
import type { Filter } from './search-parameters.ts';
import { visibleVersion } from './table.ts';

/** A search through a reference, such as `Appointment?actor:Practitioner.name=Diaz`. */
interface Chain {
  /** Where the reference stands in the searched resource, in FHIRPath. */
  readonly expression: string;
  readonly targetType: string;
  readonly request: SearchRequest;
}

/** Reads a chained filter, one link long; Medplum's matcher itself knows none. */
export function parseChain(type: string, filter: Filter): Chain {
  const [link = '', ...rest] = filter.code.split('.');
  const [code = '', named] = link.split(':');
  const parameter = globalSchema.types[type]?.searchParams?.[code];
  const targets = parameter?.target ?? [];
  const targetType = named ?? (targets.length === 1 ? targets[0] : undefined);
  if (!parameter?.expression || !targetType)
    throw refusal(400, 'invalid', `The chain ${type}?${filter.code} does not say through which type.`);
  return {
    expression: parameter.expression,
    targetType,
    request: parseSearchRequest(targetType, { [rest.join('.')]: filter.value }),
  };
}

/** Whether one of the references of the chain leads to a resource that matches its end. */
export function matchesChain(view: SearchView, resource: Resource, chain: Chain): boolean {
  const references = evalFhirPath(chain.expression, resource) as readonly { reference?: string }[];
  return references.some(({ reference = '' }) => {
    const [type, id = ''] = reference.split('/');
    if (type !== chain.targetType) return false;
    const row = view.store.table(type).rows.get(id);
    const target = row && visibleVersion(row, view.moment)?.resource;
    return target !== undefined && matchesSearchRequest(target, chain.request);
  });
}
