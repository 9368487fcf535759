import { expect, test } from './support/desk.ts';
import { openChart } from './support/patients.ts';
import { board, openByTyping, panel, rowOf, toast } from './support/today.ts';

/** Tall enough for the whole day: what a move does to the board is looked at wherever the visit goes. */
test.beforeEach(({ page }) => page.setViewportSize({ width: 1366, height: 1900 }));

test('Ctrl+Z takes back nothing that is not on the screen', async ({ page, signIn }) => {
  await page.clock.install();
  await page.reload();
  await signIn();
  await expect(board(page)).toBeVisible();
  await openByTyping(page, 'okaf', /Okafor-Lindqvist/);
  for (const key of ['i', '1', 'Control+Enter']) await page.keyboard.press(key);
  await expect(toast(page, 'Checked in Chidinma')).toBeVisible();
  await page.clock.runFor('00:09');
  await expect(toast(page, 'Checked in Chidinma')).toBeHidden();
  await page.keyboard.press('Escape');
  await openByTyping(page, 'nguyen kim', /Nguyen, Kim-Ly/);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await page.clock.runFor('00:09');
  await openByTyping(page, 'okaf', /Okafor-Lindqvist/);
  await expect(rowOf(page, /Okafor-Lindqvist/)).toContainText('Checked in');
  // In the panel of the visit itself its newest move is named, and Ctrl+Z is its key.
  await page.keyboard.press('Control+z');
  await expect(rowOf(page, /Okafor-Lindqvist/)).toContainText('Arrived');
});

test('digits after the choice of cash are the cash given, and the change is said', async ({
  page,
  signIn,
  picture,
}) => {
  await page.setViewportSize({ width: 1024, height: 600 });
  await signIn();
  await expect(board(page)).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('okafor chid');
  await expect(page.getByRole('option', { name: /Okafor-Lindqvist, Chidinma/ }).first()).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('button', { name: /Both are right/ })).toBeVisible();
  await page.keyboard.press('i');
  await expect(panel(page).locator(':focus')).toHaveCount(1);
  await page.keyboard.press('2');
  const given = panel(page).getByRole('textbox', { name: 'Cash given' });
  await expect(given).toBeFocused();
  await page.keyboard.type('50');
  await expect(given).toHaveValue('50');
  await expect(panel(page).getByRole('radio', { name: 'Cash' })).toBeChecked();
  await picture('cash-small');
  const foot = await panel(page).locator('.panel__foot').boundingBox();
  const field = await given.boundingBox();
  expect((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThanOrEqual(foot?.y ?? 0);
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, 'Give $20.00 change')).toBeVisible();
  await expect(panel(page).getByText('cash, change $20.00')).toBeVisible();
});

test('digits after the choice of a card or a check are its number', async ({ page, signIn }) => {
  await signIn();
  await expect(board(page)).toBeVisible();
  await openByTyping(page, 'okaf', /Okafor-Lindqvist/);
  await page.keyboard.press('i');
  await page.keyboard.press('1');
  await page.keyboard.type('234');
  await expect(panel(page).getByRole('radio', { name: 'Card' })).toBeChecked();
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByText('Four digits, or leave it empty.').first()).toBeVisible();
  await panel(page).getByRole('radio', { name: 'Check' }).check();
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByText('Write the number of the check.').first()).toBeVisible();
  await page.keyboard.type('1027');
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByText('check 1027')).toBeVisible();
});

test('a copay that cannot be read is refused on its field, and one that is not known is asked for', async ({
  page,
  signIn,
}) => {
  await signIn();
  await expect(board(page)).toBeVisible();
  await openByTyping(page, 'okaf', /Okafor-Lindqvist/);
  await page.keyboard.press('i');
  await page.keyboard.press('c');
  await panel(page).getByRole('radio', { name: 'New card' }).check();
  await panel(page).getByRole('textbox', { name: 'Insurer' }).fill('Blue Ridge PPO');
  await panel(page).getByRole('textbox', { name: 'Member ID' }).fill('CO-1');
  const copay = panel(page).getByRole('textbox', { name: 'Copay on the card' });
  await copay.fill('25.005');
  await page.keyboard.press('Enter');
  await expect(copay).toHaveAttribute('aria-invalid', 'true');
  await copay.fill('');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByText('Copay not known')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(rowOf(page, /Okafor-Lindqvist/)).toContainText('Arrived');
  await panel(page).getByRole('radio', { name: 'None due' }).check();
  await page.keyboard.press('Control+Enter');
  await expect(rowOf(page, /Okafor-Lindqvist/)).toContainText('Checked in');
});

