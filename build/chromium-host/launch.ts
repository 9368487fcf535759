import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { chooseHost, type Host, nodePath, root } from '../setup.mjs';

/** A desk that runs as a process of its own, and the test's way to its window. */
export interface RunningDesk {
  readonly process: ChildProcess;
  readonly page: Page;
  /** Opens the desk's page, once the test listens to it. */
  open(): Promise<void>;
  /** Closes the window as the OS does when it ends the program; resolves when the process has gone. */
  close(): Promise<void>;
}

export interface DeskOptions {
  readonly data: string;
  /** The instant the desk's clock is held at; ISO. The machine's clock when left out. */
  readonly now?: string | undefined;
  /** Opens an empty folder as a new practice that somebody sets up, instead of the seeded demo. */
  readonly firstRun?: boolean | undefined;
  /** The account of the PC that opens the desk; `none` has no safe place for keys. */
  readonly osAccount?: string | undefined;
  readonly blank?: boolean;
  /** More arguments for the browser, such as a camera that is none. */
  readonly browserArguments?: readonly string[];
  /** Holds the page back until `open`. */
  readonly hold?: boolean;
  /** Makes the desk sign in by itself and tell how long that took, instead of opening a debugging port. */
  readonly tellLaunch?: boolean;
  /** Address of the demo EHR that the demo practice syncs with. */
  readonly ehr?: string | undefined;
  /** Opens a further desk of the demo practice, which joins through that EHR. */
  readonly joins?: boolean | undefined;
}

const host = await chooseHost({ headless: true, chromium: true });

/** The desk's process, started without a window anyone sees, with a debugging port told over its channel. */
export function spawnDesk(options: DeskOptions): ChildProcess {
  return spawn(
    nodePath(),
    [
      join(root, 'build/chromium-host/run.ts'),
      '--headless',
      options.tellLaunch === true ? '--tell-launch' : '--debug-port=0',
      '--kind=test',
      `--data=${options.data}`,
      `--browser=${foundHost().path}`,
      ...[...foundHost().args, ...(options.browserArguments ?? [])].map(
        (argument) => `--browser-argument=${argument}`,
      ),
      ...(options.firstRun === true ? ['--first-run'] : []),
      ...(options.osAccount === undefined ? [] : [`--os-account=${options.osAccount}`]),
      ...(options.blank === true ? ['--blank'] : []),
      ...(options.hold === true ? ['--hold'] : []),
      ...(options.ehr === undefined ? [] : [`--ehr=${options.ehr}`]),
      ...(options.joins === true ? ['--join'] : []),
    ],
    {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: {
        ...process.env,
        // No practice lives in this zone: what takes the machine's zone for the practice's shows at once.
        TZ: 'Asia/Kathmandu',
        ...(options.now === undefined ? {} : { ANTEROOM_TEST_NOW: options.now }),
      },
    },
  );
}

function foundHost(): Host {
  if (host === undefined) throw new Error('There is no browser to run the desk in.');
  return host;
}

/** Starts a desk and connects to its window. */
export async function launchDesk(
  options: Omit<DeskOptions, 'blank' | 'hold' | 'tellLaunch'>,
): Promise<RunningDesk> {
  const child = spawnDesk({ ...options, hold: true });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-4000);
  });
  const port = await debugPort(child).catch(() =>
    Promise.reject(new Error(`The desk did not start. ${said}`)),
  );
  const browser: Browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error('The desk has no window.');
  return {
    process: child,
    page,
    async open() {
      child.send('go');
      await page.waitForURL(/desk\.anteroom/);
    },
    async close() {
      await stopDesk(child);
      await browser.close().catch(() => undefined);
    },
  };
}

/** Ends the process politely, and waits until it has given its files back. */
export async function stopDesk(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** The port that the browser chose; rejects when the process ends before it has one. */
export function debugPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('message', (message: { readonly debugPort?: number }) => {
      if (message.debugPort !== undefined) resolve(message.debugPort);
    });
    child.once('exit', () => reject(new Error('ended')));
  });
}
