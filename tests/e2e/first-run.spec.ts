import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { root } from '../../build/setup.mjs';
import { expectAccessible } from './support/axe.ts';
import { pictures, setUpPractice, setUpRest, test, typeAndTab } from './support/first-run.ts';

test('from the first start to the first patient registered, in one sitting and by keyboard', async ({
  openAs,
  data,
}) => {
  const { page } = await openAs('ana');
  const look = async (screen: string): Promise<void> => {
    await expectAccessible(page, `first run, ${screen}`);
    await pictures(page, `first-run-${screen}`);
  };
  const code = await setUpPractice(page, look);
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{5}$/);

  // Whoever has just chosen the PIN is signed in, and may set up the rest.
  await setUpRest(page, look);
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible();
  await expect(page.getByText('Grace Adeyemi is signed in')).toBeVisible();
  await expectAccessible(page, 'a new practice');
  await pictures(page, 'first-run-today');

  await page.keyboard.press('Alt+3');
  await expect(page.getByRole('button', { name: /^New patient/ }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await expect(page.getByRole('textbox', { name: 'Family name' })).toBeFocused();
  await typeAndTab(page, 'Quillfeather', 'Zelda');
  await page.getByRole('textbox', { name: 'Birth date' }).focus();
  await page.keyboard.type('3/4/1990');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Zelda Quillfeather' })).toBeVisible();
  expect(readdirSync(data)).toEqual(
    expect.arrayContaining(['desk.sqlite', 'key-envelope.json', 'practice.json']),
  );
});

test('the recovery sheet prints on one page, black on white, and the code must be typed back right', async ({
  openAs,
  data,
}) => {
  const { page } = await openAs('ana');
  await expect(page.getByRole('textbox', { name: 'Name of the practice' })).toBeFocused();
  await typeAndTab(page, 'Cedar Street Pediatrics', '9705550142', '1234567890');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('This is not an NPI')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'NPI' })).toBeFocused();
  await page.getByRole('textbox', { name: 'NPI' }).fill('');
  await page.getByRole('textbox', { name: 'Street address' }).focus();
  await typeAndTab(page, '12 Cedar Street', 'Loveland', 'CO', '80537');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeFocused();
  await typeAndTab(page, 'Grace Adeyemi', '', '9517', '9517');
  await page.keyboard.press('Control+Enter');

  const shown = page.getByRole('status', { name: 'Recovery code' });
  await expect(shown).toBeVisible();
  const code = (await shown.locator('span').allTextContents()).join('-');
  await page.keyboard.press('Control+p');
  const sheet = page.getByRole('article', { name: 'Recovery sheet' });
  await expect(sheet).toContainText('Cedar Street Pediatrics');
  for (const group of code.split('-')) await expect(sheet).toContainText(group);
  await pictures(page, 'recovery-sheet');
  await page.keyboard.press('Control+s');
  const pdf = join(data, 'print', 'recovery-sheet.pdf');
  await expect.poll(() => pagesOf(pdf)).toBe(1);
  copyFileSync(pdf, join(root, 'out', 'test', 'pictures', 'recovery-sheet.pdf'));
  await page.keyboard.press('Escape');

  const field = page.getByRole('textbox', { name: 'Now type it from the sheet' });
  const wrong = code.startsWith('A') ? `B${code.slice(1)}` : `A${code.slice(1)}`;
  await field.fill(wrong);
  await expect(page.getByText('Group 1 is not as on the sheet.')).toBeVisible();
  await field.fill(code.slice(0, 20));
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/signs are missing/)).toBeVisible();
  await field.fill(code);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'When are you open?' })).toBeVisible();
  await page.getByRole('button', { name: 'Finish later' }).click();
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Finish setting up' })).toContainText('Providers');
  await pictures(page, 'finish-list');
});

