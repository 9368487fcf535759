import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../setup.mjs';
import { options } from './options.ts';

export interface Browser {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Closes the browser and deletes its profile. */
  close(): Promise<void>;
}

const PROFILE_PREFIX = 'anteroom-profile-';

/** Starts the browser with one application window on a profile of its own, spoken to over a pipe. */
export async function launchBrowser(): Promise<Browser> {
  sweepProfiles();
  const profile = mkdtempSync(join(tmpdir(), `${PROFILE_PREFIX}${process.pid}-`));
  const deleteProfile = (): void => rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  process.once('exit', deleteProfile);
  const found =
    options.browser === undefined
      ? await findBrowser()
      : { path: options.browser, args: options.browserArguments };
  if (found === undefined) throw new Error('No Chrome, Chromium or Edge was found.');
  const { width, height } = options.size;
  const isRoot = process.getuid?.() === 0;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: found.path,
    headless: options.headless,
    viewport: options.headless ? { width, height } : null,
    chromiumSandbox: !isRoot,
    acceptDownloads: false,
    serviceWorkers: 'block',
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      ...found.args,
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
      `--window-size=${width},${height}`,
      // A page's address cannot be typed or followed in an application window; nor is a toolbar drawn for nobody.
      '--app=data:text/html,<title>Anteroom</title>',
      ...(options.debugPort === undefined ? [] : [`--remote-debugging-port=${options.debugPort}`]),
    ],
  });
  const page = context.pages()[0] ?? (await context.newPage());
  if (options.debugPort !== undefined) void tellDebugPort(profile);
  return {
    context,
    page,
    async close() {
      await context.close().catch(() => undefined);
      deleteProfile();
    },
  };
}

/** Chromium chooses the port when asked for port 0, and writes it into its profile. */
async function tellDebugPort(profile: string): Promise<void> {
  for (;;) {
    const [port] = readTextOrNothing(join(profile, 'DevToolsActivePort')).split('\n');
    if (port) return void process.send?.({ debugPort: Number(port) });
    await wait(5);
  }
}

function readTextOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** A host that was killed could not delete its profile; the next one does. */
function sweepProfiles(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = new RegExp(`^${PROFILE_PREFIX}(\\d+)-`).exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
