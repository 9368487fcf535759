import type { Page } from '@playwright/test';
import { expect, test } from './support/desk.ts';
import { panel, toast } from './support/today.ts';

/** The Thursday before the clocks go forth: Sunday, March 8, 2026 has no hour from two to three. */
test.use({ viewport: { width: 1366, height: 768 }, now: '2026-03-05T17:42:00.000Z' });

const grid = (page: Page) => page.getByRole('group', { name: /^The day by provider/ });
const column = (page: Page, name: string) => grid(page).getByRole('group', { name });

/** The visits of a day as the engine has them. */
async function visitsOn(page: Page, day: string) {
  return page.evaluate(async (wanted) => {
    const answer = (await window.desk.call['calendar.range']?.({
      input: { fromDay: wanted, untilDay: wanted },
    })) as {
      readonly value: {
        readonly visits: readonly { id: string; starts: number; minutes: number; status: string }[];
      };
    };
    return answer.value.visits;
  }, day);
}

test('in the week in which the clocks change, a visit dragged onto that Sunday keeps its time of the clock', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn('Priya Raman', '3690');
  await page.keyboard.press('Alt+2');
  await expect(grid(page)).toBeVisible();
  await page.keyboard.press('w');
  await page.getByRole('checkbox', { name: 'Working week' }).uncheck();
  await expect(page.getByRole('heading', { name: 'Mar 2 – 8, 2026' })).toBeVisible();
  const friday = column(page, 'Friday, March 6, Dr. Ruiz');
  const sunday = column(page, 'Sunday, March 8, Dr. Ruiz');
  const first = friday.locator('.visit-box').first();
  const id = await first.getAttribute('data-visit');
  const before = (await visitsOn(page, '2026-03-06')).find((visit) => visit.id === id);
  const [box, onto] = [await first.boundingBox(), await sunday.boundingBox()];
  if (before === undefined || box === null || onto === null) throw new Error('Dr. Ruiz is booked on Friday');
  // Straight to the right: beside it stands the same time of the clock, an hour less after midnight.
  await page.mouse.move(box.x + 20, box.y + 6);
  await page.mouse.down();
  await page.mouse.move(onto.x + 10, box.y + 6, { steps: 8 });
  await page.mouse.move(onto.x + 30, box.y + 6);
  await expect(page.locator('.visit-box--ghost')).toBeVisible();
  await picture('calendar-clock-change');
  await page.mouse.up();
  // Nobody works on a Sunday: the lead says why.
  await expect(panel(page).getByRole('list', { name: 'What stands against it' })).toBeVisible();
  await page.keyboard.type('the flu clinic');
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, 'Moved')).toBeVisible();
  await expect(sunday.getByRole('button')).toHaveCount(1);
  const after = (await visitsOn(page, '2026-03-08')).find((visit) => visit.id === id);
  expect(after?.minutes).toBe(before.minutes);
  expect((after?.starts ?? 0) - before.starts).toBe(47 * 3_600_000);
});
