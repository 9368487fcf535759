import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/desk.ts';
import { board, countUnder, openByTyping, panel, rowOf, tab, toast } from './support/today.ts';

/** Tall enough for the whole day: what a move does to the board is looked at wherever the visit goes. */
test.beforeEach(({ page }) => page.setViewportSize({ width: 1366, height: 1900 }));

interface BoardAnswer {
  readonly ok: boolean;
  readonly value: {
    readonly rows: readonly { readonly id: string; readonly patient: { readonly family: string } }[];
  };
}

/** Calls the engine as another window would: past every screen and cache of this one. */
function callEngine(page: Page, method: string, input: unknown): Promise<unknown> {
  return page.evaluate(
    ([name, body]) => {
      const bytes = crypto.getRandomValues(new Uint8Array(10));
      const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      const operationId = `01cd0000-0000-7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}`;
      return window.desk.call[name]?.({ operationId, input: body });
    },
    [method, input] as const,
  );
}

test('the tabs count what they show, and the provider filter narrows both', async ({ page, signIn }) => {
  await signIn();
  await expect(board(page)).toBeVisible();
  const shown = [];
  for (const name of ['Arrived', 'Expected', 'Checked in', 'In room', 'Ready to leave', 'Done']) {
    const count = await countUnder(page, name);
    expect(count, name).toBeGreaterThan(0);
    await tab(page, name).click();
    await expect(tab(page, name)).toHaveAttribute('aria-pressed', 'true');
    // One row heads the columns and one the group.
    await expect(board(page)).toHaveAttribute('aria-rowcount', String(count + 2));
    if (name !== 'Done') shown.push(count);
  }
  await expect(tab(page, 'Now')).toHaveText(`Now ${shown.reduce((sum, count) => sum + count, 0)}`);

  await tab(page, 'Now').click();
  await page.getByRole('combobox', { name: 'Provider' }).selectOption({ label: 'Dr. Ruiz' });
  const ruiz = await countUnder(page, 'Now');
  await expect(board(page).locator('.board__row .board__provider', { hasText: 'Dr. Ruiz' })).toHaveCount(
    ruiz,
  );
  await expect(board(page).locator('.board__row')).toHaveCount(ruiz);
});

test('typing finds people of the whole day, and Esc brings the queue back', async ({ page, signIn }) => {
  await signIn();
  await expect(board(page)).toBeVisible();
  const all = await board(page).getAttribute('aria-rowcount');
  await page.keyboard.press('/');
  await page.keyboard.type('pena jose');
  await expect(board(page).locator('.board__row')).toHaveCount(1);
  await expect(rowOf(page, /Peña Álvarez, José/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(board(page)).toHaveAttribute('aria-rowcount', String(all));
  await expect(board(page)).toBeFocused();

  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('k');
  const active = await board(page).getAttribute('aria-activedescendant');
  await expect(board(page).locator('[aria-selected=true]')).toHaveAttribute('id', String(active));

  await page.keyboard.press('/');
  await page.keyboard.type('nobody at all');
  await expect(page.getByText('Nobody on today’s list fits that.')).toBeVisible();
});

test('a visit goes through its day by single keys and back by undo', async ({ page, signIn, picture }) => {
  await signIn();
  await openByTyping(page, 'dowd', /O.Dowd, Patrick/);
  const row = rowOf(page, /O.Dowd, Patrick/);
  await page.keyboard.press('a');
  await expect(row).toContainText('Arrived');
  await page.keyboard.press('i');
  await page.keyboard.press('Control+Enter');
  await expect(row).toContainText('Checked in');
  // Rima Haddad is in Room 2: once warns, twice means it.
  await page.keyboard.press('2');
  await expect(panel(page).getByText('Room 2 has Haddad. Press 2 again.')).toBeVisible();
  await expect(row).toContainText('Checked in');
  await page.keyboard.press('2');
  await expect(row).toContainText('Room 2');
  await picture('in-room');
  // Changing rooms is the same move again: R, then the number.
  await page.keyboard.press('r');
  await page.keyboard.press('3');
  await page.keyboard.press('3');
  await expect(row).toContainText('Room 3');
  await page.keyboard.press('l');
  await expect(row).toContainText('Ready to leave');
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, 'Patrick O')).toContainText('has left');
  await expect(row).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(row).toContainText('Ready to leave');
  await page.keyboard.press('Control+z');
  await expect(row).toContainText('Room 3');
});

