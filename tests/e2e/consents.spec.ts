import type { Page } from '@playwright/test';
import { barcodeOf, CARD } from '../support/licence-cards.ts';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/desk.ts';
import { openChart } from './support/patients.ts';
import { scan } from './support/scanner.ts';
import { openByTyping, panel, toast } from './support/today.ts';

test.use({ viewport: { width: 1366, height: 768 } });

const sheet = (page: Page) => page.getByRole('dialog');
const pad = (page: Page) => sheet(page).locator('canvas');

/** Writes with the mouse, as a signature pad does that acts as one. */
async function write(page: Page): Promise<void> {
  const box = await pad(page).boundingBox();
  if (box === null) throw new Error('there is a pad to sign on');
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
  await page.mouse.move(...at(0.2, 0.6));
  await page.mouse.down();
  for (let step = 0; step <= 40; step += 1)
    await page.mouse.move(...at(0.2 + step * 0.012, 0.5 + Math.sin(step / 3) * 0.2));
  await page.mouse.up();
}

async function openForms(page: Page, text: string, name: RegExp): Promise<void> {
  await openByTyping(page, text, name);
  await panel(page)
    .getByRole('button', { name: /^Forms/ })
    .click();
  await expect(panel(page).getByRole('list', { name: 'Forms to sign' })).toBeVisible();
}

test('an expired consent is signed again in Spanish, by mouse, and the chart shows it', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn();
  await openForms(page, 'peña', /Peña Álvarez/);
  await expect(panel(page).getByText('expired')).toBeVisible();
  await expectAccessible(page, 'the step of forms');
  await picture('consent-step');
  await page.keyboard.press('s');
  // He reads Spanish: the sheet speaks it before anybody asks, and covers the whole window.
  await expect(
    sheet(page).getByRole('heading', { name: 'Aviso de prácticas de privacidad: lo recibí' }),
  ).toBeVisible();
  const covered = await sheet(page).boundingBox();
  expect(covered).toMatchObject({ x: 0, y: 0, width: 1366, height: 768 });
  await expect(sheet(page).getByRole('textbox', { name: 'Quién firma' })).toHaveValue('José Peña Álvarez');
  const room = await pad(page).boundingBox();
  expect(room?.width).toBeGreaterThan(900);
  expect(room?.height).toBeGreaterThan(180);
  // The engine and the sheet both ask for ink first.
  await page.keyboard.press('Control+Enter');
  await expect(sheet(page).getByText('Todavía no hay firma.')).toBeVisible();
  await write(page);
  await expect(sheet(page).getByText('Todavía no hay firma.')).toBeHidden();
  await expectAccessible(page, 'the sheet to sign');
  await picture('consent-sheet-spanish');
  // Cleared and written anew.
  await sheet(page).getByRole('button', { name: 'Borrar' }).click();
  await expect(sheet(page).getByRole('button', { name: 'Borrar' })).toBeDisabled();
  await write(page);
  await page.keyboard.press('Control+Enter');
  await expect(sheet(page)).toBeHidden();
  await expect(toast(page, 'Signed: Notice of Privacy Practices')).toBeVisible();
  await expect(panel(page).getByText('Nothing to sign today.')).toBeVisible();

  await openChart(page, 'peña josé', 'Peña');
  const consents = panel(page).getByRole('region', { name: 'Consents' });
  await consents.getByText(/on file until Mar 9, 2027/).click();
  await expect(
    consents.getByText(
      /signed Mar 10, 2026 · José Peña Álvarez \(the patient\) · by mouse · witness Ana Ruiz/,
    ),
  ).toBeVisible();
  await consents.scrollIntoViewIfNeeded();
  await picture('consent-chart');
  await expectAccessible(page, 'the consents in the chart');
  await consents.getByRole('button', { name: 'Show and print' }).click();
  const preview = page.getByRole('dialog');
  await expect(preview.getByRole('img', { name: 'Firma de José Peña Álvarez' })).toBeVisible();
  await expect(preview.getByRole('article').first()).toContainText(/SHA-256 [0-9a-f]{64}|Aviso de prácticas/);
  // The pages are laid out anew until the last picture in them has its size.
  await expect(async () => {
    await preview.getByRole('img', { name: 'Firma de José Peña Álvarez' }).scrollIntoViewIfNeeded();
  }).toPass();
  await picture('consent-page');
  await expectAccessible(page, 'the signed consent as it prints');
});

