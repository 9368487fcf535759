import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDemoPractice } from '../../electron/demo/open-demo.ts';
import { DEMO_RECOVERY_CODE, DEMO_STAFF } from '../../electron/demo/practice.ts';
import { openEnvelope, readEnvelope } from '../../electron/security/key-envelope.ts';
import { openStore } from '../../electron/store/open.ts';
import type { Role } from '../../shared/staff/permissions.ts';
import { MORNING, silentLog } from './practice.ts';

export interface CliRun {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const env = { ...process.env, ANTEROOM_CLI_NOW: String(MORNING) };
const CLI = fileURLToPath(new URL('./cli-process.ts', import.meta.url));
const DESK = fileURLToPath(new URL('./desk-process.ts', import.meta.url));

/** A demo practice in a folder of its own, made once and copied for each test. */
export async function demoTemplate(): Promise<{ copy(): string; dispose(): void }> {
  const root = mkdtempSync(join(tmpdir(), 'anteroom-cli-'));
  const template = join(root, 'template');
  const engine = await openDemoPractice({
    folder: template,
    migrationsFolder: 'migrations',
    clock: { now: () => MORNING },
    log: silentLog,
  });
  engine.dispose();
  const state = { copies: 0 };
  return {
    copy: () => {
      state.copies += 1;
      const folder = join(root, `practice-${state.copies}`);
      cpSync(template, folder, { recursive: true });
      return folder;
    },
    dispose: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Writes a secret file for somebody of the demo; only its owner may read it unless another mode is given. */
export function secretFile(folder: string, role: Role, mode = 0o600): string {
  const member = DEMO_STAFF.find((each) => each.role === role);
  const file = join(folder, `secret-${role}-${mode.toString(8)}`);
  writeFileSync(file, `${member?.displayName}\n${member?.pin}\n`);
  chmodSync(file, mode);
  return file;
}

/** Starts the command line; `input` is its standard input. */
export function startCli(
  folder: string,
  words: readonly string[],
  input = '',
): { child: ChildProcess; ended: Promise<CliRun> } {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CLI, folder, ...words], {
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const parts = { out: '', err: '' };
  child.stdout.on('data', (text: Buffer) => {
    parts.out += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    parts.err += text.toString();
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return { child, ended: once(child, 'close').then(([code]) => ({ code: code as number | null, ...parts })) };
}

/** Runs one command to its end. */
export function cli(folder: string, words: readonly string[], input = ''): Promise<CliRun> {
  return startCli(folder, words, input).ended;
}

/** What `--json` printed. */
export function jsonOf({ out }: CliRun): {
  ok: boolean;
  code: number;
  value?: unknown;
  error?: { code: string; message: string };
} {
  return JSON.parse(out) as ReturnType<typeof jsonOf>;
}

/** Opens the desk of a folder in a process of its own. With `dieIn` it dies when that method is called over the pipe. */
export async function startDesk(folder: string, dieIn = ''): Promise<{ kill(): Promise<void> }> {
  const child = fork(DESK, [folder, dieIn], {
    env,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  await Promise.race([once(child, 'message'), ended]);
  return {
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Rows of the demo practice's store, read by somebody who has its key. */
export async function storeRows(folder: string, sql: string): Promise<unknown[]> {
  const envelope = readEnvelope(join(folder, 'key-envelope.json'));
  const db = openStore({
    file: join(folder, 'desk.sqlite'),
    key: await openEnvelope(envelope, DEMO_RECOVERY_CODE),
    keyCheck: envelope.keyCheck,
    readonly: true,
  });
  try {
    return db.prepare(sql).all();
  } finally {
    db.close();
  }
}