test('a letter does nothing where the visit’s status forbids the move', async ({ page, signIn }) => {
  await signIn();
  await openByTyping(page, 'haddad', /Haddad, Rima/);
  const row = rowOf(page, /Haddad, Rima/);
  const before = await row.textContent();
  for (const key of ['a', 'f', 'n', 'x']) await page.keyboard.press(key);
  await expect(panel(page).getByRole('button', { name: /^No-show/ })).toHaveCount(0);
  await expect(panel(page).getByRole('button', { name: /^Cancel visit/ })).toHaveCount(0);
  expect(await row.textContent()).toBe(before);
});

test('no-show and cancelled with a reason leave the queue, and come back when taken back', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn();
  await expect(board(page)).toBeVisible();
  const done = await countUnder(page, 'Done');
  await openByTyping(page, 'mckenna', /McKenna, Daniel/);
  await page.keyboard.press('n');
  await expect(toast(page, 'no-show')).toBeVisible();
  await expect(tab(page, 'Done')).toHaveText(`Done ${done + 1}`);
  // Somebody late is here after all.
  await page.keyboard.press('a');
  await expect(rowOf(page, /McKenna, Daniel/)).toContainText('Arrived');

  await page.keyboard.press('x');
  await panel(page).getByRole('textbox', { name: 'Why' }).fill('ab');
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByRole('alert')).toContainText('Say why');
  await panel(page).getByRole('button', { name: 'Left before being seen' }).click();
  await picture('cancel');
  await page.keyboard.press('Control+Enter');
  await expect(tab(page, 'Done')).toHaveText(`Done ${done + 1}`);
  await page.keyboard.press('Control+z');
  await expect(rowOf(page, /McKenna, Daniel/)).toContainText('Arrived');
});

test('waiting counts up, warns at fifteen minutes and alarms at twenty', async ({ page, signIn }) => {
  await page.clock.install();
  await page.reload();
  await signIn();
  const status = rowOf(page, /Okafor-Lindqvist/).locator('.pill');
  await expect(status).toHaveText('Arrived · 6 min');
  await page.clock.runFor('09:15');
  await expect(status).toHaveText('Arrived · 15 min');
  await expect(status).toHaveClass(/pill--warn/);
  // Somebody touches the desk, so that it does not lock itself.
  await page.keyboard.press('j');
  await page.clock.runFor('05:00');
  await expect(status).toHaveText('Arrived · 20 min, waiting too long');
  await expect(status).toHaveClass(/pill--bad/);
});

test('what another window changes appears here by itself', async ({ page, signIn }) => {
  await signIn();
  await expect(rowOf(page, /Nguyen, Kim-Ly/)).toContainText('Booked');
  const answer = (await callEngine(page, 'visits.board', {})) as BoardAnswer;
  const visit = answer.value.rows.find((row) => row.patient.family === 'Nguyen');
  expect(await callEngine(page, 'visits.move', { visitId: visit?.id, move: 'arrive' })).toMatchObject({
    ok: true,
  });
  await expect(rowOf(page, /Nguyen, Kim-Ly/)).toContainText('Arrived');
});

test('the window goes offline and everything still works', async ({ page, signIn }) => {
  await signIn();
  await expect(board(page)).toBeVisible();
  await page.context().setOffline(true);
  expect(await page.evaluate(() => navigator.onLine)).toBe(false);
  await openByTyping(page, 'okaf', /Okafor-Lindqvist/);
  await page.keyboard.press('i');
  await page.keyboard.press('1');
  await page.keyboard.press('Control+Enter');
  await expect(rowOf(page, /Okafor-Lindqvist/)).toContainText('Checked in');
  await page.context().setOffline(false);
});

