import type { Clock } from '../../shared/kernel/time.ts';
import type { Session } from '../../shared/staff/contract.ts';
import type { Asked, ExitCode } from './arguments.ts';
import type { Line } from './line.ts';
import type { Terminal } from './terminal.ts';

/** What a command has to work with. */
export interface CommandContext {
  readonly asked: Asked;
  readonly line: Line;
  readonly terminal: Terminal;
  readonly session: Session;
  readonly clock: Clock;
  readonly newOperationId: () => string;
  /** Aborted when somebody presses Ctrl+C. */
  readonly signal: AbortSignal;
}

export interface CommandResult {
  readonly code: ExitCode;
  /** What `--json` prints. */
  readonly value: unknown;
  /** What everybody else reads. */
  readonly words: string;
}

export type CliCommand = (context: CommandContext) => Promise<CommandResult>;