test('a first run closed at its recovery code goes on there, in its language, and so does each later stop', async ({
  openAs,
}) => {
  const first = await openAs('ana');
  await first.page.getByRole('radio', { name: 'Español' }).check();
  await first.page.getByRole('textbox', { name: 'Nombre del consultorio' }).focus();
  await typeAndTab(first.page, 'Cedar Street Pediatrics', '9705550142', '');
  await typeAndTab(first.page, '12 Cedar Street', 'Loveland', 'CO', '80537');
  await first.page.keyboard.press('Control+Enter');
  await expect(first.page.getByRole('textbox', { name: 'Su nombre' })).toBeFocused();
  await typeAndTab(first.page, 'Grace Adeyemi', '', '9517', '9517');
  await first.page.keyboard.press('Control+Enter');
  const shown = first.page.getByRole('status', { name: 'Código de recuperación' });
  await expect(shown).toBeVisible();
  const code = (await shown.locator('span').allTextContents()).join('-');
  // A window that begins anew has forgotten what was typed, but not the language.
  await first.page.reload();
  await expect(first.page.getByText(/su código de recuperación no se volvió a escribir/)).toBeVisible();
  await first.close();

  const second = await openAs('ana');
  const signIn = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: /^Grace Adeyemi/ }).click();
    await page.keyboard.type('9517');
    await page.keyboard.press('Enter');
  };
  // Each start of the host for tests has a new profile, so here it is the practice that brings the language back.
  await expect(second.page.getByRole('heading', { name: 'The recovery code' })).toBeVisible();
  await second.page.keyboard.type(code.replaceAll('-', ''));
  await second.page.keyboard.press('Enter');
  await signIn(second.page);
  await expect(second.page.getByRole('heading', { name: '¿Cuándo abren?' })).toBeVisible();
  await second.page.keyboard.press('Control+Enter');
  await expect(second.page.getByText('Todavía nadie puede registrar la llegada')).toBeVisible();
  await pictures(second.page, 'first-run-nobody-checks-in-spanish');
  await expect(second.page.getByRole('textbox', { name: 'Nombre' })).toBeFocused();
  await typeAndTab(second.page, 'Ana Ruiz', '', '2580');
  await second.page.keyboard.type('2580');
  await second.page.keyboard.press('Enter');
  await expect(second.page.getByRole('listitem').filter({ hasText: 'Ana Ruiz' })).toBeVisible();
  await expect(second.page.getByRole('textbox', { name: 'Nombre' })).toHaveValue('');
  await second.close();

  const { page } = await openAs('ana');
  await signIn(page);
  await expect(page.getByRole('heading', { name: '¿Quién atiende a los pacientes?' })).toBeVisible();
  await page.getByRole('button', { name: 'Terminar después' }).click();
  await expect(page.getByRole('heading', { name: 'Hoy' })).toBeVisible();
  await page.keyboard.press('Control+l');
  await signIn(page);
  // Left for later on purpose: the list beside the board is enough until the next start.
  await expect(page.getByRole('region', { name: 'Termine de preparar el consultorio' })).toBeVisible();
});

test('another account of the PC types the code once, and a session beside an open one waits', async ({
  openAs,
}) => {
  const first = await openAs('ana');
  const code = await setUpPractice(first.page, async () => undefined);
  await expect(first.page.getByRole('heading', { name: 'When are you open?' })).toBeVisible();

  const second = await openAs('marcus');
  const { page } = second;
  await expect(
    page.getByRole('heading', { name: 'Anteroom is open in another session on this PC' }),
  ).toBeVisible();
  await expectAccessible(page, 'in use');
  await pictures(page, 'in-use');

  await first.close();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Type the recovery code' })).toBeVisible();
  await expectAccessible(page, 'needs code');
  await page.keyboard.type(code.replaceAll('-', ''));
  await pictures(page, 'needs-code');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Grace Adeyemi/ })).toBeVisible();
  await second.close();

  const again = await openAs('marcus');
  await expect(again.page.getByRole('button', { name: /^Grace Adeyemi/ })).toBeVisible();
});

test('a PC without a safe place for keys asks each time, in Spanish too', async ({ openAs }) => {
  const first = await openAs('none');
  const code = await setUpPractice(first.page, async () => undefined);
  await expect(first.page.getByRole('heading', { name: 'When are you open?' })).toBeVisible();
  await first.close();

  const { page } = await openAs('none');
  await page.getByRole('radio', { name: 'Español' }).check();
  await expect(page.getByRole('heading', { name: 'Escriba el código de recuperación' })).toBeVisible();
  await expect(page.getByText(/no tiene un lugar seguro para la llave/)).toBeVisible();
  await pictures(page, 'needs-code-spanish');
  await page.getByRole('textbox', { name: 'Código de recuperación' }).fill(code);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Grace Adeyemi/ })).toBeVisible();
});

test('a practice whose file is gone is not made anew: the screen says what to do, and opens it when it is back', async ({
  openAs,
  data,
}) => {
  const first = await openAs('ana');
  await setUpPractice(first.page, async () => undefined);
  await expect(first.page.getByRole('heading', { name: 'When are you open?' })).toBeVisible();
  await first.close();
  renameSync(join(data, 'desk.sqlite'), join(data, 'elsewhere.sqlite'));

  const { page } = await openAs('ana');
  await expect(page.getByRole('heading', { name: 'The practice cannot be opened' })).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('not in its place');
  await expectAccessible(page, 'damaged');
  await pictures(page, 'damaged');
  renameSync(join(data, 'elsewhere.sqlite'), join(data, 'desk.sqlite'));
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: /^Grace Adeyemi/ })).toBeVisible();
});

test('the demo opens from the first screen in a database of its own, and gives it back', async ({
  openAs,
  data,
}) => {
  const { page } = await openAs('ana');
  await page.getByRole('button', { name: 'Look at the demo practice' }).click();
  await expect(page.getByRole('button', { name: /^Ana Ruiz/ })).toBeVisible();
  await expect(page.getByText('Demo practice, nobody here is real')).toBeVisible();
  await pictures(page, 'demo-sign-in');
  expect(readdirSync(data)).not.toContain('desk.sqlite');
  await page.getByRole('button', { name: 'Back to the practice' }).click();
  await expect(page.getByRole('textbox', { name: 'Name of the practice' })).toBeVisible();
});

/** How many pages a PDF has; none while it is not written yet. */
function pagesOf(file: string): number {
  if (!existsSync(file)) return 0;
  return (
    readFileSync(file)
      .toString('latin1')
      .match(/\/Type\s*\/Page\b/g)?.length ?? 0
  );
}