test('Ctrl+Z takes a signature back, and the form is due again', async ({ page, signIn }) => {
  await signIn();
  await openForms(page, 'peña', /Peña Álvarez/);
  await page.keyboard.press('s');
  await expect(pad(page)).toBeVisible();
  await write(page);
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, 'Signed:')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(toast(page, 'Taken back.')).toBeVisible();
  await expect(panel(page).getByText('expired')).toBeVisible();
});

test('somebody new is asked for everything by keyboard alone: on paper, and not signed with the reason', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn();
  await openForms(page, 'nguyen kim', /Nguyen, Kim-Ly/);
  await page.keyboard.press('s');
  await expect(sheet(page).getByText('1 of 5')).toBeVisible();
  await page.keyboard.press('n');
  await expect(sheet(page).getByRole('textbox', { name: 'Why it was not signed' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(sheet(page).getByText('Write the reason in a few words.')).toBeVisible();
  await page.keyboard.type('Wants to read it at home');
  await picture('consent-refusal');
  await expectAccessible(page, 'the reason for no signature');
  await page.keyboard.press('Enter');
  for (const place of [2, 3, 4, 5]) {
    await expect(sheet(page).getByText(`${place} of 5`)).toBeVisible();
    await expect(sheet(page).getByRole('region', { name: 'Text' })).toBeFocused();
    await page.keyboard.press('p');
  }
  await expect(sheet(page)).toBeHidden();
  await expect(panel(page).getByText('Nothing to sign today.')).toBeVisible();
});

test('a card scanned while the patient signs shows nothing on the sheet and takes no ink', async ({
  page,
  signIn,
}) => {
  await signIn();
  await openForms(page, 'peña', /Peña Álvarez/);
  await page.keyboard.press('s');
  await expect(pad(page)).toBeVisible();
  await write(page);
  await scan(page, barcodeOf({ ...CARD, family: 'OKAFOR-LINDQVIST', given: 'CHIDINMA', born: '1988-03-04' }));
  await expect(
    page.getByText('A card was scanned while the patient signs.', { exact: false }),
  ).toBeAttached();
  await expect(sheet(page).getByRole('button', { name: 'Borrar' })).toBeEnabled();
  await expect(page.getByRole('complementary').getByText('Chidinma')).toHaveCount(0);
});

test('the sheet is legible in the dark theme, and its paper stays white', async ({
  page,
  signIn,
  picture,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await signIn();
  await openForms(page, 'peña', /Peña Álvarez/);
  await page.keyboard.press('s');
  await expect(pad(page)).toBeVisible();
  await write(page);
  const paper = await pad(page).evaluate((canvas: HTMLCanvasElement) => [
    ...(canvas.getContext('2d')?.getImageData(3, 3, 1, 1).data ?? []),
  ]);
  expect(paper).toEqual([255, 255, 255, 255]);
  await expectAccessible(page, 'the sheet to sign in the dark theme');
  await picture('consent-sheet-dark');
});

test('the administrator publishes a new version in both languages, and takes it back', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn('Grace Adeyemi', '9517');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'Consent texts' }).click();
  const texts = page.getByRole('region', { name: 'Consent texts' });
  await texts.getByText('Financial policy').first().click();
  await expect(texts.getByRole('heading', { name: 'Política financiera' })).toBeVisible();
  await picture('consent-texts');
  await expectAccessible(page, 'the consent texts');
  await texts.getByRole('button', { name: 'New version: Financial policy' }).click();
  const body = page.getByRole('textbox', { name: 'Text, English' });
  await body.fill('# In short\nYour copay is due when you check in.');
  await page.getByRole('textbox', { name: 'Text, Spanish' }).fill('');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Write it in both languages.')).toBeVisible();
  await page
    .getByRole('textbox', { name: 'Text, Spanish' })
    .fill('# En breve\nSu copago se paga al registrarse.');
  await picture('consent-text-form');
  await expectAccessible(page, 'the form of a consent text');
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, 'Financial policy, version 2 is in force')).toBeVisible();
  await expect(texts.getByText('version 2')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(toast(page, 'Taken back.')).toBeVisible();
  await expect(texts.getByText('version 2')).toBeHidden();
});

