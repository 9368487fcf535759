import { turned } from '../../electron/decode/grey-picture.ts';
import { barcodePicture } from '../support/barcode-picture.ts';
import { barcodeOf, CARD } from '../support/licence-cards.ts';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/desk.ts';
import { cameraThatShows } from './support/fake-camera.ts';

test.use({
  // The card is held a little askew, as hands hold it.
  browserArguments: [cameraThatShows(turned(barcodePicture(barcodeOf(CARD)), 3)), { scope: 'test' }],
});

test('a license held to the camera fills in the form', async ({ page, signIn }) => {
  await signIn();
  await page.keyboard.press('Alt+3');
  await page.keyboard.press('Escape');
  await page.keyboard.press('s');
  const panel = page.getByRole('complementary');
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(
    'Hold the back of the card to the camera',
  );
  await expect(panel.getByLabel('Family name')).toHaveValue('Armenta-Quill');
  await expect(panel.getByLabel('Birth date')).toHaveValue('Jul 15, 1990');
  // Nothing of the picture or the whole number is left on the page.
  await expect(page.locator('video')).toHaveCount(0);
  await expect(page.getByText('94-217-6033')).toHaveCount(0);
  await expectAccessible(page, 'the form filled in by the camera');
});
