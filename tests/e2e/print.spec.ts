import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/desk.ts';
import { expectNothingCut, lastPaper } from './support/paper.ts';
import { openChart } from './support/patients.ts';

const SIXTY = 'Wolfeschlegelsteinhausenbergerdorff-Montgomery-Featherstoneha';

async function openLongChart(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('new patient');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary');
  await panel.getByLabel('Family name').fill(SIXTY);
  await panel.getByLabel('First name').fill(SIXTY);
  await panel.getByLabel('Birth date').fill('3/4/1988');
  await page.keyboard.press('Control+Enter');
  // What the name resembles may be asked first.
  await expect(page.getByRole('heading', { name: new RegExp(SIXTY) })).toBeVisible();
}

test('a face sheet prints on Letter and on A4, as the preview shows it, page by page', async ({
  desk,
  page,
  signIn,
}) => {
  await signIn();
  await openChart(page, '20418', 'Okafor');
  await page.keyboard.press('Control+p');
  const preview = page.getByRole('dialog', { name: 'Face sheet, as it prints' });
  await expect(preview.getByRole('article').first()).toContainText('Chidinma');
  await expect(preview.getByRole('article').first()).toContainText('Allergy: Latex');
  const [alerts, facts] = await Promise.all(
    ['.page-alerts', '.page-facts'].map((part) =>
      preview.getByRole('article').locator(part).first().boundingBox(),
    ),
  );
  expect((facts?.y ?? 0) - (alerts?.y ?? 0) - (alerts?.height ?? 0)).toBeGreaterThan(4);
  await expectNothingCut(page);
  await expectAccessible(page, 'print preview');
  await page.keyboard.press('Control+p');
  const letter = await lastPaper(desk, 1, 'face-sheet');
  const shown = await preview.getByRole('article').count();
  expect(letter.pages).toEqual(Array(shown).fill('612 x 792'));
  expect(letter.text).toContain('Riverside Family Medicine');
  expect(letter.text).toContain(`Page ${shown} of ${shown}`);
  expect(letter.text).toMatch(/Printed by Ana Ruiz, Mar 10, 2026/);
  await preview.getByLabel('Paper').selectOption('a4');
  await page.keyboard.press('Control+p');
  expect((await lastPaper(desk, 2)).pages[0]).toMatch(/^59[45](\.\d+)? x 84[12]/);
  await page.keyboard.press('Control+s');
  await expect(preview.getByText('Saved as PDF.')).toBeVisible();
  expect(readdirSync(join(desk.data, 'print'))).toContain('face-sheet.pdf');
});

test('every page of somebody with a 60-character name and no data stays on its paper', async ({
  desk,
  page,
  signIn,
}) => {
  await signIn();
  await openLongChart(page);
  await page.keyboard.press('Control+p');
  await expect(page.getByRole('article').first()).toContainText('None on file');
  await expectNothingCut(page);
  await page.keyboard.press('Control+p');
  const sheet = await lastPaper(desk, 1, 'long-face-sheet');
  expect(sheet.text.replaceAll(/\s/g, '')).toContain(SIXTY);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Check-in form' }).click();
  await expect(page.getByRole('article').first()).toContainText('About you');
  await expectNothingCut(page);
  await page.getByLabel('Language of the form').selectOption('es');
  await expect(page.getByRole('article').first()).toContainText('Sobre usted');
  await expectNothingCut(page);
  await page.keyboard.press('Control+p');
  const form = await lastPaper(desk, 2, 'long-form-es');
  expect(form.text).toContain('Formulario de registro');
  expect(form.text).not.toContain('About you');
  await page.keyboard.press('Escape');
  // Somebody who is checked in today gets the long name.
  await openChart(page, 'zimmerman madison', 'Zimmerman');
  await page.keyboard.press('e');
  const family = page.getByRole('complementary').getByLabel('Family name');
  await expect(family).toHaveValue('Zimmerman');
  await family.fill(SIXTY);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: /^Open visit/ }).click();
  for (const [button, name] of [
    ['Label', 'Visit label'],
    ['Routing slip', 'Routing slip'],
  ] as const) {
    await page.getByRole('button', { name: button, exact: true }).click();
    await expect(
      page
        .getByRole('dialog', { name: new RegExp(name) })
        .getByRole('article')
        .first(),
    ).toBeVisible();
    await page.locator('.barcode rect').first().waitFor({ state: 'attached' });
    await expectNothingCut(page);
    await page.keyboard.press('Control+p');
    const paper = await lastPaper(
      desk,
      name === 'Visit label' ? 3 : 4,
      `long-${button.toLowerCase().replace(' ', '-')}`,
    );
    expect(paper.pages).toEqual([name === 'Visit label' ? '162 x 90' : '612 x 792']);
    await page.keyboard.press('Escape');
  }
});

test('an empty form for the day the power is out comes from the palette', async ({ desk, page, signIn }) => {
  await signIn();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('empty check-in form');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article').first()).toContainText('Please fill in this form');
  await page.keyboard.press('Control+p');
  const paper = await lastPaper(desk, 1, 'empty-form');
  expect(paper.text).toContain('Check-in form');
  expect(paper.text).not.toContain('MRN');
  expect(paper.pages).toEqual(['612 x 792']);
});

test('the slip of somebody with an allergy says so and stays one page', async ({ desk, page, signIn }) => {
  await signIn();
  await page.keyboard.press('Alt+3');
  await page.getByRole('textbox', { name: 'Find a patient' }).fill('zimmerman madison');
  await expect(page.getByRole('listbox', { name: 'Patients found' }).getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary');
  await panel.getByRole('button', { name: /^Add alert/ }).click();
  await panel.getByLabel('What everybody must know').fill('Peanuts');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Alert saved')).toBeVisible();
  await page.getByRole('button', { name: /^Open visit/ }).click();
  await page.getByRole('button', { name: 'Routing slip', exact: true }).click();
  await expect(page.getByRole('article').first()).toContainText('Allergy: Peanuts');
  await page.keyboard.press('Control+p');
  expect((await lastPaper(desk, 1)).pages).toEqual(['612 x 792']);
});
