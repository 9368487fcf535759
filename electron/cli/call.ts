import { isMethodName, registry } from '../../shared/api/index.ts';
import { EXIT } from './arguments.ts';
import type { CliCommand } from './command.ts';
import { answerOf, CliProblem } from './sign-in.ts';

const MOST_INPUT = 32 * 1024 * 1024;

/** Calls one method with what stands on standard input. */
export const callMethod: CliCommand = async ({ asked, line, terminal, newOperationId }) => {
  const method = asked.operand;
  if (!isMethodName(method))
    throw new CliProblem('desk/unknown-method', 'This program does not know that method.');
  const input = readInput(await terminal.input(MOST_INPUT).catch(() => '!'));
  const operationId =
    registry[method].kind === 'command' ? (asked.operationId ?? newOperationId()) : undefined;
  const value = answerOf(
    await line.call(method, operationId === undefined ? { input } : { operationId, input }),
  );
  return { code: EXIT.done, value, words: JSON.stringify(value, null, 2) };
};

function readInput(text: string): unknown {
  try {
    return text.trim() === '' ? {} : (JSON.parse(text) as unknown);
  } catch {
    throw new CliProblem('cli/not-json', 'What stands on standard input is not JSON, or is too long.');
  }
}
