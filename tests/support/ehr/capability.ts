import { getResourceTypes, globalSchema } from '@medplum/core';
import type { AuthOptions } from './auth.ts';
import type { Rules } from './rules.ts';
import { parameterNames } from './search-parameters.ts';

/** What `/metadata` answers: the rules as far as FHIR has words for them. */
export function capabilityStatement(rules: Rules, auth: AuthOptions, startedAt: number): object {
  const system = [
    ...(rules.transaction ? ['transaction'] : []),
    ...(rules.batch ? ['batch'] : []),
    ...(rules.history ? ['history-system'] : []),
  ];
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: new Date(startedAt).toISOString(),
    kind: 'instance',
    software: { name: 'Demo EHR', version: rules.softwareVersion },
    implementation: { description: 'A FHIR R4 server on this computer, with made-up data only' },
    fhirVersion: '4.0.1',
    format: ['json'],
    ...(rules.patch ? { patchFormat: ['application/json-patch+json'] } : {}),
    rest: [
      {
        mode: 'server',
        security: securityOf(auth),
        resource: getResourceTypes()
          .filter((type) => rules.types[type] !== 'absent' && globalSchema.types[type]?.searchParams)
          .map((type) => resourceOf(rules, type)),
        interaction: system.map((code) => ({ code })),
      },
    ],
  };
}

function resourceOf(rules: Rules, type: string): object {
  const isReadOnly = rules.types[type] === 'read-only';
  const interactions = [
    'read',
    'search-type',
    ...(rules.versioning === 'no-version' ? [] : ['vread']),
    ...(rules.history ? ['history-instance', 'history-type'] : []),
    ...(isReadOnly ? [] : ['create', 'update', 'delete', ...(rules.patch ? ['patch'] : [])]),
  ];
  const names = [...parameterNames(type)].filter(
    (name) => rules.lastUpdatedSearch || name !== '_lastUpdated',
  );
  return {
    type,
    interaction: interactions.map((code) => ({ code })),
    versioning: rules.versioning,
    readHistory: rules.history,
    updateCreate: rules.updateCreate && !isReadOnly,
    conditionalCreate: rules.conditionalCreate && !isReadOnly,
    conditionalRead: 'full-support',
    conditionalUpdate: rules.conditionalUpdate && !isReadOnly,
    conditionalDelete: rules.conditionalUpdate && !isReadOnly ? 'single' : 'not-supported',
    searchParam: names.map((name) => ({
      name,
      type: globalSchema.types[type]?.searchParams?.[name]?.type ?? 'string',
    })),
  };
}

function securityOf(auth: AuthOptions): object {
  const code = { none: undefined, bearer: 'OAuth', basic: 'Basic', oauth: 'SMART-on-FHIR' }[auth.kind];
  const system = 'http://terminology.hl7.org/CodeSystem/restful-security-service';
  return code ? { service: [{ coding: [{ system, code }] }] } : {};
}
