import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { Album } from './album.ts';

const WORDS = {
  en: {
    language: 'English',
    find: 'Find a patient',
    label: 'Label',
    slip: 'Routing slip',
    faceSheet: 'Face sheet',
    form: 'Check-in form',
    formLanguage: 'Language of the form',
  },
  es: {
    language: 'Spanish',
    find: 'Buscar un paciente',
    label: 'Etiqueta',
    slip: 'Hoja de ruta',
    faceSheet: 'Hoja de datos',
    form: 'Formulario de registro',
    formLanguage: 'Idioma del formulario',
  },
} as const;

/** Prints what lies in the preview and keeps it in the album. */
export async function keep(
  page: Page,
  album: Album,
  printFolder: string,
  name: string,
  caption: string,
): Promise<void> {
  const before = papersIn(printFolder).length;
  await page.keyboard.press('Control+p');
  // A sheet of paper takes a moment; the file is there once it is whole.
  for (let tries = 0; papersIn(printFolder).length === before; tries += 1) {
    if (tries === 100) throw new Error(`The desk did not print the ${name} within ten seconds.`);
    await wait(100);
  }
  album.keepPaper(printFolder, name, caption);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

const papersIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder).filter((name) => readFileSync(join(folder, name)).subarray(-6).includes('EOF'))
    : [];

/** The papers of somebody who is checked in, in the language that the person at the desk works in. */
export async function printPapers(
  page: Page,
  album: Album,
  printFolder: string,
  language: 'en' | 'es',
): Promise<void> {
  const words = WORDS[language];
  const preview = async (button: string): Promise<void> => {
    await page.getByRole('button', { name: button }).first().click();
    await page.getByRole('dialog').getByRole('article').first().waitFor();
  };
  await page.keyboard.press('Alt+4');
  await page.getByLabel(/^(Language|Idioma)$/).selectOption(language);
  await page.locator(`html[lang="${language}"]`).waitFor();
  await page.keyboard.press('Alt+1');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('okafor chi');
  await page
    .getByRole('option', { name: /Okafor-Lindqvist, Chidinma/ })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: words.slip }).waitFor();
  if (language === 'es')
    await album.take('spanish', 'Whoever works in Spanish has the whole desk in Spanish');
  await preview(words.label);
  await page.locator('.barcode rect').first().waitFor({ state: 'attached' });
  await keep(page, album, printFolder, `label-${language}`, `the label of the visit, ${words.language}`);
  await preview(words.slip);
  await keep(
    page,
    album,
    printFolder,
    `routing-slip-${language}`,
    `the slip that goes along, ${words.language}`,
  );
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+3');
  await page.getByRole('textbox', { name: words.find }).fill('20418');
  await page.getByRole('listbox').getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await preview(words.faceSheet);
  if (language === 'en')
    await album.take('face-sheet', 'Everything on one sheet, for the day the power is out');
  await keep(
    page,
    album,
    printFolder,
    `face-sheet-${language}`,
    `all that the desk knows, ${words.language}`,
  );
  await preview(words.form);
  await page.getByLabel(words.formLanguage).selectOption(language);
  await keep(
    page,
    album,
    printFolder,
    `check-in-form-${language}`,
    `the form for who fills it in by hand, ${words.language}`,
  );
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+1');
}
