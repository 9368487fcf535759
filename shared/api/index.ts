import type { z } from 'zod';
import { auditContract } from '../audit/contract.ts';
import { calendarContract } from '../calendar/contract.ts';
import { cashContract } from '../cash/contract.ts';
import { consentsContract } from '../consents/contract.ts';
import { coverageContract } from '../coverage/contract.ts';
import { exportsContract } from '../exports/contract.ts';
import { importsContract } from '../imports/contract.ts';
import { patientsContract } from '../patients/contract.ts';
import { picturesContract } from '../pictures/contract.ts';
import { practiceContract } from '../practice/contract.ts';
import { printContract } from '../print/contract.ts';
import { scanContract } from '../scan/contract.ts';
import { staffContract } from '../staff/contract.ts';
import { syncContract } from '../sync/contract.ts';
import { tasksContract } from '../tasks/contract.ts';
import { visitsContract } from '../visits/contract.ts';
import { worklistsContract } from '../worklists/contract.ts';
import type { MethodDefinition } from './define.ts';

/** The one registry of everything a screen can ask or tell the engine. */
export const registry = {
  ...staffContract,
  ...practiceContract,
  ...patientsContract,
  ...scanContract,
  ...visitsContract,
  ...calendarContract,
  ...worklistsContract,
  ...tasksContract,
  ...coverageContract,
  ...cashContract,
  ...printContract,
  ...consentsContract,
  ...picturesContract,
  ...auditContract,
  ...exportsContract,
  ...importsContract,
  ...syncContract,
} satisfies Record<string, MethodDefinition>;

export type Api = typeof registry;
export type MethodName = keyof Api;
export type QueryName = {
  [Name in MethodName]: Api[Name]['kind'] extends 'query' ? Name : never;
}[MethodName];
export type CommandName = Exclude<MethodName, QueryName>;

/** What a caller gives: before parsing. */
export type InputOf<Name extends MethodName> = z.input<Api[Name]['input']>;
/** What a handler gets: after parsing. */
export type ParsedInputOf<Name extends MethodName> = z.output<Api[Name]['input']>;
/** What a caller gets back. */
export type OutputOf<Name extends MethodName> = z.output<Api[Name]['output']>;

export const methodNames = Object.keys(registry) as readonly MethodName[];

/** True for a name in the registry, own properties only. A window can send anything, also a list that reads like a name. */
export function isMethodName(name: unknown): name is MethodName {
  return typeof name === 'string' && Object.hasOwn(registry, name);
}
