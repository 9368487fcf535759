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

/** What a person cannot read to its end: warnings of the board, hints of the search boxes, the status bar. */
function cutShort(): string[] {
  const isClipped = (element: Element, box: DOMRect): boolean => {
    let isScrolled = false;
    for (let around: Element | null = element; around !== null; around = around.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(around);
      const edge = around.getBoundingClientRect();
      if (overflowX !== 'visible' && (box.right > edge.right + 1 || box.left < edge.left - 1)) return true;
      if (overflowY === 'hidden' && !isScrolled && box.bottom > edge.bottom + 1) return true;
      isScrolled ||= overflowY === 'auto' || overflowY === 'scroll';
    }
    return false;
  };
  const texts = [...document.querySelectorAll('.flag, .status > *, .top__when, .top__find > span')].filter(
    (element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return [...range.getClientRects()].some((box) => box.width > 0 && isClipped(element, box));
    },
  );
  // A hint has no box of its own: it is measured as if it had been typed.
  const hints = [...document.querySelectorAll('input')].filter((input) => {
    const { value } = input;
    if (value !== '' || input.placeholder === '') return false;
    input.value = input.placeholder;
    const isCut = input.scrollWidth > input.clientWidth;
    input.value = value;
    return isCut;
  });
  const rows = [...document.querySelectorAll('.board__row')].filter((row) =>
    [...row.querySelectorAll('.board__second')].some(
      (line) => line.getBoundingClientRect().bottom > row.getBoundingClientRect().bottom,
    ),
  );
  return [
    ...texts.map((element) => element.textContent ?? ''),
    ...hints.map(({ placeholder }) => placeholder),
    ...rows.map((row) => `row of ${row.querySelector('.board__name')?.textContent}`),
  ];
}

for (const language of ['en', 'es'] as const)
  test(`at 130 % every warning, search box and the status bar can be read to the end, in ${language}`, async ({
    page,
    signIn,
    picture,
  }) => {
    await page.evaluate(
      (chosen) => localStorage.setItem('anteroom.look', JSON.stringify({ language: chosen })),
      language,
    );
    await page.reload();
    await page.setViewportSize({ width: 1366, height: 768 });
    await signIn('Grace Adeyemi', '9517');
    await page.keyboard.press('Alt+5');
    await page.getByLabel(language === 'es' ? 'Tamaño del texto' : 'Text size').selectOption('130');
    await page.keyboard.press('Alt+1');
    await expect(page.locator('.flag').first()).toBeVisible();
    await expect(page.locator('.status')).toBeVisible();
    // Somebody allergic beside an open panel, where the list is narrowest.
    await page.keyboard.press('/');
    await page.keyboard.type('okafor chi');
    await page.keyboard.press('Enter');
    await expect(page.locator('aside.panel').getByRole('heading', { level: 2 })).toBeVisible();
    expect(await page.evaluate(cutShort)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await picture(`today-130-${language}`);
    expect(await page.evaluate(cutShort)).toEqual([]);
    for (const [key, inRoom] of [
      ['Alt+3', '.patients__find'],
      ['Alt+4', '.tasks__views'],
      ['Alt+5', '.settings__sections'],
      ['Alt+6', '.audit-find'],
    ] as const) {
      await page.keyboard.press(key);
      await expect(page.locator(inRoom)).toBeVisible();
      expect(await page.evaluate(cutShort), inRoom).toEqual([]);
    }
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await page.evaluate(cutShort), 'palette').toEqual([]);
  });

test('a typed day is asked for and read back in the words of who works here', async ({ page, signIn }) => {
  await signIn('Grace Adeyemi', '9517');
  await page.keyboard.press('Alt+6');
  const from = page.getByLabel('Desde');
  await expect(from).toHaveAttribute('placeholder', 'mes/día/año');
  await from.fill('3/10');
  await from.blur();
  await expect(page.getByText('Escríbalo como mes, día, año')).toBeVisible();
  await from.fill('3/10/2026');
  await expect(page.locator('.audit__filters').getByText('10 mar 2026')).toBeVisible();
  const rows = page.getByRole('listbox').getByRole('option');
  await expect(rows.first()).toBeVisible();
  await from.fill('3/11/2026');
  await expect(rows).toHaveCount(0);
});
