import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/desk.ts';
import { panel, toast } from './support/today.ts';

const cards = (page: Page) => panel(page).getByRole('list', { name: 'Coverage' }).getByRole('listitem');
const field = (page: Page, name: string) => panel(page).getByRole('textbox', { name, exact: true });

/** From the search to all coverage of Chidinma, by keyboard. */
async function openCoverage(page: Page): Promise<void> {
  await page.keyboard.press('Alt+3');
  await expect(page.getByRole('textbox', { name: 'Find a patient' })).toBeFocused();
  await page.keyboard.type('20418');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('heading', { level: 2 })).toContainText('Chidinma');
  await page.keyboard.press('i');
  await expect(panel(page).getByRole('heading', { level: 2 })).toContainText('Coverage: Chidinma');
  await expect(cards(page)).not.toHaveCount(0);
}

/** A picture of a card as a scanner would save it. */
async function pictureOfCard(page: Page): Promise<Buffer> {
  const drawn = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 856;
    canvas.height = 540;
    canvas.getContext('2d')?.fillRect(40, 40, 300, 90);
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  });
  return Buffer.from(drawn, 'base64');
}

test('a card is corrected, ended and called back, and each can be undone', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn();
  await openCoverage(page);
  const card = cards(page).first();
  const before = (await card.textContent()) ?? '';
  const count = await cards(page).count();

  await card.getByRole('button', { name: 'Edit' }).click();
  await field(page, 'Member ID').fill('CORRECTED-77');
  await expectAccessible(page, 'a card being corrected');
  await picture('coverage-edit');
  await page.keyboard.press('Enter');
  await expect(toast(page, 'Coverage changed')).toBeVisible();
  await expect(card).toContainText('CORRECTED-77');
  await page.keyboard.press('Control+z');
  await expect(toast(page, 'Undone')).toBeVisible();
  await expect(card).toHaveText(before);

  await card.getByRole('button', { name: 'End', exact: true }).click();
  await expect(field(page, 'Last day')).toBeFocused();
  await field(page, 'Last day').fill('31/31/2026');
  await page.keyboard.press('Enter');
  await expect(field(page, 'Last day')).toHaveAttribute('aria-invalid', 'true');
  await field(page, 'Last day').fill('2/28/2026');
  await page.keyboard.press('Enter');
  await expect(toast(page, 'Coverage ended')).toBeVisible();
  const ended = cards(page).filter({ hasText: 'ended Feb 28, 2026' });
  await expect(ended).toHaveCount(1);
  await picture('coverage-ended');
  await page.keyboard.press('Control+z');
  await expect(ended).toHaveCount(0);
  await expect(card).toHaveText(before);

  await card.getByRole('button', { name: 'Added by mistake' }).click();
  await expect(toast(page, 'Coverage removed: added by mistake')).toBeVisible();
  await expect(panel(page).getByText('No coverage on file.').or(cards(page).first())).toBeVisible();
  await expect(cards(page).filter({ hasText: before })).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(toast(page, 'Undone')).toBeVisible();
  await expect(cards(page)).toHaveCount(count);
  await expect(card).toHaveText(before);
});

test('front and back of a card are kept with it, and seen again where it is opened', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn();
  await openCoverage(page);
  await cards(page).first().getByRole('button', { name: 'Edit' }).click();
  await panel(page).getByText('Subscriber, dates, card pictures').click();
  for (const side of ['Front of the card', 'Back of the card']) {
    await panel(page)
      .getByRole('button', { name: `${side}: Take a picture` })
      .click();
    await panel(page)
      .locator('input[type="file"]')
      .setInputFiles({ name: 'card.png', mimeType: 'image/png', buffer: await pictureOfCard(page) });
    await panel(page).getByRole('button', { name: 'Keep it' }).click();
    await expect(panel(page).getByRole('img', { name: side })).toBeVisible();
  }
  await picture('coverage-card-pictures');
  await field(page, 'Member ID').press('Enter');
  await expect(toast(page, 'Coverage changed')).toBeVisible();

  await cards(page).first().getByRole('button', { name: 'Edit' }).click();
  await panel(page).getByText('Subscriber, dates, card pictures').click();
  for (const side of ['Front of the card', 'Back of the card']) {
    const kept = panel(page).getByRole('img', { name: side });
    await expect(kept).toBeVisible();
    expect(await kept.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(500);
  }
});
