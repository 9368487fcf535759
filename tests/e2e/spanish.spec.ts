import { barcodeOf, CARD } from '../support/licence-cards.ts';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/desk.ts';
import { scan } from './support/scanner.ts';

/** Words that an English sentence can hardly do without, and a Spanish one never has. */
const ENGLISH = /\b(?:the|is|are|and|with|this|your|please|patient|today|visit|search|waiting|room)\b/i;

/** What of the practice's own data stands on the screen in the words it was entered in. */
const DATA = '.board__second, .board__first, .board__name, .top__practice, .board__before';

test.beforeEach(async ({ page }) => {
  await page.evaluate(() => localStorage.setItem('anteroom.look', '{"language":"es"}'));
  await page.reload();
});

test('the desk speaks Spanish from the sign-in on, and its page says so', async ({
  page,
  signIn,
  picture,
}) => {
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await expect(page.getByRole('heading', { name: '¿Quién está en recepción?' })).toBeVisible();
  await signIn();
  await expect(page.getByRole('banner')).toContainText('martes, 10 de marzo · 10:42 a.m.');
  const own = await page.evaluate((data) => {
    const copy = document.body.cloneNode(true) as HTMLElement;
    for (const element of copy.querySelectorAll(data)) element.remove();
    return copy.textContent ?? '';
  }, DATA);
  // A room is called as its door says.
  expect(own.replace(/Room \d/g, '')).not.toMatch(ENGLISH);
  await picture('spanish-today');
  await expectAccessible(page, 'Today in Spanish');
});

test('a scan, its form and its refusal are in Spanish', async ({ page, signIn, picture }) => {
  await signIn();
  await scan(page, barcodeOf(CARD));
  const panel = page.getByRole('complementary');
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText('Nuevo paciente');
  await expect(panel.getByLabel('Fecha de nacimiento')).toHaveValue('15 jul 1990');
  await expect(panel.getByText('edad 35')).toBeVisible();
  await picture('spanish-register');
  await panel.getByLabel('Estado', { exact: true }).fill('Colorado');
  await page.keyboard.press('Control+Enter');
  await expect(panel.getByText('Escriba las dos letras del estado, como CO.').first()).toBeVisible();
});

test('the check-in panel and the settings are in Spanish, and nothing of them is cut', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn();
  await page.getByRole('row', { name: /Okafor-Lindqvist/ }).click();
  const panel = page.getByRole('complementary');
  await expect(panel.getByRole('button', { name: /Registrar la llegada/ })).toBeVisible();
  await expectAccessible(page, 'check-in in Spanish');
  await picture('spanish-check-in');
  await page.getByRole('button', { name: 'Ajustes' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ajustes');
  await expectAccessible(page, 'settings in Spanish');
  await picture('spanish-settings');
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('button, h1, h2, h3, label, .field__label')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      .filter((element) => getComputedStyle(element).overflow !== 'visible')
      .map((element) => element.textContent),
  );
  expect(cut).toEqual([]);
});