test('what was typed survives Esc and a lock, for the same person', async ({ page, signIn }) => {
  await signIn();
  await openByTyping(page, 'okaf', /Okafor-Lindqvist/);
  await page.keyboard.press('i');
  await page.keyboard.press('2');
  await panel(page).getByRole('textbox', { name: 'Cash given' }).fill('50');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary', { name: 'Right now' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(panel(page).getByText('name and birth date said')).toBeVisible();
  await expect(panel(page).getByRole('textbox', { name: 'Cash given' })).toHaveValue('50');
  await page.keyboard.press('Control+l');
  await expect(page.getByText('Okafor')).toHaveCount(0);
  await signIn();
  await expect(panel(page).getByRole('textbox', { name: 'Cash given' })).toHaveValue('50');
  await expect(panel(page).getByText('$20.00')).toBeVisible();
});

test('demographics and coverage are asked only where they are old or missing', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn();
  await openByTyping(page, 'nguyen kim', /Nguyen, Kim-Ly/);
  await page.keyboard.press('i');
  await expect(panel(page).getByRole('button', { name: /All of this is right/ })).toBeVisible();
  await page.keyboard.press('e');
  await panel(page).getByRole('textbox', { name: 'E-mail' }).fill('kim-ly@example.com');
  await picture('demographics');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByText('confirmed just now')).toBeVisible();
  // She has signed nothing yet, and wants to read it first.
  await panel(page).getByRole('button', { name: 'Sign later' }).click();
  await panel(page).getByRole('button', { name: 'Wants to read at home' }).click();
  await panel(page).getByRole('textbox', { name: 'Why later?' }).press('Enter');
  // Not today needs a reason; the arrows give one.
  await page.keyboard.press('4');
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByText('Choose why it is not paid today.')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+Enter');
  await expect(rowOf(page, /Nguyen, Kim-Ly/)).toContainText('Checked in');
  await expect(panel(page).getByText('not today: will be billed')).toBeVisible();
});

test('a card number is refused before it leaves the screen', async ({ page, signIn }) => {
  await signIn();
  await openByTyping(page, 'okaf', /Okafor-Lindqvist/);
  await page.keyboard.press('i');
  await page.keyboard.press('1');
  await panel(page).getByRole('textbox', { name: 'Last four of the card' }).fill('4111 1111 1111 1111');
  await expect(
    panel(page).getByText('Only the last four digits; the desk never keeps a card number.'),
  ).toBeVisible();
  await expect(panel(page).getByRole('textbox', { name: 'Last four of the card' })).toHaveValue('');
  await page.keyboard.press('Control+Enter');
  await expect(rowOf(page, /Okafor-Lindqvist/)).toContainText('Arrived');
});

test('a clinician moves visits but is offered neither check-in, money nor undo', async ({ page, signIn }) => {
  await signIn('Nora Fjeld', '8642');
  await expect(board(page)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Walk-in/ })).toHaveCount(0);
  await openByTyping(page, 'okaf', /Okafor-Lindqvist/);
  await expect(panel(page).getByRole('button', { name: /^Check in/ })).toHaveCount(0);
  await expect(panel(page).getByRole('radio')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await openByTyping(page, 'haddad', /Haddad, Rima/);
  await expect(panel(page).getByRole('button', { name: /^Check out/ })).toHaveCount(0);
  await page.keyboard.press('l');
  await expect(rowOf(page, /Haddad, Rima/)).toContainText('Ready to leave');
  await expect(panel(page).getByRole('button', { name: /^Undo/ })).toHaveCount(0);
});

test('a hundred and forty visits keep only the rows in sight in the document', async ({ page, signIn }) => {
  await signIn();
  await expect(board(page)).toBeVisible();
  for (let index = 0; index < 110; index += 1) {
    const who = {
      known: false,
      family: `Rowan${String.fromCharCode(97 + (index % 26))}`,
      given: 'Test',
      birthDate: '1990-01-01',
      phone: '',
    };
    const answer = await callEngine(page, 'visits.walkIn', { who, reason: 'Flu shot', providerId: null });
    expect(answer).toMatchObject({ ok: true });
  }
  await expect.poll(() => countUnder(page, 'Arrived')).toBeGreaterThan(110);
  await page.setViewportSize({ width: 1366, height: 768 });
  await board(page).focus();
  await page.keyboard.press('End');
  await expect(board(page).locator('[aria-selected=true]')).toBeInViewport();
  expect(await board(page).getByRole('row').count()).toBeLessThan(50);
  await page.keyboard.press('Home');
  await expect(board(page).locator('[aria-selected=true]')).toBeInViewport();
});

