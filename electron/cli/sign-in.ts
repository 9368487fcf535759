import { readFileSync, statSync } from 'node:fs';
import type { Reply } from '../../shared/api/reply.ts';
import type { Session } from '../../shared/staff/contract.ts';
import type { Asked } from './arguments.ts';
import type { Line } from './line.ts';
import type { Terminal } from './terminal.ts';

/** Something that a person can mend, in words; no secret and no path stands in it. */
export class CliProblem extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'CliProblem';
    this.code = code;
  }
}

const LONGEST_SECRET_FILE = 1_000;

interface RosterMember {
  readonly staffId: string;
  readonly displayName: string;
  readonly initials: string;
}

/** Signs in by the secret file, or by asking. Answers who it is. Throws CliProblem. */
export async function signIn(line: Line, asked: Asked, terminal: Terminal): Promise<Session> {
  const { staff } = answerOf(await line.call('staff.roster', { input: {} })) as {
    staff: readonly RosterMember[];
  };
  const { name, pin } = await credentials(asked, terminal);
  const member = memberOf(staff, name);
  const reply = await line.call('staff.signIn', { input: { staffId: member.staffId, pin } });
  return (answerOf(reply) as { session: Session }).session;
}

/** The recovery code, from its file or by asking; asked for only where nothing else opens the practice. */
export async function recoveryCode(asked: Asked, terminal: Terminal): Promise<string> {
  if (asked.recoveryCodeFile !== undefined) return readSecret(asked.recoveryCodeFile).trim();
  if (!terminal.canAsk)
    throw new CliProblem(
      'cli/needs-code',
      'This account of the PC has never opened the practice. Give the recovery code with --recovery-code-file=<file>.',
    );
  return terminal.askHidden('Recovery code: ');
}

/** The value of a reply. Throws CliProblem with the desk's own words. */
export function answerOf(reply: Reply): unknown {
  if (reply.ok) return reply.value;
  const { code, message, fields } = reply.error;
  const more = Object.entries(fields ?? {}).map(([field, words]) => `\n  ${field}: ${words}`);
  throw new CliProblem(code, `${message}${more.join('')}`);
}

async function credentials(asked: Asked, terminal: Terminal): Promise<{ name: string; pin: string }> {
  if (asked.secretFile !== undefined) {
    const [name = '', pin = ''] = readSecret(asked.secretFile).split(/\r?\n/);
    if (name.trim() === '' || pin.trim() === '')
      throw new CliProblem(
        'cli/secret-file',
        'The secret file needs two lines: initials or name, then the PIN. Nothing was done.',
      );
    return { name: name.trim(), pin: pin.trim() };
  }
  if (!terminal.canAsk)
    throw new CliProblem('cli/nobody-to-ask', 'Nobody can be asked here. Sign in with --secret-file=<file>.');
  return {
    name: (await terminal.ask('Your initials or name: ')).trim(),
    pin: await terminal.askHidden('PIN: '),
  };
}

/** Reads a file that must be its owner's alone; on Windows the folder's rights decide that. */
function readSecret(path: string): string {
  const facts = (() => {
    try {
      return statSync(path);
    } catch {
      throw new CliProblem(
        'cli/secret-file',
        'The secret file cannot be read. Look at its name and its rights.',
      );
    }
  })();
  if (!facts.isFile() || facts.size > LONGEST_SECRET_FILE)
    throw new CliProblem('cli/secret-file', 'The secret file is no small text file. Nothing was done.');
  if (process.platform !== 'win32' && ((facts.mode & 0o077) !== 0 || facts.uid !== process.getuid?.()))
    throw new CliProblem(
      'cli/secret-file-open',
      'Others can read the secret file, or it is not yours. Run: chmod 600 <file>. Nothing was done.',
    );
  return readFileSync(path, 'utf8');
}

function memberOf(staff: readonly RosterMember[], name: string): RosterMember {
  const wanted = name.toLowerCase();
  const byName = staff.filter((each) => each.displayName.toLowerCase() === wanted);
  const found = byName.length > 0 ? byName : staff.filter((each) => each.initials.toLowerCase() === wanted);
  const [member] = found;
  if (member === undefined)
    throw new CliProblem(
      'cli/unknown-person',
      'Nobody of that name signs in here. Type the name as the tile has it.',
    );
  if (found.length > 1)
    throw new CliProblem('cli/several-people', 'Several people have these initials. Type the whole name.');
  return member;
}
