import type { z } from 'zod';
import type { Permission } from '../staff/permissions.ts';
import type { Topic } from './topics.ts';

/** Who may call a method: someone signed in with the permission, any session, or nobody in particular yet. */
export type Access = Permission | 'anyone' | 'signed-in';

/**
 * What opening the answer tells the person who opened it. `chart` is audited for each patient at once, `list` with
 * everybody on it once it has stood, `record` at once with what the handler says was read.
 */
export type Disclosure = 'none' | 'list' | 'chart' | 'record';

export interface QueryDefinition<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly kind: 'query';
  readonly summary: string;
  readonly input: Input;
  readonly output: Output;
  readonly access: Access;
  /** The topics whose change makes an earlier answer stale. */
  readonly reads: readonly Topic[];
  readonly disclosure: Disclosure;
  /** True where it is asked anew with every letter: only the answer at which somebody stopped is a list they read. */
  readonly asTyped?: boolean;
}

export interface CommandDefinition<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  readonly kind: 'command';
  readonly summary: string;
  readonly input: Input;
  readonly output: Output;
  readonly access: Access;
  /** The topics whose tables the command may write; a test with triggers proves it. */
  readonly touches: readonly Topic[];
}

export type MethodDefinition = QueryDefinition | CommandDefinition;

/** Declares a query: it reads, and writes nothing but (for a chart) the audit of having been read. */
export function query<Input extends z.ZodType, Output extends z.ZodType>(
  definition: Omit<QueryDefinition<Input, Output>, 'kind'>,
): QueryDefinition<Input, Output> {
  return { kind: 'query', ...definition };
}

/** Declares a command: one transaction of rows, change log, outbox and audit. */
export function command<Input extends z.ZodType, Output extends z.ZodType>(
  definition: Omit<CommandDefinition<Input, Output>, 'kind'>,
): CommandDefinition<Input, Output> {
  return { kind: 'command', ...definition };
}
