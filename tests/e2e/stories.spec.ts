import type { Page } from '@playwright/test';
import { expect, test } from './support/desk.ts';
import { board, countUnder, panel, rowOf, tab, toast } from './support/today.ts';

/** Presses keys one by one and counts them, as a hand on the keyboard would. */
function countingKeys(page: Page) {
  let pressed = 0;
  return {
    get pressed() {
      return pressed;
    },
    async press(...keys: readonly string[]) {
      for (const key of keys) {
        await page.keyboard.press(key);
        pressed += 1;
      }
    },
  };
}

/** Tall enough for the whole day: what a move does to the board is looked at wherever the visit goes. */
test.beforeEach(({ page }) => page.setViewportSize({ width: 1366, height: 1900 }));

test('an established patient is checked in by keyboard in at most twelve keystrokes after being found', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn();
  await expect(rowOf(page, /Okafor-Lindqvist/)).toBeVisible();
  const arrived = await countUnder(page, 'Arrived');
  const checkedIn = await countUnder(page, 'Checked in');

  await page.keyboard.press('/');
  await page.keyboard.type('okaf');
  await expect(rowOf(page, /Okafor-Lindqvist/)).toHaveAttribute('aria-selected', 'true');

  const keys = countingKeys(page);
  await keys.press('Enter');
  await expect(panel(page).getByRole('heading', { name: /Okafor-Lindqvist/ })).toBeVisible();
  await expect(panel(page).getByText('Latex allergy')).toBeVisible();
  await keys.press('i');
  await expect(panel(page).getByText('name and birth date said')).toBeVisible();
  await keys.press('1');
  await expect(panel(page).getByRole('radio', { name: 'Card' })).toBeChecked();
  await picture('check-in-copay');
  await keys.press('Control+Enter');

  await expect(
    page.getByRole('status').filter({ hasText: /Checked in Chidinma .*receipt D1-\d{6}/ }),
  ).toBeVisible();
  expect(keys.pressed).toBeLessThanOrEqual(12);
  await expect(rowOf(page, /Okafor-Lindqvist/)).toContainText('Paid');
  await expect(tab(page, 'Arrived')).toHaveText(`Arrived ${arrived - 1}`);
  await expect(tab(page, 'Checked in')).toHaveText(`Checked in ${checkedIn + 1}`);

  // The receipt is on the screen as it prints, with two keys to the printer.
  await page.keyboard.press('Control+p');
  const receipt = page.getByRole('article', { name: /^Receipt D1-\d{6}$/ });
  await expect(receipt).toContainText('Riverside Family Medicine');
  await expect(receipt).toContainText('$30.00');
  await picture('receipt');
  await page.emulateMedia({ media: 'print' });
  await expect(receipt).toBeVisible();
  await expect(board(page)).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.keyboard.press('Escape');
  await expect(receipt).toBeHidden();
});

