import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/desk.ts';
import { openChart } from './support/patients.ts';
import { board, openByTyping, panel, toast } from './support/today.ts';

/** The browser's own made-up camera. Whether the page may use it is still the app's guard's word. */
test.use({
  viewport: { width: 1366, height: 768 },
  browserArguments: [['--use-fake-device-for-media-stream'], { scope: 'test' }],
});

const openChidinma = (page: Page) => openChart(page, '20418', 'Chidinma');

test('a photo is taken by camera, kept, shown in the head, and taken back', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn();
  await openChidinma(page);
  await expect(panel(page).locator('header .patient-photo')).toHaveText('CO');
  await panel(page).getByRole('button', { name: 'Take a photo' }).click();
  const camera = panel(page).getByRole('group', { name: 'Photo of the patient' });
  const shoot = camera.getByRole('button', { name: 'Take the picture' });
  await expect(shoot).toBeEnabled();
  await expect(shoot).toBeFocused();
  await camera.scrollIntoViewIfNeeded();
  await picture('camera-live');
  await expectAccessible(page, 'the camera');
  // Nothing else is blocked meanwhile: the list still hears its key.
  await page.keyboard.press('Enter');
  await expect(camera.getByRole('img', { name: 'The picture taken' })).toBeVisible();
  await camera.getByRole('button', { name: 'Take it again' }).click();
  await expect(shoot).toBeEnabled();
  await page.keyboard.press('Enter');
  await expect(camera.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(toast(page, 'Photo kept')).toBeVisible();
  const photo = panel(page)
    .locator('header')
    .getByRole('img', { name: /Photo of Chidinma/ });
  await expect(photo).toBeVisible();
  const size = await photo.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]);
  expect(size[0]).toBe(size[1]);
  expect(size[0]).toBeGreaterThan(200);
  await picture('photo-in-chart');
  await page.keyboard.press('Control+z');
  await expect(toast(page, 'Taken back.')).toBeVisible();
  await expect(panel(page).locator('header .patient-photo')).toHaveText('CO');
});

test('the camera is switched off when its box is closed', async ({ page, signIn }) => {
  await page.addInitScript(() => {
    const { mediaDevices } = navigator;
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    const tracks: MediaStreamTrack[] = [];
    Object.assign(window, { cameraTracks: tracks });
    mediaDevices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted);
      tracks.push(...stream.getTracks());
      return stream;
    };
  });
  await page.reload();
  await signIn();
  await openChidinma(page);
  await panel(page).getByRole('button', { name: 'Take a photo' }).click();
  await expect(panel(page).getByRole('button', { name: 'Take the picture' })).toBeEnabled();
  await panel(page).getByRole('button', { name: 'Cancel' }).click();
  const states = await page.evaluate(() =>
    (window as unknown as { cameraTracks: MediaStreamTrack[] }).cameraTracks.map(({ kind, readyState }) => [
      kind,
      readyState,
    ]),
  );
  expect(states.length).toBeGreaterThan(0);
  for (const state of states) expect(state).toEqual(['video', 'ended']);
});

test('the microphone is refused, and so is the camera with sound', async ({ desk, page, signIn }) => {
  await signIn();
  await expect(board(page)).toBeVisible();
  const refused = await page.evaluate(async () => {
    const ask = (wanted: MediaStreamConstraints) =>
      navigator.mediaDevices.getUserMedia(wanted).then(
        () => 'given',
        (error: DOMException) => error.name,
      );
    return [await ask({ audio: true }), await ask({ audio: true, video: true })];
  });
  expect(refused).toEqual(['NotAllowedError', 'NotAllowedError']);
  // The browser says why, once for each time.
  const said = desk.problems.splice(0, desk.problems.length);
  for (const problem of said) expect(problem).toContain('microphone is not allowed in this document');
});

test('a file does where there is no camera, and a file that is no picture is refused', async ({
  page,
  signIn,
}) => {
  await signIn();
  await openByTyping(page, 'okaf', /Okafor-Lindqvist/);
  await openChidinma(page);
  await panel(page).getByRole('button', { name: 'Take a photo' }).click();
  const chooser = panel(page).locator('input[type="file"]');
  await chooser.setInputFiles({
    name: 'photo.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from('no picture'),
  });
  await expect(panel(page).getByText('This file is not a picture that can be read.')).toBeVisible();
  const drawn = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 3000;
    canvas.height = 1500;
    canvas.getContext('2d')?.fillRect(500, 500, 900, 600);
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  });
  await chooser.setInputFiles({
    name: 'photo.png',
    mimeType: 'image/png',
    buffer: Buffer.from(drawn, 'base64'),
  });
  await panel(page).getByRole('button', { name: 'Keep it' }).click();
  const photo = panel(page)
    .locator('header')
    .getByRole('img', { name: /Photo of Chidinma/ });
  await expect(photo).toBeVisible();
  expect(
    await photo.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]),
  ).toEqual([480, 480]);
});