test('every screen of the room is clean for axe in both themes', async ({ page, signIn, picture }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 1366, height: 768 });
  await signIn();
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await expect(rowOf(page, /Okafor-Lindqvist/)).toBeVisible();
    await expectAccessible(page, `board, ${scheme}`);
    await picture(`today-${scheme}`);
    await openByTyping(page, 'smith margaret a', /Smith, Margaret A/);
    await expect(panel(page).getByRole('alert')).toBeVisible();
    await expectAccessible(page, `namesakes, ${scheme}`);
    await page.keyboard.press('Escape');
    await openByTyping(page, 'okaf', /Okafor-Lindqvist/);
    if (scheme === 'light') await page.keyboard.press('i');
    await page.keyboard.press('1');
    await expectAccessible(page, `check-in, ${scheme}`);
    await picture(`check-in-${scheme}`);
    await panel(page)
      .getByRole('button', { name: /^Cancel visit/ })
      .click();
    await expectAccessible(page, `cancel, ${scheme}`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await openByTyping(page, 'johansson', /Johansson/);
    await expectAccessible(page, `check-out, ${scheme}`);
    await picture(`check-out-${scheme}`);
    await page.keyboard.press('Escape');
    await openByTyping(page, 'baker theo', /Baker, Theo/);
    await expectAccessible(page, `register, ${scheme}`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('w');
    await page.getByRole('combobox', { name: /Name, birth date or phone/ }).fill('smi');
    await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
    await expectAccessible(page, `walk-in, ${scheme}`);
    await page.keyboard.press('Escape');
  }
});

test('a walk-in of somebody on the board opens that visit, and doubles it only on purpose', async ({
  page,
  signIn,
}) => {
  await signIn();
  await expect(board(page)).toBeVisible();
  const arrived = await countUnder(page, 'Arrived');
  const find = async (): Promise<void> => {
    await page.keyboard.press('w');
    await page.keyboard.type('okafor chidinma');
    const option = page.getByRole('option', { name: /Okafor-Lindqvist, Chidinma/ });
    await expect(option).toContainText(/visit today \d+:\d+.*, arrived/);
    // The sign of Enter stands on the line that Enter takes.
    await expect(option).toContainText('↵');
    await expect(page.getByRole('option', { name: /Nobody we know/ })).not.toContainText('↵');
    await page.keyboard.press('Enter');
    await expect(panel(page).getByRole('button', { name: 'Open that visit' })).toBeFocused();
  };
  await find();
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('heading', { name: /Okafor-Lindqvist/ })).toBeVisible();
  await expect(tab(page, 'Arrived')).toHaveText(`Arrived ${arrived}`);
  await page.keyboard.press('Escape');
  await find();
  await panel(page).getByRole('button', { name: 'Add another visit anyway' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Form to sign');
  await page.keyboard.press('Control+Enter');
  await expect(tab(page, 'Arrived')).toHaveText(`Arrived ${arrived + 1}`);
});

test('cancelling a paid visit voids the receipt and says what goes back', async ({ page, signIn }) => {
  await signIn();
  await openByTyping(page, 'okaf', /Okafor-Lindqvist/);
  await page.keyboard.press('i');
  await page.keyboard.press('1');
  await page.keyboard.press('Control+Enter');
  const row = rowOf(page, /Okafor-Lindqvist/);
  await expect(row).toContainText('Checked in');
  await page.keyboard.press('x');
  await expect(panel(page).getByText('This visit was paid for.')).toBeVisible();
  await panel(page).getByRole('button', { name: 'Left before being seen' }).click();
  await panel(page)
    .getByRole('button', { name: /^Void and give back \$\d+\.\d\d/ })
    .click();
  await expect(toast(page, 'cancelled')).toBeVisible();
  await expect(panel(page).locator('.payments')).toContainText('void');
});