test('a pen writes with pressure on a screen of double density, and the picture is as wide as on any other', async ({
  page,
  signIn,
}) => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setDeviceMetricsOverride', {
    width: 1366,
    height: 768,
    deviceScaleFactor: 2,
    mobile: false,
  });
  await signIn();
  await openForms(page, 'peña', /Peña Álvarez/);
  await page.keyboard.press('s');
  await expect(pad(page)).toBeVisible();
  const density = await pad(page).evaluate((canvas: HTMLCanvasElement) => canvas.width / canvas.offsetWidth);
  expect(density).toBe(2);
  const box = await pad(page).boundingBox();
  const pen = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', part: number) =>
    devtools.send('Input.dispatchMouseEvent', {
      type,
      x: (box?.x ?? 0) + 200 + part * 12,
      y: (box?.y ?? 0) + 90 + Math.sin(part / 2) * 30,
      button: 'left',
      buttons: type === 'mouseReleased' ? 0 : 1,
      clickCount: 1,
      pointerType: 'pen',
      force: 0.2 + part / 40,
    });
  await pen('mousePressed', 0);
  for (let part = 1; part <= 20; part += 1) await pen('mouseMoved', part);
  await pen('mouseReleased', 20);
  // The ink is where the pen was, not half-way to it.
  const ink = await pad(page).evaluate((canvas: HTMLCanvasElement) => {
    const { data, width } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {
      data: [],
      width: 1,
    };
    const dark = [...data].flatMap((value, place) =>
      place % 4 === 0 && value < 100 ? [(place / 4) % width] : [],
    );
    return [
      dark.reduce((least, x) => Math.min(least, x), width),
      dark.reduce((most, x) => Math.max(most, x), 0),
    ];
  });
  expect(ink[0]).toBeGreaterThan(380);
  expect(ink[0]).toBeLessThan(420);
  expect(ink[1]).toBeGreaterThan(830);
  expect(ink[1]).toBeLessThan(900);
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, 'Signed:')).toBeVisible();
  await expect(sheet(page)).toBeHidden();
  await openChart(page, 'peña josé', 'Peña');
  const consents = panel(page).getByRole('region', { name: 'Consents' });
  await consents.getByText(/on file until Mar 9, 2027/).click();
  await expect(consents.getByText(/on the pad · witness Ana Ruiz/).first()).toBeVisible();
  await consents.getByRole('button', { name: 'Show and print' }).click();
  const kept = page.getByRole('dialog').getByRole('img', { name: 'Firma de José Peña Álvarez' });
  await expect(kept).toBeVisible();
  expect(await kept.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(800);
});

test('what is typed before the sheet is there waits for it, and a signature that is drawn does not go without a word', async ({
  page,
  signIn,
}) => {
  await signIn();
  await openForms(page, 'peña', /Peña Álvarez/);
  // All in one go, without waiting for the sheet: it is fetched the first time somebody signs.
  await page.keyboard.press('s');
  await page.keyboard.press('n');
  await page.keyboard.type('wants to read it');
  await expect(sheet(page).getByRole('textbox', { name: 'Por qué no se firmó' })).toHaveValue(
    'wants to read it',
  );
  await page.keyboard.press('Enter');
  await expect(toast(page, 'Not signed: Notice of Privacy Practices')).toBeVisible();
  await expect(sheet(page)).toBeHidden();

  await page.keyboard.press('Control+z');
  await expect(toast(page, 'Taken back.')).toBeVisible();
  await expect(panel(page).getByRole('list', { name: 'Forms to sign' })).toBeVisible();
  await page.keyboard.press('s');
  await expect(pad(page)).toBeVisible();
  await write(page);
  await expect(sheet(page).getByRole('button', { name: 'Borrar' })).toBeEnabled();
  await page.keyboard.press('Escape');
  await expect(sheet(page).getByText('Esta firma aún no está guardada.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet(page)).toBeHidden();
  await expect(panel(page).getByRole('list', { name: 'Forms to sign' })).toBeVisible();
});
