import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/desk.ts';
import { board, openByTyping, panel, rowOf, toast } from './support/today.ts';

test.describe('at the size of the desk’s screen', () => {
  test.beforeEach(({ page }) => page.setViewportSize({ width: 1366, height: 768 }));

  test('every step is worked by its key, and what is satisfied is a tick and half a line', async ({
    page,
    signIn,
    picture,
  }) => {
    await signIn();
    await expect(board(page)).toBeVisible();
    await openByTyping(page, 'okaf', /Okafor-Lindqvist/);
    const steps = panel(page).getByRole('list', { name: 'Check-in' });
    await expect(steps.getByRole('listitem').filter({ hasText: ', done' })).toHaveCount(5);
    await expect(steps).toContainText('active, portal, yesterday');
    await picture('check-in-ten-steps');

    await page.keyboard.press('v');
    await expect(panel(page).getByRole('textbox', { name: 'Reason' })).toBeFocused();
    await panel(page).getByRole('textbox', { name: 'Reason' }).fill('Blood pressure, headache');
    await panel(page).getByRole('combobox', { name: 'Supervising provider' }).selectOption('Dr. Chen');
    await picture('check-in-visit');
    await page.keyboard.press('Enter');
    await expect(steps).toContainText('blood pressure, headache');

    await page.keyboard.press('d');
    await expect(panel(page).getByText(/texts (not asked|are fine)|no texts/)).toBeVisible();
    await picture('check-in-demographics');
    await page.keyboard.press('d');
    await expect(steps).toContainText('confirmed just now');

    // Asked, and then asked again: pressed twice it says that nobody could be reached.
    await page.keyboard.press('g');
    await panel(page).getByRole('radio', { name: 'Inactive' }).check();
    await panel(page).getByRole('textbox', { name: 'Seen all the same because' }).fill('Doctor agreed');
    await picture('check-in-eligibility');
    await page.keyboard.press('Enter');
    await expect(steps).toContainText('inactive, portal, just now');

    await page.keyboard.press('i');
    await page.keyboard.press('1');
    await expectAccessible(page, 'check-in, all steps answered');
    await page.keyboard.press('Control+Enter');
    await expect(toast(page, 'Checked in Chidinma')).toBeVisible();
    await expect(panel(page).getByText('inactive, portal, today')).toBeVisible();
    await expect(panel(page).getByRole('button', { name: 'Routing slip' })).toBeVisible();
    await picture('checked-in-record');
    await expectAccessible(page, 'checked in');

    // The insurer is asked again: the new answer stands beside the old one.
    await panel(page)
      .getByRole('button', { name: /Eligibility/ })
      .click();
    await panel(page).getByRole('radio', { name: 'Active', exact: true }).check();
    await panel(page)
      .getByRole('button', { name: /Keep the answer/ })
      .click();
    await expect(panel(page).getByText('active, portal, today')).toBeVisible();
  });

  test('two coverages, an authorization that gives a unit, and a prepayment beside a split copay', async ({
    page,
    signIn,
    picture,
  }) => {
    await signIn();
    await expect(board(page)).toBeVisible();
    await openByTyping(page, 'dowd pat', /O’Dowd/);
    await expect(panel(page).getByText('SCP-40117, 3 of 6 left')).toBeVisible();
    await page.keyboard.press('u');
    await expect(panel(page).getByRole('radio', { name: /SCP-40117/ })).toBeChecked();
    await picture('check-in-authorization');
    await page.keyboard.press('u');
    await page.keyboard.press('i');
    await page.keyboard.press('Control+Enter');
    await expect(toast(page, 'Checked in Patrick')).toBeVisible();
    await expect(panel(page).getByText('SCP-40117, 2 of 6 left')).toBeVisible();
    // Taken back, the unit is there again.
    await page.keyboard.press('Control+z');
    await expect(panel(page).getByText('SCP-40117, 3 of 6 left')).toBeVisible();
    await page.keyboard.press('Escape');

    await openByTyping(page, 'okaf', /Okafor-Lindqvist/);
    await page.keyboard.press('c');
    await panel(page).getByRole('radio', { name: 'Add second' }).check();
    await panel(page).getByRole('textbox', { name: 'Insurer' }).fill('Front Range Health');
    await panel(page).getByRole('textbox', { name: 'Member ID' }).fill('FRH 77001');
    await panel(page).getByText('Subscriber, dates, card pictures').click();
    await panel(page).getByRole('combobox', { name: 'The patient is' }).selectOption('Spouse');
    await panel(page).getByRole('textbox', { name: 'Subscriber’s name' }).fill('Erik Okafor-Lindqvist');
    await picture('check-in-second-card');
    await panel(page).getByRole('textbox', { name: 'Subscriber’s name' }).press('Enter');
    await expect(panel(page).getByText('Blue Ridge PPO, then Front Range Health')).toBeVisible();

    await page.keyboard.press('i');
    await page.keyboard.press('1');
    await panel(page).getByRole('textbox', { name: 'Amount' }).fill('20');
    await panel(page).getByRole('button', { name: 'Pay the rest another way' }).click();
    const rest = panel(page).getByRole('region', { name: 'Copay' });
    await expect(rest.getByRole('radio', { name: 'Card' })).toBeFocused();
    await rest.getByRole('radio', { name: 'Cash' }).check();
    await expect(rest.getByRole('textbox', { name: 'Amount' })).toHaveValue('10.00');
    // More than is left is said at its field, and the keyboard goes there.
    await rest.getByRole('textbox', { name: 'Amount' }).fill('11');
    await expect(rest.getByText('This is more than is owed.')).toBeVisible();
    await panel(page).getByRole('textbox', { name: 'Amount' }).first().focus();
    await page.keyboard.press('Control+Enter');
    await expect(rest.getByRole('textbox', { name: 'Amount' })).toBeFocused();
    await rest.getByRole('button', { name: 'Remove' }).click();
    await expect(panel(page).getByRole('button', { name: /prepayment/ })).toBeFocused();
    await panel(page).getByRole('button', { name: 'Pay the rest another way' }).click();
    await rest.getByRole('radio', { name: 'Cash' }).check();
    await panel(page).getByRole('button', { name: 'Take a prepayment' }).click();
    const ahead = panel(page).getByRole('region', { name: 'Prepayment' });
    await ahead.getByRole('radio', { name: 'Check' }).check();
    await ahead.getByRole('textbox', { name: 'Amount' }).fill('50');
    await ahead.getByRole('textbox', { name: 'Check number' }).fill('1027');
    await picture('check-in-split');
    await page.keyboard.press('Control+Enter');
    await expect(toast(page, /Checked in Chidinma .*receipt D1-\d+, D1-\d+, and D1-\d+/)).toBeVisible();
    await expect(panel(page).getByText('Prepayment, check 1027')).toBeVisible();
    // One step back takes all of it back.
    await page.keyboard.press('Control+z');
    await expect(toast(page, /Receipt D1-\d+, D1-\d+, D1-\d+ is void/)).toBeVisible();
    await expect(panel(page).getByText('Blue Ridge PPO ··4471 · primary')).toBeVisible();
  });

  test('a child is not checked in before it is said who came along; an accident asks who pays', async ({
    page,
    signIn,
    picture,
  }) => {
    await signIn();
    await expect(board(page)).toBeVisible();
    await openByTyping(page, 'whitfield emma', /Whitfield, Emma/);
    await expect(panel(page).getByRole('textbox', { name: 'Name' })).toHaveValue('Rachel Whitfield');
    await picture('check-in-child');
    await panel(page).getByRole('textbox', { name: 'Name' }).fill('');
    await panel(page)
      .getByRole('button', { name: /Both are right/ })
      .click();
    await expect(panel(page).getByText('Write who is with the child').first()).toBeVisible();
    await panel(page).getByRole('textbox', { name: 'Name' }).fill('Ruth Whitfield');
    await panel(page).getByRole('combobox', { name: 'Relation' }).selectOption('Grandparent');
    await panel(page)
      .getByRole('button', { name: /Both are right/ })
      .click();
    await expect(panel(page).getByText('with Ruth Whitfield, grandparent')).toBeVisible();

    await page.keyboard.press('v');
    await panel(page).getByRole('radio', { name: 'Auto' }).check();
    await panel(page).getByRole('textbox', { name: 'State, like CO' }).fill('zz');
    await expect(panel(page).getByText('Two letters, like CO.')).toBeVisible();
    await panel(page).getByRole('textbox', { name: 'State, like CO' }).fill('co');
    await panel(page).getByRole('textbox', { name: 'Day of the accident' }).fill('3/8/2026');
    await panel(page).getByRole('textbox', { name: 'Day of the accident' }).press('Enter');
    await expect(panel(page).getByText('An accident: who pays for it?')).toBeVisible();
    await panel(page).getByRole('radio', { name: 'Accident policy' }).check();
    await panel(page).getByRole('textbox', { name: 'Insurer' }).fill('Rocky Mountain Auto');
    await panel(page).getByRole('textbox', { name: 'Member ID' }).fill('CLAIM-88');
    await panel(page).getByRole('textbox', { name: 'Copay on the card' }).fill('0');
    await picture('check-in-accident');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await expect(toast(page, 'Checked in Emma')).toBeVisible();
    await expect(panel(page).getByText('Rocky Mountain Auto')).toBeVisible();
    await expect(panel(page).getByText('auto accident')).toBeVisible();
  });

  test('forms are put off with a reason, and the record says so', async ({ page, signIn, picture }) => {
    await signIn();
    await expect(board(page)).toBeVisible();
    await openByTyping(page, 'nguyen kim', /Nguyen, Kim-Ly/);
    await expect(rowOf(page, /Nguyen, Kim-Ly/)).toContainText('Forms');
    await page.keyboard.press('i');
    await page.keyboard.press('d');
    await page.keyboard.press('Control+Enter');
    await expect(panel(page).getByText('Forms comes first.')).toBeVisible();
    await panel(page).getByRole('button', { name: 'Sign later' }).click();
    await panel(page).getByRole('button', { name: 'In a hurry' }).click();
    await picture('check-in-forms');
    await expectAccessible(page, 'forms of a check-in');
    await panel(page).getByRole('textbox', { name: 'Why later?' }).press('Enter');
    await page.keyboard.press('1');
    await page.keyboard.press('Control+Enter');
    await expect(toast(page, 'Checked in Kim-Ly')).toBeVisible();
    await expect(panel(page).getByText('later: In a hurry')).toBeVisible();
  });

  test('the chart’s coverage is put in order, ended and brought back', async ({ page, signIn, picture }) => {
    await signIn();
    await page.keyboard.press('Alt+3');
    await page.keyboard.press('/');
    await page.keyboard.type('20426');
    await expect(
      page
        .getByRole('option')
        .or(page.getByRole('row', { name: /Smith, Margaret/ }))
        .first(),
    ).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(panel(page).getByRole('heading', { level: 2, name: /Margaret/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.keyboard.press('i');
    const cards = panel(page).getByRole('list', { name: 'Coverage' });
    await expect(cards.getByRole('listitem')).toHaveCount(2);
    await expect(cards.getByRole('listitem').first()).toContainText('primary');
    await cards.getByRole('button', { name: 'Bill earlier' }).click();
    await expect(cards.getByRole('listitem').first()).toContainText('Big Thompson Mutual');
    await picture('coverage-panel');
    await expectAccessible(page, 'coverage panel');
    await toast(page, 'Order changed').getByRole('button').first().click();
    await expect(cards.getByRole('listitem').first()).toContainText('Poudre Senior Advantage');
  });
});

for (const size of [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
]) {
  test(`a whole check-in reads as well in the dark at ${size.width}`, async ({ page, signIn, picture }) => {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: 'dark' });
    await signIn();
    await expect(board(page)).toBeVisible();
    await openByTyping(page, 'johansson', /Johansson/);
    await picture(`dark-record-${size.width}`);
    await page.keyboard.press('Escape');
    await openByTyping(page, 'whitfield emma', /Whitfield, Emma/);
    await picture(`dark-child-${size.width}`);
    await page.keyboard.press('i');
    await page.keyboard.press('g');
    await panel(page).getByRole('radio', { name: 'Unknown' }).check();
    await picture(`dark-eligibility-${size.width}`);
    await expectAccessible(page, `eligibility in the dark at ${size.width}`);
    await page.keyboard.press('Escape');
    await openByTyping(page, 'nguyen kim', /Nguyen, Kim-Ly/);
    await page.keyboard.press('i');
    await page.keyboard.press('e');
    await expect(panel(page).getByRole('combobox', { name: 'May we text?' })).toBeVisible();
    await picture(`dark-demographics-edit-${size.width}`);
  });
}
