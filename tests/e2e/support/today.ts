import type { Page } from '@playwright/test';
import { expect } from './desk.ts';

/** The Today room as the specs speak of it. */
export const board = (page: Page) => page.getByRole('grid', { name: 'Visits of the day' });
export const rowOf = (page: Page, name: string | RegExp) => board(page).getByRole('row', { name });
export const tab = (page: Page, name: string) =>
  page.getByRole('button', { name: new RegExp(`^${name} \\d+$`) });
export const panel = (page: Page) => page.locator('aside.panel');
export const toast = (page: Page, text: string | RegExp) =>
  page.getByRole('status').filter({ hasText: text });

/** The number on a tab. */
export async function countUnder(page: Page, name: string): Promise<number> {
  return Number(((await tab(page, name).textContent()) ?? '').replace(/\D/g, ''));
}

/** Finds somebody on the board by typing and opens the visit. */
export async function openByTyping(page: Page, text: string, name: RegExp): Promise<void> {
  await expect(board(page)).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type(text);
  await expect(rowOf(page, name)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('heading', { level: 2 })).toBeVisible();
}
