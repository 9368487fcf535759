import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/desk.ts';
import { panel, toast } from './support/today.ts';

test.use({ viewport: { width: 1366, height: 768 } });

const LEAD = ['Priya Raman', '3690'] as const;
const GRACE = ['Grace Adeyemi', '9517'] as const;
const stranded = (page: Page): Locator => page.getByRole('region', { name: 'Bookings that cannot stay' });

async function openSection(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Alt+4');
  await page.getByRole('tab', { name }).click();
  await expect(page.getByRole('tabpanel', { name })).toBeVisible();
}

/** Books somebody on a day at a time through the next free times. */
async function inTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.getByRole('tab', { name: 'My settings' }).click();
  await page.getByRole('tabpanel').getByLabel('Theme').selectOption(theme);
}

test('a lead makes a Tuesday with a lunch break from the 1st of next month, and sees who stands in the break', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn(...LEAD);
  await openSection(page, 'Hours and blocks');
  await expectAccessible(page, 'hours and blocks');
  await picture('arrange-empty');
  await page.keyboard.press('n');
  await expect(panel(page).getByLabel('Of whom')).toBeFocused();
  await expect(panel(page).getByLabel('From')).toHaveValue('4/1/2026');
  await picture('arrange-week');
});
