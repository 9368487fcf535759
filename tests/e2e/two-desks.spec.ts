import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../../build/setup.mjs';
import { RECORD_SYSTEM } from '../../electron/fhir/desk-part.ts';
import { instantOf, type PlainDate } from '../../shared/kernel/time.ts';
import { expectAccessible } from './support/axe.ts';
import { expect } from './support/desk.ts';
import { board, panel, rowOf, tab } from './support/today.ts';
import { ask, tell, test, whole } from './support/two-desks.ts';

test.use({ viewport: { width: 1366, height: 768 } });
test.setTimeout(240_000);

const THURSDAY = '2026-03-12' as PlainDate;
const statusBar = (page: Page) => page.getByRole('contentinfo', { name: 'Status' });

/** Takes somebody down who walks in, by keyboard. */
async function walkIn(page: Page, given: string, family: string): Promise<void> {
  await expect(board(page)).toBeVisible();
  await page.keyboard.press('w');
  await page.keyboard.type(`${given} ${family}`.toLowerCase());
  await expect(page.getByRole('option', { name: /Nobody we know/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Birth date' }).fill('3/4/1990');
  await page.getByRole('textbox', { name: 'Reason' }).fill('Sore throat');
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByRole('heading', { name: `${given} ${family}` })).toBeVisible();
  await page.keyboard.press('Escape');
}

/** Books somebody known at four on Thursday, where the other desk books, too. */
async function bookAtFour(page: Page, text: string): Promise<void> {
  const { matches } = await ask(page, 'patients.search', { text, limit: 1 });
  const { providers, appointmentTypes } = await ask(page, 'practice.frame', {});
  await tell(page, 'calendar.book', {
    who: { known: true, patientId: matches[0]?.id ?? '' },
    typeId: appointmentTypes[0]?.id ?? '',
    providerId: providers[0]?.id ?? null,
    roomId: null,
    starts: instantOf(THURSDAY, 16, 0, 'America/Denver'),
    minutes: 20,
    reason: '',
    overruleReason: 'Asked for it',
  });
}

async function changePhone(page: Page, text: string, phone: string): Promise<void> {
  const { matches } = await ask(page, 'patients.search', { text, limit: 1 });
  const patientId = matches[0]?.id ?? '';
  const { patient } = await ask(page, 'patients.chart', { patientId });
  await tell(page, 'patients.edit', { patientId, version: patient.version, changes: { phone } });
}

test('two desks work through an outage, one of them dies in it, and afterwards nothing is lost and nothing is doubled', async ({
  server,
  desks,
}) => {
  const [one, two] = desks;
  // Online: what one desk does stands on the other's board.
  await whole(two.page);
  await walkIn(one.page, 'Zelda', 'Quillfeather');
  await expect(rowOf(two.page, /Quillfeather, Zelda/)).toBeVisible({ timeout: 30_000 });

  // The network goes. Nothing looks different but the words below and a growing number.
  await server.unplug();
  await expect(statusBar(one.page)).toContainText('Offline since', { timeout: 60_000 });
  await walkIn(one.page, 'Otis', 'Brambleby');
  await walkIn(two.page, 'Fern', 'Okonjo');
  await bookAtFour(one.page, 'johansson');
  await bookAtFour(two.page, 'mitchell walter');
  await changePhone(one.page, 'johansson', '(970) 555-0111');
  await changePhone(two.page, 'johansson', '(970) 555-0122');
  const { rows } = await ask(two.page, 'visits.board', {} as never);
  const arrived = rows.find(({ patient }) => patient.family === 'Okonjo');
  await tell(two.page, 'cash.takePayment', {
    visitId: arrived?.id ?? '',
    payment: { tender: 'cash', amountCents: 2500, reference: '', purpose: 'prepayment' },
  } as never);
  await two.kill();
  await two.reopen();
  await expect(rowOf(two.page, /Okonjo, Fern/)).toBeVisible();

  // It is back: both show the same day, the overlap and the one true conflict.
  await server.plugIn();
  await whole(one.page);
  await whole(two.page);
  await whole(one.page);
  for (const { page } of desks) {
    await expect(rowOf(page, /Brambleby, Otis/)).toBeVisible();
    await expect(rowOf(page, /Okonjo, Fern/)).toBeVisible();
    await expect(tab(page, 'Arrived')).toHaveText((await tab(one.page, 'Arrived').textContent()) ?? '');
    const { clashes } = await ask(page, 'worklists.clashes', {});
    expect(
      clashes.map(({ visits }) => visits.map(({ patient }) => patient.family).toSorted()),
    ).toContainEqual(['Johansson', 'Mitchell']);
  }
  // Which is one task, the same at both, and not one of each desk's own.
  const tasks = await Promise.all(
    desks.map(async ({ page }) => (await ask(page, 'tasks.list', { view: 'mine' })).lines),
  );
  expect(tasks[0]?.map(({ id }) => id)).toEqual(tasks[1]?.map(({ id }) => id));
  const [overlap, ...others] = tasks[0] ?? [];
  expect(others).toEqual([]);
  expect(overlap?.visits.map(({ patient }) => patient.family).toSorted()).toEqual(['Johansson', 'Mitchell']);
  await two.page.keyboard.press('Alt+4');
  await two.page.getByRole('listbox', { name: 'Tasks' }).getByRole('option').click();
  await expect(panel(two.page)).toContainText('Two desks booked these');
  await expectAccessible(two.page, 'the task of an overlap');
  await two.page.screenshot({ path: 'out/test/pictures/tasks-overlap.png' });
  const conflicts = await Promise.all(
    desks.map(async ({ page }) => (await ask(page, 'sync.state', {})).conflicts),
  );
  expect(conflicts.toSorted()).toEqual([0, 1]);
  for (const type of ['Patient', 'Appointment', 'PaymentNotice']) {
    const ids = server.ehr.resources(type).map((resource) => {
      const { identifier = [] } = resource as { identifier?: { system?: string; value?: string }[] };
      return identifier.find(({ system }) => system === RECORD_SYSTEM)?.value;
    });
    expect(new Set(ids).size, `each ${type} once`).toBe(ids.length);
  }

  // Whoever has the question decides it with one key, and everybody says the same.
  const asked = desks[conflicts.indexOf(1)] ?? one;
  const { page } = asked;
  await statusBar(page)
    .getByRole('button', { name: /1 conflict to decide/ })
    .click();
  await expect(page.getByRole('heading', { name: 'Two answers to the same question' })).toBeVisible();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('rowheader', { name: /Phone before: / })).toBeVisible();
  const sides = panel(page).getByRole('row', { name: /555-0111/ });
  await expect(sides).toContainText('(970) 555-0122');
  await expectAccessible(page, 'light');
  await pictureOf(page, 'sync-conflict');
  await page.keyboard.press('1');
  await expect(page.getByRole('heading', { name: 'Decided' })).toBeVisible();
  const mine = asked === one ? '(970) 555-0111' : '(970) 555-0122';
  for (const desk of desks) {
    const phone = async () =>
      (await ask(desk.page, 'patients.search', { text: 'johansson', limit: 1 })).matches[0]?.phone;
    await expect.poll(phone, { timeout: 30_000 }).toBe(mine);
    expect((await ask(desk.page, 'sync.state', {})).conflicts).toBe(0);
  }

  // What the EHR's own people deleted is told, holds up nothing, and goes out as something new when somebody says so.
  const { matches } = await ask(page, 'patients.search', { text: 'quillfeather', limit: 1 });
  const gone = server.ehr.resources('Patient').find((each) => JSON.stringify(each).includes('Quillfeather'));
  await fetch(`${server.address}/Patient/${gone?.id}`, { method: 'DELETE' });
  await changePhone(page, 'quillfeather', '(970) 555-0133');
  await expect(page.getByRole('heading', { name: 'The EHR did not take these' })).toBeVisible({
    timeout: 30_000,
  });
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(panel(page)).toContainText('It was deleted in the EHR');
  await pictureOf(page, 'sync-refused');
  await page.keyboard.press('r');
  await whole(page);
  await expect(page.getByRole('heading', { name: 'The EHR did not take these' })).toHaveCount(0);
  expect(
    server.ehr.resources('Patient').filter((each) => JSON.stringify(each).includes(matches[0]?.id ?? '-')),
  ).toHaveLength(1);
  await pictureOf(page, 'sync-nothing');
});

/** Both themes and both sizes, for whoever looks at what was built. */
async function pictureOf(page: Page, name: string): Promise<void> {
  const folder = join(root, 'out', 'test', 'pictures');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.screenshot({ path: join(folder, `${name}-dark.png`) });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1366, height: 768 });
}
