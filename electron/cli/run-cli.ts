import { uuidV7 } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { EntryError, entryProblem } from '../entry/entry-error.ts';
import { StoreError } from '../store/open.ts';
import { type Asked, EXIT, type ExitCode, understand } from './arguments.ts';
import { callMethod } from './call.ts';
import type { CliCommand, CommandResult } from './command.ts';
import { examine } from './doctor.ts';
import { exportAll } from './export.ts';
import { HELP } from './help.ts';
import { importFiles } from './import.ts';
import { type LineOptions, openLine } from './line.ts';
import { PipeError } from './pipe-client.ts';
import { CliProblem, recoveryCode, signIn } from './sign-in.ts';
import { AskedNoFurther, type Terminal } from './terminal.ts';
import { verify } from './verify.ts';

export interface CliOptions extends Omit<LineOptions, 'recoveryCode'> {
  /** What stands after `--cli`. */
  readonly words: readonly string[];
  readonly terminal: Terminal;
  readonly versions: Readonly<Record<string, string | undefined>>;
  readonly appVersion: string;
  /** Why this build does not open what lies in the folder, if it does not. */
  readonly refusal: () => string | undefined;
  readonly signal: AbortSignal;
}

const SIGNED_IN: Readonly<Record<Exclude<Asked['command'], 'help' | 'doctor'>, CliCommand>> = {
  import: importFiles,
  call: callMethod,
  verify,
  export: exportAll,
};

/** Runs one command of the command line to its end; answers what the process ends with. Opens no window, and never throws. */
export async function runCli(options: CliOptions): Promise<ExitCode> {
  const { terminal } = options;
  const understood = understand(options.words);
  if (!understood.ok) {
    terminal.err(`${understood.problem} Try: help\n`);
    return EXIT.usage;
  }
  const { asked } = understood;
  if (asked.command === 'help') {
    terminal.out(HELP);
    return EXIT.done;
  }
  try {
    const { code, value, words } = await run(options, asked);
    terminal.out(asked.json ? `${JSON.stringify({ ok: code === EXIT.done, code, value })}\n` : `${words}\n`);
    return code;
  } catch (error) {
    const { code, message } = explain(error);
    if (asked.json)
      terminal.out(`${JSON.stringify({ ok: false, code: EXIT.failed, error: { code, message } })}\n`);
    else terminal.err(`${message}\n`);
    return EXIT.failed;
  }
}

async function run(options: CliOptions, asked: Asked): Promise<CommandResult> {
  const { terminal, clock, random, signal } = options;
  const refusal = options.refusal();
  if (refusal !== undefined) throw new CliProblem('cli/refused', refusal);
  const open = () => openLine({ ...options, recoveryCode: () => recoveryCode(asked, terminal) });
  if (asked.command === 'doctor') return examine({ ...options, open, explain });
  if (asked.command === 'help') throw new CliProblem('cli/internal', 'This is said elsewhere.');
  const line = await open();
  try {
    const session = await signIn(line, asked, terminal);
    const newOperationId = (): string => uuidV7(clock.now(), random(10));
    const result = await SIGNED_IN[asked.command]({
      asked,
      line,
      terminal,
      session,
      clock,
      newOperationId,
      signal,
    });
    await line.call('staff.lock', { input: { reason: 'asked' } });
    return result;
  } finally {
    await line.close();
  }
}

const PIPE_WORDS: Readonly<Record<PipeError['problem'], string>> = {
  gone: 'The desk was closed meanwhile. Whether the last step was done is not known; look, or do it again.',
  'not-open': 'The desk is starting, or its practice is not open yet. Try again when it shows its sign-in.',
  'not-the-desk':
    'What answers where the desk should be is not the desk. Close it and try again; nothing was told to it.',
};

/** What a person reads of a failure; no secret, no path, no patient. */
function explain(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof CliProblem) return { code: error.code, message: error.message };
  if (error instanceof Refusal) return { code: error.failure.code, message: error.failure.message };
  if (error instanceof PipeError)
    return { code: `pipe/${error.problem}`, message: PIPE_WORDS[error.problem] };
  if (error instanceof AskedNoFurther || (error instanceof Error && error.name === 'AbortError'))
    return { code: 'cli/stopped', message: 'Stopped. What was done before is kept.' };
  const problem = entryProblem(error);
  if (problem !== undefined) return { code: `entry/${problem}`, message: entryWords(problem, error) };
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
    return { code: 'cli/no-such-file', message: 'There is no such file or folder.' };
  return {
    code: 'cli/internal',
    message: `Something went wrong in the program (${error instanceof Error ? error.name : 'unknown'}).`,
  };
}

function entryWords(problem: NonNullable<ReturnType<typeof entryProblem>>, error: unknown): string {
  switch (problem) {
    case 'in-use': {
      const holder = error instanceof EntryError ? error.holder : null;
      const who = holder === null ? 'by another program' : `by the account ${holder.account}`;
      return `The practice is open ${who}. Run this there, or close it first; nothing was done.`;
    }
    case 'not-made':
    case 'not-confirmed':
      return 'There is no practice in this folder. Start the desk once, or name the folder with --data=<folder>.';
    case 'wrong-code':
      return 'This is not the recovery code of this practice.';
    case 'needs-code':
      return 'The practice opens only with its recovery code here.';
    case 'disk-full':
      return 'The disk of this PC is full. Free some space and try again.';
    case 'no-access':
      return 'This account may not use the practice’s folder.';
    case 'update-failed':
      return 'The store could not be brought up to this program. It is as it was; call your IT person.';
    case 'newer-program':
      return 'A newer Anteroom has used this practice. Use that one.';
    default:
      return error instanceof StoreError
        ? 'The store of this practice is damaged. Restore a backup; nothing was changed.'
        : 'The practice could not be opened. Start the desk to see why; nothing was changed.';
  }
}
