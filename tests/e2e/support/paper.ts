import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { root } from '../../../build/setup.mjs';
import type { Desk } from './desk.ts';

/** The pages of the PDF printed last, as text with its layout and its sizes in points. */
export async function lastPaper(
  desk: Desk,
  count: number,
  keepAs?: string,
): Promise<{ text: string; pages: string[] }> {
  const folder = join(desk.data, 'print');
  await expect.poll(() => (existsSync(folder) ? readdirSync(folder).length : 0)).toBe(count);
  const newest = readdirSync(folder).toSorted().at(-1) ?? '';
  const file = join(folder, newest);
  await expect.poll(() => readFileSync(file).subarray(-6).toString()).toContain('EOF');
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  const pages = execFileSync('pdfinfo', ['-f', '1', '-l', '20', file], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => /^Page\s+\d+ size/.test(line))
    .map((line) => line.replace(/^.*size:\s+/, '').replace(/ pts.*$/, ''));
  if (keepAs !== undefined) {
    const pictures = join(root, 'out', 'test', 'pictures');
    mkdirSync(pictures, { recursive: true });
    execFileSync('pdftoppm', ['-png', '-r', '60', file, join(pictures, `paper-${keepAs}`)]);
  }
  return { text, pages };
}

/** No sheet in the preview lets anything stick out of its paper. */
export async function expectNothingCut(page: Page): Promise<void> {
  const cut = await page.locator('.sheet:not(.sheet--ruler)').evaluateAll((sheets) =>
    sheets.flatMap((sheet) => {
      const paper = sheet.getBoundingClientRect();
      return Array.from(sheet.querySelectorAll('*')).flatMap((element) => {
        const box = element.getBoundingClientRect();
        const out = box.right > paper.right + 1 || box.bottom > paper.bottom + 1 || box.left < paper.left - 1;
        return out ? [`${element.tagName}.${element.className}`] : [];
      });
    }),
  );
  expect(cut).toEqual([]);
}
