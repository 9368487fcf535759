import { rmSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { signIn } from '../../build/chromium-host/front-desk.ts';
import { launchDesk } from '../../build/chromium-host/launch.ts';
import { TEST_NOW } from '../e2e/support/desk.ts';
import { makeLargeDemo } from './support/large-demo.ts';
import { people } from './support/population.ts';

const PATIENTS = 100_000;
const QUERIES = 60;
/** Long enough for every answer to be painted, short enough to be a fast typist. */
const BETWEEN_KEYS_MS = 110;

/**
 * In the real window at 100,000 patients: from a key pressed in the palette to the last paint of its list, against
 * a key that is echoed through the same bridge and painted. Keys that change nothing in the list are left out.
 */
export async function run(): Promise<Record<string, number>> {
  const data = await makeLargeDemo(PATIENTS, Date.parse(TEST_NOW));
  const desk = await launchDesk({ data, now: TEST_NOW });
  try {
    await desk.open();
    await signIn(desk.page);
    await desk.page.evaluate(watchPaints);
    const typed = queries();
    const list: number[] = [];
    const echo: number[] = [];
    for (const text of typed) {
      list.push(...(await typeInPalette(desk.page, text)));
      echo.push(...(await typeInEcho(desk.page, text)));
    }
    console.log(
      `${list.length} keys painted a list, ${echo.length} an echo; medians ${quantile(list, 0.5).toFixed(1)} and ${quantile(echo, 0.5).toFixed(1)} ms`,
    );
    return {
      ratio_echo: quantile(list, 0.5) / quantile(echo, 0.5),
      ratio_echo_p99: quantile(list, 0.99) / quantile(echo, 0.99),
      median_ms: quantile(list, 0.5),
      p99_ms: quantile(list, 0.99),
      echo_p99_ms: quantile(echo, 0.99),
      keys: list.length,
    };
  } finally {
    await desk.close();
    rmSync(data, { recursive: true, force: true });
  }
}

interface Watched {
  deskKeys: { pressed: number; painted: number }[];
}

/** Runs in the page: notes each key, and the first paint after every change of what is shown. */
function watchPaints(): void {
  const watched = globalThis as unknown as Watched;
  watched.deskKeys = [];
  addEventListener('keydown', (event) => watched.deskKeys.push({ pressed: event.timeStamp, painted: 0 }), {
    capture: true,
  });
  const afterPaint = (): void => {
    const key = watched.deskKeys.at(-1);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      if (key) key.painted = performance.now();
    };
    requestAnimationFrame(() => port2.postMessage(0));
  };
  new MutationObserver((changes) => {
    const shown = changes.some(({ target }) => {
      const element = target instanceof Element ? target : target.parentElement;
      return element?.closest('[role="listbox"], #echo') !== null;
    });
    if (shown) afterPaint();
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
}

async function typeInPalette(page: Page, text: string): Promise<number[]> {
  await page.keyboard.press('Control+k');
  await page.locator('input[role=combobox]').waitFor();
  await page.waitForTimeout(BETWEEN_KEYS_MS);
  const times = await typeAndMeasure(page, text);
  await page.keyboard.press('Escape');
  await page.getByRole('listbox').waitFor({ state: 'detached' });
  return times;
}

async function typeInEcho(page: Page, text: string): Promise<number[]> {
  await page.evaluate(() => {
    const echo = document.createElement('div');
    echo.id = 'echo';
    const field = document.createElement('input');
    const shown = document.createElement('p');
    echo.append(field, shown);
    document.body.append(echo);
    const { desk } = window as unknown as {
      desk: { call: Record<string, (envelope: { input: object }) => Promise<unknown>> };
    };
    field.addEventListener('input', async () => {
      await desk.call['staff.session']?.({ input: {} });
      shown.textContent = field.value;
    });
    field.focus();
  });
  await page.waitForTimeout(BETWEEN_KEYS_MS);
  const times = await typeAndMeasure(page, text);
  await page.evaluate(() => document.querySelector('#echo')?.remove());
  return times;
}

async function typeAndMeasure(page: Page, text: string): Promise<number[]> {
  await page.evaluate(() => {
    (globalThis as unknown as Watched).deskKeys = [];
  });
  for (const key of text) {
    await page.keyboard.type(key);
    await page.waitForTimeout(BETWEEN_KEYS_MS);
  }
  const keys = await page.evaluate(() => (globalThis as unknown as Watched).deskKeys);
  return keys.filter((key) => key.painted > 0).map((key) => key.painted - key.pressed);
}

/** What a receptionist types: names in both orders, birth dates, phone numbers, spread over the people there are. */
function queries(): string[] {
  const everyone = [...people(PATIENTS, 20_260_310)].filter(
    (_, index) => index % Math.floor(PATIENTS / QUERIES) === 7,
  );
  return everyone.slice(0, QUERIES).map((person, index) => {
    const [family, given] = [person.family.split(/[ -]/)[0] ?? '', person.given];
    const [year, month, day] = person.birthDate.split('-');
    const forms = [
      `${family} ${given}`.slice(0, 9),
      `${given} ${family}`.slice(0, 9),
      `${Number(month)}/${Number(day)}/${year}`,
      person.phone.replaceAll(/\D/g, '').slice(-7),
    ];
    return (forms[index % forms.length] ?? family).toLowerCase();
  });
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
