import { accessSync, constants, existsSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';
import type { OutputOf } from '../../shared/api/index.ts';
import type { Reply } from '../../shared/api/reply.ts';
import { readHolder } from '../entry/folder-lock.ts';
import { practiceFiles } from '../entry/practice-files.ts';
import { readEnvelope } from '../security/key-envelope.ts';
import { readMigrations } from '../store/migrate.ts';
import { EXIT } from './arguments.ts';
import type { CommandResult } from './command.ts';
import { counted } from './counted.ts';
import type { Line, LineOptions } from './line.ts';
import { headInWords } from './verify.ts';

const MEBIBYTE = 1024 * 1024;
const LEAST_FREE_MIB = 512;
/** A desk and its machine agree within this, unless the desk is held at one instant. */
const CLOCK_APART_MS = 60_000;

export interface DoctorOptions extends Pick<LineOptions, 'folder' | 'migrationsFolder' | 'clock' | 'vault'> {
  readonly versions: Readonly<Record<string, string | undefined>>;
  readonly appVersion: string;
  /** Opens the practice as every command does; what that says is a finding here. */
  readonly open: () => Promise<Line>;
  /** What a person reads of why it did not open. */
  readonly explain: (error: unknown) => { readonly code: string; readonly message: string };
}

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly words: string;
}

/** How the program, its folder and its store are, without any patient's data and without a sign-in. */
export async function examine(options: DoctorOptions): Promise<CommandResult> {
  const checks = [...programChecks(options), ...folderChecks(options), ...(await keyChecks(options))];
  checks.push(...(await storeChecks(options)));
  const isWell = checks.every(({ ok }) => ok);
  return {
    code: isWell ? EXIT.done : EXIT.failed,
    value: { well: isWell, checks },
    words: checks.map(({ name, ok, words }) => `${ok ? 'ok  ' : 'LOOK'}  ${name}: ${words}`).join('\n'),
  };
}

function programChecks({ versions, appVersion, migrationsFolder }: DoctorOptions): Check[] {
  const { electron, node, modules } = versions;
  const parts = [
    `Anteroom ${appVersion}`,
    electron === undefined ? 'no Electron' : `Electron ${electron}`,
    `Node ${node ?? '?'} (modules ${modules ?? '?'})`,
    `${process.platform} ${process.arch}`,
  ];
  return [
    { name: 'program', ok: true, words: parts.join(', ') },
    {
      name: 'schema of this program',
      ok: true,
      words: counted(readMigrations(migrationsFolder).length, 'migration'),
    },
    { name: 'memory', ok: true, words: `${Math.floor(freemem() / MEBIBYTE)} MiB free` },
  ];
}

function folderChecks({ folder }: DoctorOptions): Check[] {
  if (!existsSync(folder))
    return [{ name: 'folder', ok: false, words: 'There is none. Start the desk once.' }];
  const checks: Check[] = [];
  const mode = statSync(folder).mode & 0o777;
  const isOpenToAll = process.platform !== 'win32' && (mode & 0o007) !== 0;
  checks.push({
    name: 'folder',
    ok: isAllowed(folder, constants.R_OK | constants.W_OK),
    words: isAllowed(folder, constants.R_OK | constants.W_OK)
      ? `may be read and written${isOpenToAll ? '; other accounts of this PC may list it' : ''}`
      : 'This account may not read and write it.',
  });
  const space = statfsSync(folder);
  const free = Math.floor((space.bavail * space.bsize) / MEBIBYTE);
  checks.push({ name: 'disk', ok: free >= LEAST_FREE_MIB, words: `${free} MiB free` });
  const { store } = practiceFiles(folder);
  const size = (file: string) => (existsSync(file) ? Math.ceil(statSync(file).size / MEBIBYTE) : 0);
  checks.push({
    name: 'store',
    ok: existsSync(store),
    words: existsSync(store)
      ? `${size(store)} MiB, journal ${size(`${store}-wal`)} MiB`
      : 'There is none here.',
  });
  const holder = readHolder(folder);
  checks.push({
    name: 'lock',
    ok: true,
    words:
      holder === null ? 'nobody said that the practice is open' : `open, says the account ${holder.account}`,
  });
  const log = join(folder, 'shell', 'anteroom.log');
  if (existsSync(log)) {
    const errors = readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line.includes('"level":"error"')).length;
    checks.push({
      name: 'log',
      ok: errors === 0,
      words: `${counted(errors, 'error')} in it`,
    });
  }
  return checks;
}

async function keyChecks({ folder, vault }: DoctorOptions): Promise<Check[]> {
  const { envelope } = practiceFiles(folder);
  if (!existsSync(envelope)) return [{ name: 'key', ok: false, words: 'There is no key envelope here.' }];
  try {
    const { slots } = readEnvelope(envelope);
    const accounts = slots.filter((slot) => slot.kind === 'os-account');
    const isMine = accounts.some((slot) => slot.account === vault?.account);
    const backend = (await vault?.backend().catch(() => undefined)) ?? 'none';
    const codes = slots.length - accounts.length;
    return [
      {
        name: 'key',
        ok: codes > 0,
        words: `${counted(codes, 'recovery code')}, ${counted(accounts.length, 'PC account')}${isMine ? ', this one among them' : ''}; safe place of this OS: ${backend}`,
      },
    ];
  } catch {
    return [{ name: 'key', ok: false, words: 'The key envelope is damaged. Restore it from a backup.' }];
  }
}

async function storeChecks({ open, explain, clock }: DoctorOptions): Promise<Check[]> {
  let line: Line;
  try {
    line = await open();
  } catch (error) {
    return [{ name: 'opening', ok: false, words: explain(error).message }];
  }
  try {
    const reply: Reply = await line.call('audit.heads', { input: {} });
    if (!reply.ok) return [{ name: 'opening', ok: false, words: reply.error.message }];
    const heads = reply.value as OutputOf<'audit.heads'>;
    const apart = Math.abs(clock.now() - heads.now);
    return [
      {
        name: 'opening',
        ok: true,
        words: `${line.route === 'desk' ? 'through the open desk' : 'by the command line itself'}${heads.demo ? '; a demo practice' : ''}`,
      },
      { name: 'schema of the store', ok: true, words: counted(heads.migrations, 'migration') },
      { name: 'head of the audit', ok: true, words: headInWords(heads.audit) },
      { name: 'head of the change log', ok: true, words: headInWords(heads.changes) },
      {
        name: 'checkpoint',
        ok: true,
        words:
          heads.checkpoint === null
            ? 'none yet'
            : `number ${heads.checkpoint.number}, of ${heads.checkpoint.day}`,
      },
      { name: 'backlog', ok: true, words: `${counted(heads.waiting, 'record')} not yet sent to the EHR` },
      {
        name: 'clock',
        ok: heads.demo || apart <= CLOCK_APART_MS,
        words:
          apart <= CLOCK_APART_MS
            ? `agrees; zone ${heads.zone}`
            : `the desk's clock is ${Math.round(apart / 1000)} s away; zone ${heads.zone}`,
      },
    ];
  } finally {
    await line.close();
  }
}

function isAllowed(path: string, how: number): boolean {
  try {
    accessSync(path, how);
    return true;
  } catch {
    return false;
  }
}
