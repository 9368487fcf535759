import type { Page } from '@playwright/test';
import { expect, test } from './support/desk.ts';
import { panel, toast } from './support/today.ts';
import { ask, tell } from './support/two-desks.ts';

test.use({ viewport: { width: 1366, height: 768 } });

const grid = (page: Page) => page.getByRole('group', { name: /^The day by provider/ });
const visitIn = (page: Page, provider: string, name: string) =>
  grid(page).getByRole('group', { name: provider }).getByRole('button').filter({ hasText: name });
const onPinboard = (page: Page) => page.getByText('Kim-Ly Nguyen is on the pinboard.');

async function openCalendar(page: Page): Promise<void> {
  await page.keyboard.press('Alt+2');
  await expect(grid(page)).toBeVisible();
  await grid(page).focus();
}

async function cutNguyen(page: Page): Promise<void> {
  await visitIn(page, 'Dr. Chen', 'Nguyen, Kim-Ly').click();
  await expect(panel(page).getByRole('heading', { name: 'Kim-Ly Nguyen' })).toBeVisible();
  await page.keyboard.press('x');
  await expect(onPinboard(page)).toBeVisible();
}

/** So many times slower than this machine, as the oldest reception PC is. */
async function slowPc(page: Page, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}

test('a visit that finds no place stays on the pinboard, and what is typed meanwhile is no command', async ({
  page,
  signIn,
}) => {
  await signIn('Priya Raman', '3690');
  await openCalendar(page);
  await cutNguyen(page);
  await grid(page).focus();
  await page.keyboard.press('PageDown');
  await expect(page.getByRole('heading', { name: 'Wednesday, March 11' })).toBeVisible();
  await slowPc(page, 8);
  await page.keyboard.press('v');
  // L is the lists, M the month, F the next opening: none of them is meant.
  await page.keyboard.type('lmf');
  await expect(panel(page).getByText('To 8:00 AM, Dr. Ruiz')).toBeVisible();
  await expect(panel(page).getByLabel('Why all the same')).toBeFocused();
  await slowPc(page, 1);
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await expect(onPinboard(page)).toBeVisible();

  // Where something is free it is put down, and is on the pinboard no more.
  await grid(page).focus();
  await page.keyboard.press('t');
  await expect(page.getByRole('heading', { name: 'Tuesday, March 10', level: 2 })).toBeVisible();
  await grid(page).focus();
  await page.keyboard.press('ArrowDown');
  for (let step = 0; step < 20; step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('v');
  await expect(toast(page, 'Moved')).toBeVisible();
  await expect(onPinboard(page)).toHaveCount(0);
});

test('a visit on the pinboard is put down as long as it is by then, and not as it was cut', async ({
  page,
  signIn,
}) => {
  await signIn('Priya Raman', '3690');
  await openCalendar(page);
  await cutNguyen(page);
  const today = { fromDay: '2026-03-10', untilDay: '2026-03-10' } as const;
  const nguyen = async () =>
    (await ask(page, 'calendar.range', { ...today, untilDay: '2026-03-12' } as never)).visits.find(
      ({ family, given }) => family === 'Nguyen' && given === 'Kim-Ly',
    );
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await expect(page.getByRole('heading', { name: 'Thursday, March 12' })).toBeVisible();
  // Somebody else makes it longer meanwhile.
  const before = await nguyen();
  if (before === undefined) throw new Error('Kim-Ly Nguyen has a visit');
  const { id: visitId, providerId, roomId, starts, minutes } = before;
  await tell(page, 'calendar.move', {
    visitId,
    providerId,
    roomId,
    starts,
    minutes: minutes + 20,
    overruleReason: 'an interpreter comes',
  });
  await grid(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('v');
  // It is too long for where it is put.
  await expect(panel(page).getByLabel('Why all the same')).toBeFocused();
  await page.keyboard.type('the only day she can');
  await page.keyboard.press('Control+Enter');
  await expect.poll(async () => (await nguyen())?.day, { timeout: 10_000 }).toBe('2026-03-12');
  expect((await nguyen())?.minutes).toBe(minutes + 20);
});

test('a wish keeps its several providers, and a day that cannot be read is said and not guessed', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn();
  const frame = await ask(page, 'practice.frame', {});
  const [one, two] = frame.providers;
  const typeId = frame.appointmentTypes[0]?.id;
  const { matches } = await ask(page, 'patients.search', { text: 'johan', limit: 1 });
  const patientId = matches[0]?.id;
  if (!one || !two || !typeId || !patientId) throw new Error('the demo practice has them');
  await tell(page, 'worklists.saveWaiting', {
    id: null,
    patientId,
    wish: {
      typeId,
      providerIds: [one.id, two.id],
      weekdays: [],
      opens: null,
      closes: null,
      fromDay: '2026-03-10',
      untilDay: '2026-04-30',
      isUrgent: false,
      note: '',
    },
  } as never);
  const wish = async () => (await ask(page, 'worklists.waiting', {})).lines[0];
  await openCalendar(page);
  await page.keyboard.press('l');
  await expect(panel(page).getByRole('list', { name: 'Wait list' })).toContainText('Johansson');
  await page.keyboard.press('e');
  await expect(panel(page).getByRole('heading', { name: 'Wait list' })).toBeVisible();
  const provider = panel(page).getByRole('combobox', { name: 'Provider' });
  await expect(provider.locator('option:checked')).toHaveText(`${one.displayName}, ${two.displayName}`);
  await panel(page).getByLabel('Waits until').fill('soonish');
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByText('Write a date, or how far ahead: 10d, 6w, 3m.')).toBeVisible();
  await expect(panel(page).getByLabel('Waits until')).toBeFocused();
  await picture('calendar-wait-wrong');
  expect((await wish())?.untilDay).toBe('2026-04-30');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('6w');
  await page.keyboard.press('Control+Enter');
  await expect.poll(async () => (await wish())?.untilDay).toBe('2026-04-21');
  expect((await wish())?.providerIds).toEqual([one.id, two.id]);

  // Nor does a search or a list guess.
  await page.keyboard.press('Escape');
  await page.keyboard.press('f');
  await panel(page).getByLabel('Not before').fill('some day');
  await expect(panel(page).getByText('Write a date, or how far ahead: 10d, 6w, 3m.').first()).toBeVisible();
  await expect(panel(page).getByRole('list', { name: 'Free times' })).toHaveCount(0);
});