test('what a part payment leaves open is said at check-out', async ({ page, signIn }) => {
  await signIn();
  await expect(board(page)).toBeVisible();
  await openByTyping(page, 'johansson', /Johansson/);
  await page.keyboard.press('1');
  await panel(page).getByRole('textbox', { name: 'Amount' }).fill('1');
  await expect(panel(page).getByText(/\$\d+\.\d\d still owed/)).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, /has left, receipt D1-\d{6}\. \$\d+\.\d\d still owed/)).toBeVisible();
  await expect(panel(page).getByText(/\$\d+\.\d\d still owed/)).toBeVisible();
});

test('the birth date, phone and address stand where they are compared', async ({ page, signIn }) => {
  await signIn();
  await expect(board(page)).toBeVisible();
  await openByTyping(page, 'okaf', /Okafor-Lindqvist/);
  await expect(panel(page).locator('.panel__subtitle')).toContainText(/[A-Z][a-z]{2} \d+, \d{4} · \d+ F/);
  const facts = panel(page).locator('.step--open .facts');
  await expect(facts).toContainText(/Birth date[A-Z][a-z]{2} \d+, \d{4}/);
  await expect(facts).toContainText(/Phone\(\d{3}\)/);
});

test('after a lock the panel has the keyboard again, and a payment half typed goes on in it', async ({
  page,
  signIn,
}) => {
  await signIn();
  await openByTyping(page, 'okaf', /Okafor-Lindqvist/);
  for (const key of ['i', '2']) await page.keyboard.press(key);
  await expect(panel(page).getByRole('textbox', { name: 'Cash given' })).toBeFocused();
  await page.keyboard.type('50');
  await page.keyboard.press('Control+l');
  await signIn();
  await expect(panel(page).getByRole('textbox', { name: 'Cash given' })).toHaveValue('50');
  await expect(
    panel(page)
      .locator(':focus')
      .or(panel(page).and(page.locator(':focus'))),
  ).toHaveCount(1);
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, 'Give $20.00 change')).toBeVisible();
});

test('before check-in there is nothing to print, and after it without money the slip; both are said or shown', async ({
  page,
  signIn,
}) => {
  await signIn();
  await openByTyping(page, 'okaf', /Okafor-Lindqvist/);
  await page.keyboard.press('Control+p');
  await expect(toast(page, 'Nothing to print on this screen')).toBeVisible();
  for (const key of ['i', '4']) await page.keyboard.press(key);
  await panel(page).getByRole('radio', { name: 'Will be billed' }).check();
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, 'Checked in Chidinma')).toBeVisible();
  await page.keyboard.press('Control+p');
  await expect(page.getByRole('dialog')).toContainText('Routing slip');
});

test('who may only look is told who checks in and who gives that role', async ({ page, signIn }) => {
  await signIn('Grace Adeyemi', '9517');
  await page.keyboard.press('Alt+1');
  await openByTyping(page, 'okaf', /Okafor-Lindqvist/);
  await expect(panel(page).getByText('an administrator gives that role', { exact: false })).toBeVisible();
});

