import { parseArgs } from 'node:util';

/** What the process ends with. */
export const EXIT = {
  done: 0,
  /** Refused, or it did not work. */
  failed: 1,
  /** The command was not understood. */
  usage: 2,
  /** `verify` found something. */
  findings: 3,
  /** Some lines of an import were not taken over. */
  partial: 4,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const COMMANDS = ['import', 'call', 'verify', 'doctor', 'export', 'help'] as const;
export type CommandWord = (typeof COMMANDS)[number];

/** Each command's own words after its name: how many, and what for. */
const OPERANDS: Readonly<Record<CommandWord, readonly string[]>> = {
  import: ['file or folder'],
  call: ['method'],
  verify: [],
  doctor: [],
  export: ['folder'],
  help: [],
};

export interface Asked {
  readonly command: CommandWord;
  /** The file, folder or method; empty where the command takes none. */
  readonly operand: string;
  readonly json: boolean;
  readonly secretFile: string | undefined;
  readonly recoveryCodeFile: string | undefined;
  /** Which EHR an import comes from. */
  readonly source: string;
  /** Makes a `call` that is sent again the same one. */
  readonly operationId: string | undefined;
}

export type Understood =
  | { readonly ok: true; readonly asked: Asked }
  | { readonly ok: false; readonly problem: string };

/** Options that the program or its host reads before the command line does. */
const HOST_OPTIONS = ['data', 'kind', 'os-account', 'app', 'cli', 'no-sandbox', 'headless'];

/** Reads what stands after `--cli`. Secrets have no option: whoever lists the processes of a PC sees every argument. */
export function understand(words: readonly string[]): Understood {
  try {
    const { values, positionals } = parseArgs({
      args: words.filter(
        (word) => !HOST_OPTIONS.some((name) => word === `--${name}` || word.startsWith(`--${name}=`)),
      ),
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        'secret-file': { type: 'string' },
        'recovery-code-file': { type: 'string' },
        source: { type: 'string', default: 'EHR' },
        'operation-id': { type: 'string' },
      },
    });
    const [word = 'help', ...operands] = positionals;
    const command = values.help ? 'help' : COMMANDS.find((each) => each === word);
    if (command === undefined) return problem(`There is no command “${word}”.`);
    const wanted = command === 'help' ? [] : OPERANDS[command];
    if (command !== 'help' && operands.length !== wanted.length)
      return problem(
        wanted.length === 0
          ? `“${command}” takes nothing after it.`
          : `“${command}” needs one ${wanted.join(' and ')}.`,
      );
    return {
      ok: true,
      asked: {
        command,
        operand: operands[0] ?? '',
        json: values.json,
        secretFile: values['secret-file'],
        recoveryCodeFile: values['recovery-code-file'],
        source: values.source,
        operationId: values['operation-id'],
      },
    };
  } catch (error) {
    // Node's own words name the option; a value would stand in them only where it was taken for an option.
    const isUnknown =
      error instanceof Error && 'code' in error && error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
    return problem(
      isUnknown ? 'There is an option that this program does not know.' : 'An option is not complete.',
    );
  }
}

function problem(text: string): Understood {
  return { ok: false, problem: text };
}
