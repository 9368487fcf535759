import { expect, test } from './support/desk.ts';
const dir = '/tmp/scratch';
test('pictures', async ({ page, signIn, desk }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await signIn();
  await page.getByRole('grid').waitFor();
  await page.screenshot({ path: `${dir}/1-board.png` });
  await page.keyboard.press('Enter');
  await page.waitForTimeout(400);
  await page.screenshot({ path: `${dir}/2-panel.png` });
  await page.keyboard.press('i');
  await page.keyboard.press('1');
  await page.waitForTimeout(200);
  await page.screenshot({ path: `${dir}/3-copay.png` });
  console.log(desk.problems);
});
