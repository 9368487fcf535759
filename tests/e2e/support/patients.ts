import { expect, type Page } from '@playwright/test';

/** The Patients room as the specs speak of it. */
export const find = (page: Page) => page.getByRole('textbox', { name: 'Find a patient' });
export const found = (page: Page) =>
  page.getByRole('listbox', { name: 'Patients found' }).getByRole('option');
export const chartTitle = (page: Page) => page.getByRole('complementary').getByRole('heading', { level: 2 });

/** Goes to the room by its key; the field to find somebody is there. */
export async function goToPatients(page: Page): Promise<void> {
  await page.keyboard.press('Alt+3');
  await expect(find(page)).toBeVisible();
}

/** Finds the one person whom the text means and opens their chart by keyboard; `name` is in its title. */
export async function openChart(page: Page, text: string, name: string | RegExp): Promise<void> {
  await goToPatients(page);
  await find(page).fill(text);
  await expect(found(page)).toHaveCount(1);
  await find(page).press('Enter');
  await expect(chartTitle(page)).toContainText(name);
}
