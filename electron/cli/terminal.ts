import type { ReadStream } from 'node:tty';

/** Where the command line reads and writes. */
export interface Terminal {
  /** True where somebody sits who can be asked. */
  readonly canAsk: boolean;
  /** True where a line can be written over: a progress bar is of no use in a file. */
  readonly canRedraw: boolean;
  out(text: string): void;
  err(text: string): void;
  /** Shows what was typed. */
  ask(question: string): Promise<string>;
  /** Shows nothing of what is typed. */
  askHidden(question: string): Promise<string>;
  /** All of standard input; rejects when it is longer than `most` bytes. */
  input(most: number): Promise<string>;
}

const CTRL_C = '\u0003';
const BACKSPACES = ['\u0008', '\u007f'];
const ENDS = ['\r', '\n', '\u0004'];

/** Somebody pressed Ctrl+C at a question. */
export class AskedNoFurther extends Error {
  constructor() {
    super('asked no further');
    this.name = 'AskedNoFurther';
  }
}

/** The terminal of this process. */
export function processTerminal(process: Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'>): Terminal {
  const { stdin, stdout, stderr } = process;
  return {
    canAsk: stdin.isTTY === true && stderr.isTTY === true,
    canRedraw: stderr.isTTY === true,
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    ask: (question) => askAt(stdin, stderr, question, true),
    askHidden: (question) => askAt(stdin, stderr, question, false),
    input: async (most) => {
      const parts: Buffer[] = [];
      let length = 0;
      for await (const part of stdin as AsyncIterable<Buffer>) {
        length += part.length;
        if (length > most) throw new RangeError('too much input');
        parts.push(part);
      }
      return Buffer.concat(parts).toString('utf8');
    },
  };
}

/** Reads one line key by key, so that nothing but us decides what of it is shown. */
function askAt(
  stdin: ReadStream,
  stderr: { write(text: string): unknown },
  question: string,
  isShown: boolean,
): Promise<string> {
  stderr.write(question);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.resume();
  return new Promise((resolve, reject) => {
    let typed = '';
    const done = (finish: () => void): void => {
      stdin.off('data', hear);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write('\n');
      finish();
    };
    const press = (key: string): void => {
      if (BACKSPACES.includes(key)) {
        if (isShown && typed !== '') stderr.write('\b \b');
        typed = typed.slice(0, -1);
      } else if (key >= ' ') {
        typed += key;
        if (isShown) stderr.write(key);
      }
    };
    const hear = (keys: string): void => {
      for (const key of keys) {
        if (key === CTRL_C || ENDS.includes(key)) {
          done(() => (key === CTRL_C ? reject(new AskedNoFurther()) : resolve(typed)));
          return;
        }
        press(key);
      }
    };
    stdin.on('data', hear);
  });
}