test('one’s own check-in goes back from the board after Esc and a lock', async ({ page, signIn }) => {
  await signIn();
  await openByTyping(page, 'okaf', /Okafor-Lindqvist/);
  for (const key of ['i', '1', 'Control+Enter']) await page.keyboard.press(key);
  await expect(toast(page, 'Checked in Chidinma')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+l');
  await signIn();
  await expect(rowOf(page, /Okafor-Lindqvist/)).toContainText('Checked in');
  await page.keyboard.press('Control+z');
  await expect(rowOf(page, /Okafor-Lindqvist/)).toContainText('Arrived');
});

test('what a colleague did is taken back by its button, which names them, and never by a key', async ({
  page,
  signIn,
}) => {
  await signIn();
  await openByTyping(page, 'okaf', /Okafor-Lindqvist/);
  for (const key of ['i', '1', 'Control+Enter']) await page.keyboard.press(key);
  await expect(toast(page, 'Checked in Chidinma')).toBeVisible();
  await page.keyboard.press('Control+l');
  await signIn('Marcus Webb', '1470');
  await openByTyping(page, 'okaf', /Okafor-Lindqvist/);
  const undo = panel(page).getByRole('button', { name: 'Undo check-in by Ana Ruiz' });
  await expect(undo).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(toast(page, 'Nothing to take back on this screen')).toBeVisible();
  await expect(rowOf(page, /Okafor-Lindqvist/)).toContainText('Checked in');
  await undo.click();
  await expect(toast(page, /Receipt D1-\d+ is void/)).toBeVisible();
});

test('keys typed right after Enter in the search are the panel’s, digits of a card among them', async ({
  page,
  signIn,
}) => {
  await signIn();
  await expect(board(page)).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('okaf');
  await expect(rowOf(page, /Okafor-Lindqvist/)).toHaveAttribute('aria-selected', 'true');
  // Between Enter and the panel nothing is waited for.
  for (const key of ['Enter', 'i', '1', ...'5678', 'Control+Enter']) await page.keyboard.press(key);
  await expect(toast(page, 'Checked in Chidinma')).toBeVisible();
  await expect(panel(page).getByText('Copay, card ··5678')).toBeVisible();
});

test('money paid ahead pays a copay as far as it goes, and an amount without its point is asked about', async ({
  page,
  signIn,
}) => {
  await signIn();
  await openByTyping(page, 'okaf', /Okafor-Lindqvist/);
  await page.keyboard.press('i');
  await panel(page).getByRole('radio', { name: 'Not today' }).check();
  await panel(page).getByRole('radio', { name: 'Will be billed' }).check();
  await page.keyboard.press('h');
  // The digit is the line's that was just added, and changes nothing about the copay.
  await page.keyboard.press('2');
  await expect(panel(page).getByRole('radio', { name: 'Cash' }).nth(1)).toBeChecked();
  await expect(panel(page).getByRole('radio', { name: 'Not today' })).toBeChecked();
  await panel(page).getByRole('textbox', { name: 'Amount' }).fill('2000');
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByText('$2,000.00 is a lot.')).toBeVisible();
  await expect(rowOf(page, /Okafor-Lindqvist/)).toContainText('Arrived');
  await panel(page).getByRole('textbox', { name: 'Amount' }).fill('20');
  await expect(panel(page).getByText('is a lot.')).toBeHidden();
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, 'Checked in Chidinma')).toBeVisible();

  await page.keyboard.press('o');
  await panel(page).getByRole('radio', { name: 'Paid ahead: $20.00' }).check();
  await expect(panel(page).getByRole('textbox', { name: 'Amount' })).toHaveValue('20.00');
  await expect(panel(page).getByText('$10.00 still owed')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.toasts')).toContainText('$10.00 still owed');
  await expect(panel(page).getByText('$20.00 paid, $10.00 still open')).toBeVisible();
  await expect(panel(page).getByText('Copay, paid ahead')).toBeVisible();

  await openChart(page, '20418', 'Okafor-Lindqvist');
  await expect(panel(page).getByRole('region', { name: 'Balance' })).toContainText('$10.00');
});

test('a cancelled visit that is taken back says that its money stays given back', async ({
  page,
  signIn,
}) => {
  await signIn();
  await openByTyping(page, 'okaf', /Okafor-Lindqvist/);
  for (const key of ['i', '1', 'Control+Enter']) await page.keyboard.press(key);
  await expect(toast(page, 'Checked in Chidinma')).toBeVisible();
  await page.keyboard.press('x');
  await panel(page).getByRole('button', { name: 'Left before being seen' }).click();
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, 'cancelled')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(toast(page, /The \$\d+\.\d\d given back stays void: take it again/)).toBeVisible();
});