test('a new walk-in is taken down, registered and checked in', async ({ page, signIn, picture }) => {
  await signIn();
  await expect(board(page)).toBeVisible();
  const arrived = await countUnder(page, 'Arrived');

  await page.keyboard.press('w');
  await page.keyboard.type('zelda quillfeather');
  await expect(page.getByRole('option', { name: /Nobody we know/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Family name' })).toHaveValue('Quillfeather');
  await expect(page.getByRole('textbox', { name: 'First name' })).toHaveValue('Zelda');
  await page.getByRole('textbox', { name: 'Birth date' }).fill('3/4/1990');
  await page.getByRole('textbox', { name: 'Reason' }).fill('Sore throat');
  await picture('walk-in');
  await page.keyboard.press('Control+Enter');

  await expect(tab(page, 'Arrived')).toHaveText(`Arrived ${arrived + 1}`);
  await expect(rowOf(page, /Quillfeather, Zelda/)).toContainText('Register');
  await expect(panel(page).getByRole('heading', { name: 'Zelda Quillfeather' })).toBeVisible();

  // Checking in without the rest is not possible, and the desk says what comes first.
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByText('Register comes first.')).toBeVisible();

  const register = async (): Promise<void> => {
    await expect(panel(page).getByRole('combobox', { name: 'Sex' })).toBeFocused();
    await panel(page).getByRole('combobox', { name: 'Sex' }).selectOption('female');
    await panel(page).getByRole('textbox', { name: 'Phone' }).fill('970 555 0199');
    await panel(page).getByRole('textbox', { name: 'Street address' }).fill('12 Orchard Lane');
    await page.keyboard.press('Enter');
    await expect(rowOf(page, /Quillfeather, Zelda/)).not.toContainText('Register');
  };
  await register();
  await expect(toast(page, 'Saved')).toBeVisible();
  // What was just written down goes first, not the visit.
  await page.keyboard.press('Control+z');
  await expect(toast(page, 'Taken back')).toBeVisible();
  await expect(rowOf(page, /Quillfeather, Zelda/)).toContainText('Register');
  await picture('register');
  await register();
  await expect(panel(page).getByRole('button', { name: 'Both are right' })).toBeVisible();

  await page.keyboard.press('i');
  await panel(page).getByRole('radio', { name: 'New card' }).check();
  await panel(page).getByRole('textbox', { name: 'Insurer' }).fill('Blue Ridge PPO');
  await panel(page).getByRole('textbox', { name: 'Member ID' }).fill('QF-90017');
  await panel(page).getByRole('textbox', { name: 'Copay on the card' }).fill('25');
  await page.keyboard.press('Enter');
  // Somebody new has signed nothing yet; the desk may put that off, and says why.
  await panel(page).getByRole('button', { name: 'Sign later' }).click();
  await panel(page).getByRole('button', { name: 'Wants to read at home' }).click();
  await panel(page).getByRole('textbox', { name: 'Why later?' }).press('Enter');
  await panel(page).getByRole('radio', { name: 'Cash' }).check();
  await panel(page).getByRole('textbox', { name: 'Cash given' }).fill('40');
  await expect(panel(page).getByText('$15.00')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(
    page.getByRole('status').filter({ hasText: /Checked in Zelda Quillfeather, receipt D1-\d{6}/ }),
  ).toBeVisible();
  await expect(rowOf(page, /Quillfeather, Zelda/)).toContainText('Checked in');
  await expect(rowOf(page, /Quillfeather, Zelda/)).toContainText('Paid');
});

test('the wrong person is checked in and it is undone: status back, receipt void, board right', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn();
  await expect(board(page)).toBeVisible();
  const expected = await countUnder(page, 'Expected');
  const checkedIn = await countUnder(page, 'Checked in');

  await page.keyboard.press('/');
  await page.keyboard.type('smith margaret');
  await expect(board(page).getByRole('row', { name: /Smith, Margaret/ })).toHaveCount(2);
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('alert').getByText('Careful: two Margaret Smiths today')).toBeVisible();
  await expect(panel(page).getByRole('button', { name: /This is the one born/ })).toBeVisible();
  await picture('namesakes');
  await page.keyboard.press('i');
  await page.keyboard.press('1');
  await page.keyboard.press('Control+Enter');
  const said = toast(page, /Checked in Margaret/);
  await expect(said).toBeVisible();
  const receipt = /D1-\d{6}/.exec((await said.textContent()) ?? '')?.[0];
  expect(receipt).toBeDefined();
  await expect(tab(page, 'Checked in')).toHaveText(`Checked in ${checkedIn + 1}`);

  await page.keyboard.press('Control+z');
  await expect(page.getByRole('status').filter({ hasText: `Receipt ${receipt} is void` })).toBeVisible();
  await expect(tab(page, 'Checked in')).toHaveText(`Checked in ${checkedIn}`);
  await expect(tab(page, 'Expected')).toHaveText(`Expected ${expected}`);
  const row = rowOf(page, /Smith, Margaret A\./);
  await expect(row).toContainText('Confirmed');
  await expect(row).toContainText('$15.00');
  await expect(row).toContainText('Copay');

  // Nothing that was printed disappears: the payment stays, marked, with the entry that takes it back.
  await expect(panel(page).getByText('void', { exact: true })).toBeVisible();
  await expect(panel(page).getByText(`voids ${receipt}`)).toBeVisible();
  await expect(panel(page).getByText('−$15.00')).toBeVisible();
  await page.keyboard.press('Control+p');
  await expect(page.getByRole('article', { name: `Receipt ${receipt}` })).toContainText('VOID');
  await picture('void-receipt');
});
