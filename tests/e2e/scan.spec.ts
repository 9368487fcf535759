import type { Page } from '@playwright/test';
import { barcodeOf, CARD, type Card } from '../support/licence-cards.ts';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/desk.ts';
import { find, found } from './support/patients.ts';
import { scan } from './support/scanner.ts';

const panel = (page: Page) => page.getByRole('complementary');
const field = (page: Page, name: string) => panel(page).getByLabel(name, { exact: true });

/** Chidinma of the demo practice, who has moved. */
const CHIDINMA: Card = {
  ...CARD,
  family: 'OKAFOR-LINDQVIST',
  given: 'CHIDINMA',
  middle: 'ADAEZE',
  born: '1988-03-04',
  issued: '2024-05-01',
  expires: '2029-03-04',
};

test.beforeEach(async ({ page, signIn }) => {
  await signIn();
  await page.keyboard.press('Alt+3');
  await expect(find(page)).toBeFocused();
});

test('a scan into the search field leaves it empty and shows what differs', async ({ page, picture }) => {
  await scan(page, barcodeOf(CHIDINMA));
  await expect(panel(page).getByRole('heading', { level: 2 })).toHaveText(/Chidinma .*Okafor-Lindqvist/);
  await expect(find(page)).toHaveValue('');
  const street = panel(page).getByRole('checkbox', { name: 'Take Street address from the license' });
  await expect(street).not.toBeChecked();
  await expectAccessible(page, 'the license differences');
  await picture('license-differences');

  // The keys of the panel act at once, although the search field had focus when the card was scanned.
  await page.keyboard.press('1');
  await expect(panel(page).getByRole('checkbox', { checked: true })).toHaveCount(1);
  await page.keyboard.press('a');
  await expect(panel(page).getByRole('checkbox', { checked: false })).toHaveCount(0);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, 'fields taken from a license, dark');
  await picture('license-differences-dark');
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByText('1407 Cottonwood Ln').first()).toBeVisible();

  await scan(page, barcodeOf(CHIDINMA));
  await expect(panel(page)).toContainText('the license says what the chart says');
});

test('a scan into a half-filled form types nothing into the field, and Undo brings back what was typed', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'New patient' }).first().click();
  await field(page, 'Family name').fill('Tarkowski');
  await field(page, 'Phone').fill('970 555 01');
  await expect(field(page, 'Phone')).toBeFocused();
  await scan(page, barcodeOf(CARD));
  await expect(field(page, 'Family name')).toHaveValue('Armenta-Quill');
  // The phone was somebody else's.
  await expect(field(page, 'Phone')).toHaveValue('');
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(field(page, 'Family name')).toHaveValue('Tarkowski');
  await expect(field(page, 'First name')).toHaveValue('');
  await expect(field(page, 'Phone')).toHaveValue('970 555 01');
});

test('what was typed of the person on the card stays where the card says nothing', async ({ page }) => {
  await page.getByRole('button', { name: 'New patient' }).first().click();
  await field(page, 'Family name').fill('armenta quill');
  await field(page, 'Phone').fill('970 555 0166');
  await scan(page, barcodeOf(CARD));
  await expect(field(page, 'Family name')).toHaveValue('Armenta-Quill');
  await expect(field(page, 'Phone')).toHaveValue('970 555 0166');
});

