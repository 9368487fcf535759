import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { signIn } from '../../../build/chromium-host/front-desk.ts';
import { launchDesk, type RunningDesk } from '../../../build/chromium-host/launch.ts';
import type { CommandName, InputOf, OutputOf, QueryName } from '../../../shared/api/index.ts';
import { createEhr, type Ehr } from '../../support/ehr/ehr.ts';
import { serve } from '../../support/ehr/serve.ts';
import { test as base, expect, TEST_NOW } from './desk.ts';

/** The demo EHR on this computer, with a plug that can be pulled. */
export interface PluggedEhr {
  readonly ehr: Ehr;
  readonly address: string;
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
}

export interface OfficeDesk {
  readonly page: Page;
  /** SIGKILL: nothing is written any more. */
  kill(): Promise<void>;
  /** Opens the same store again, and signs the same person in. */
  reopen(): Promise<void>;
}

interface OfficeFixtures {
  readonly server: PluggedEhr;
  /** Ana's desk, which brings the demo practice, and Marcus's, which joins it. */
  readonly desks: readonly [OfficeDesk, OfficeDesk];
}

export const test = base.extend<OfficeFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from its pattern.
  server: async ({}, use) => {
    const ehr = createEhr();
    let served = await serve(ehr);
    const address = served.base;
    const port = Number(new URL(address).port);
    await use({
      ehr,
      address,
      unplug: () => served.close(),
      plugIn: async () => {
        served = await serve(ehr, { port });
      },
    });
    await served.close().catch(() => undefined);
  },

  desks: async ({ server, template }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'anteroom-e2e-'));
    const open: RunningDesk[] = [];
    try {
      cpSync(await template(TEST_NOW), join(folder, 'one'), { recursive: true });
      const launch = async (data: string, joins: boolean): Promise<RunningDesk> => {
        const desk = await launchDesk({
          data: join(folder, data),
          now: TEST_NOW,
          ehr: server.address,
          joins,
        });
        open.push(desk);
        await desk.open();
        return desk;
      };
      const one = await officeDesk(() => launch('one', false), 'Ana Ruiz', '2580');
      await whole(one.page);
      const two = await officeDesk(() => launch('two', true), 'Marcus Webb', '1470');
      await use([one, two]);
    } finally {
      for (const desk of open) await desk.close().catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

async function officeDesk(
  launch: () => Promise<RunningDesk>,
  name: string,
  pin: string,
): Promise<OfficeDesk> {
  const state = { running: await launch() };
  await signIn(state.running.page, name, pin);
  return {
    get page() {
      return state.running.page;
    },
    kill: async () => {
      const { process: child } = state.running;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    },
    reopen: async () => {
      state.running = await launch();
      await signIn(state.running.page, name, pin);
    },
  };
}

/** Waits until the desk says that everything is here and there alike, and nothing of it waits. */
export async function whole(page: Page): Promise<void> {
  await expect
    .poll(
      async () => {
        const { connection, waiting, lastWholeAt } = await ask(page, 'sync.state', {});
        return lastWholeAt !== null && waiting === 0 ? connection : `${connection}, ${waiting} waiting`;
      },
      { timeout: 120_000 },
    )
    .toBe('online');
}

/** Asks the engine through the page's own bridge. */
export async function ask<Name extends QueryName>(
  page: Page,
  name: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  return (await called(page, name, input)) as OutputOf<Name>;
}

/** Tells the engine through the page's own bridge, as the person who is signed in there. */
export async function tell<Name extends CommandName>(
  page: Page,
  name: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  return (await called(page, name, input)) as OutputOf<Name>;
}

async function called(page: Page, name: string, input: unknown): Promise<unknown> {
  const reply = await page.evaluate(
    async ([method, given]) => {
      const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
        byte.toString(16).padStart(2, '0'),
      ).join('');
      const operationId = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
      return window.desk.call[method as string]?.({ operationId, input: given } as never);
    },
    [name, input] as const,
  );
  if (reply?.ok !== true) throw new Error(`${name}: ${reply?.error.code ?? 'no such method'}`);
  return reply.value;
}
