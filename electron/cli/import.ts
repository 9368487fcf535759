import type { InputOf, OutputOf } from '../../shared/api/index.ts';
import {
  IMPORT_PROBLEM_REASONS,
  type ImportProblemCode,
  TOLD_OF_WHOLE_LINES,
} from '../../shared/imports/problems.ts';
import { type ImportedFile, importPath } from '../imports/import-path.ts';
import { EXIT } from './arguments.ts';
import type { CliCommand, CommandContext } from './command.ts';
import { counted } from './counted.ts';
import { progressBar } from './progress.ts';
import { answerOf } from './sign-in.ts';

/** How many problems of one file are printed; all are kept in the store. */
const PRINTED_PROBLEMS = 50;

type ImportMethod = 'imports.begin' | 'imports.batch' | 'imports.finish';

/** Takes FHIR resources over. Good lines come in; bad ones are listed with line and reason. */
export const importFiles: CliCommand = async (context) => {
  const { asked, line, terminal, newOperationId, signal } = context;
  const bar = progressBar(terminal);
  const files: (ImportedFile & { problems: OutputOf<'imports.problems'>['problems'] })[] = [];
  try {
    const steps = importPath({
      path: asked.operand,
      source: asked.source,
      call: async <Name extends ImportMethod>(method: Name, input: InputOf<Name>) =>
        answerOf(await line.call(method, { operationId: newOperationId(), input })) as OutputOf<Name>,
      onProgress: ({ file, bytes, size, lines }) =>
        bar.show(file, size === 0 ? 1 : bytes / size, counted(lines, 'line')),
      signal,
    });
    for await (const done of steps) files.push({ ...done, problems: await problemsOf(context, done) });
  } finally {
    bar.clear();
  }
  const isPartial = files.some(({ run }) => run.bad > 0 || run.waiting > 0);
  return {
    code: isPartial ? EXIT.partial : EXIT.done,
    value: { files },
    words: files.map(wordsOf).join('\n'),
  };
};

async function problemsOf({ line }: CommandContext, { run }: ImportedFile) {
  const input = { runId: run.runId, afterLine: 0, limit: PRINTED_PROBLEMS };
  return (answerOf(await line.call('imports.problems', { input })) as OutputOf<'imports.problems'>).problems;
}

function wordsOf({
  file,
  resumed,
  run,
  problems,
}: ImportedFile & { problems: OutputOf<'imports.problems'>['problems'] }): string {
  const counts = [
    `${run.created} new`,
    `${run.changed} changed`,
    `${run.unchanged} unchanged`,
    `${run.bad} not taken over`,
    `${run.skipped} of kinds the desk has no use for`,
    ...(run.keptFields > 0 ? [`${counted(run.keptFields, 'field')} kept as the desk has them`] : []),
    ...(run.waiting > 0 ? [`${counted(run.waiting, 'refers', 'refer')} to something that is not here`] : []),
  ];
  const listed = problems.map(({ line, code, element, refused }) => {
    const reason = IMPORT_PROBLEM_REASONS[code as ImportProblemCode];
    const isLeftOut = !refused && !TOLD_OF_WHOLE_LINES.has(code as ImportProblemCode);
    return `  line ${line}${element === '' ? '' : `, ${element}`}: ${reason}${isLeftOut ? ' The rest of the line was taken over.' : ''}`;
  });
  return [`${file}${resumed ? ' (gone on with)' : ''}: ${counts.join(', ')}.`, ...listed].join('\n');
}