test('a scan into the reason of a walk-in leaves what was written there', async ({ page }) => {
  await page.keyboard.press('Alt+1');
  await expect(page.getByRole('grid')).toBeVisible();
  await page.keyboard.press('w');
  await page.getByRole('combobox', { name: /Name, birth date or phone/ }).fill('zelda quillfeather');
  await expect(page.getByRole('option', { name: /Nobody we know/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  const reason = page.getByRole('textbox', { name: 'Reason' });
  await reason.fill('Sore throat');
  await scan(page, barcodeOf(CHIDINMA));
  await expect(panel(page).getByRole('heading', { level: 2 })).toHaveText(/Chidinma .*Okafor-Lindqvist/);
  await page.keyboard.press('Escape');
  await expect(reason).toHaveValue('Sore throat');
});

test('a family of four is registered from one license scan', async ({ page, picture }) => {
  await scan(page, barcodeOf({ ...CARD, cut: ['N', 'N', 'T'] }));
  await expect(field(page, 'Family name')).toHaveValue('Armenta-Quill');
  await expect(field(page, 'Birth date')).toHaveValue('Jul 15, 1990');
  await expect(field(page, 'Street address')).toHaveValue('1407 Cottonwood Ln');
  await expectAccessible(page, 'the form filled in from a license');
  await picture('license-register');

  // The card had no room for the middle name: it is asked before it is kept.
  await field(page, 'Phone').fill('970 555 0177');
  await page.keyboard.press('Control+Shift+Enter');
  await expect(panel(page).getByRole('alert')).toContainText('Ask');
  await panel(page)
    .getByRole('checkbox', { name: /Middle name .* is whole/ })
    .check();
  await page.keyboard.press('Control+Shift+Enter');

  for (const [given, born] of [
    ['Tobias', '2/11/1988'],
    ['Juniper', '9/3/2016'],
  ] as const) {
    await expect(field(page, 'First name')).toBeFocused();
    await expect(field(page, 'First name')).toHaveValue('');
    await expect(field(page, 'Family name')).toHaveValue('Armenta-Quill');
    await expect(field(page, 'Street address')).toHaveValue('1407 Cottonwood Ln');
    await page.keyboard.type(given);
    await field(page, 'Birth date').fill(born);
    await page.keyboard.press('Control+Shift+Enter');
  }
  await expect(field(page, 'First name')).toBeFocused();
  await expect(field(page, 'First name')).toHaveValue('');
  await page.keyboard.type('Wren');
  await field(page, 'Birth date').fill('1/20/2021');
  await picture('license-household');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, 'the next of a household, dark');
  await picture('license-household-dark');
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByRole('heading', { level: 2 })).toContainText('Wren Armenta-Quill');

  await page.keyboard.press('/');
  await find(page).fill('armenta-quill');
  await expect(found(page)).toHaveCount(4);
});

test('of two people with the name and birth date of a card the desk chooses, from Today and back', async ({
  page,
  picture,
}) => {
  await page.evaluate(async () => {
    const fields = {
      ...{ family: 'Armenta-Quill', given: 'Marisol', middle: '', suffix: '', preferredName: '' },
      ...{ birthDate: '1990-07-15', sex: 'female', phone: '', email: '', language: 'en' },
      ...{ addressLine: '', city: '', state: '', postalCode: '', needsInterpreter: false },
    };
    for (const number of [1, 2])
      await window.desk.call['patients.register']?.({
        operationId: `01890000-0000-7000-8000-00000000000${number}`,
        input: { fields },
      });
  });
  await page.keyboard.press('Alt+1');
  await expect(page.getByRole('grid')).toBeVisible();
  await scan(page, barcodeOf({ ...CARD, expires: '2026-01-31' }));
  await expect(panel(page).getByText('Who is this?')).toBeVisible();
  await expect(panel(page)).toContainText('This card expired on Jan 31, 2026.');
  await expectAccessible(page, 'the choice of who a license belongs to');
  await picture('license-choice');
  await page.keyboard.press('2');
  await expect(panel(page).getByRole('heading', { name: '5 fields are different' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid')).toBeVisible();
});

test('what cannot be read for certain fills in nothing and says why', async ({ page }) => {
  await scan(page, barcodeOf(CARD).replace(/\p{Cc}/gu, ''));
  await expect(page.getByRole('status').filter({ hasText: 'drops the characters' })).toBeVisible();
  await expect(panel(page)).toHaveCount(0);
  await expect(find(page)).toHaveValue('');
  await page.keyboard.type('a@b');
  await expect(find(page)).toHaveValue('a@b');
});

test('a scan at the sign-in screen reaches nobody', async ({ page }) => {
  await page.keyboard.press('Control+l');
  await page
    .getByRole('button', { name: /front desk/i })
    .first()
    .click();
  const pin = page.getByRole('textbox', { name: /^PIN/ });
  await expect(pin).toBeFocused();
  await scan(page, barcodeOf(CARD));
  await expect(pin).toHaveValue('');
  await expect(page.getByText('Armenta')).toHaveCount(0);
});
