import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../setup.mjs';

interface Picture {
  readonly name: string;
  readonly caption: string;
}

const THEMES = ['light', 'dark'] as const;

/** The pictures of a demonstration, in the order they were taken, each in both themes. */
export class Album {
  readonly #folder = join(root, 'out', 'demo');
  readonly #page: Page;
  readonly #pictures: Picture[] = [];
  readonly #papers: Picture[] = [];

  constructor(page: Page) {
    this.#page = page;
    rmSync(this.#folder, { recursive: true, force: true });
    mkdirSync(this.#folder, { recursive: true });
  }

  /** Takes the window as it stands; it goes on in light. */
  async take(name: string, caption: string): Promise<void> {
    const number = String(this.#pictures.length + 1).padStart(2, '0');
    const picture = { name: `${number}-${name}`, caption };
    for (const theme of THEMES) {
      // The window follows the computer's theme, as it does for a person who chose nothing.
      await this.#page.emulateMedia({ colorScheme: theme });
      await this.#page.locator(`html[data-theme="${theme}"]`).waitFor();
      await this.#page.evaluate(() => document.fonts.ready.then(() => undefined));
      await this.#page.screenshot({
        path: join(this.#folder, `${picture.name}-${theme}.png`),
        animations: 'disabled',
      });
    }
    await this.#page.emulateMedia({ colorScheme: 'light' });
    this.#pictures.push(picture);
    process.stdout.write(`${picture.name}: ${caption}\n`);
  }

  /** Keeps what the desk printed last into its folder for sheets. */
  keepPaper(printFolder: string, name: string, caption: string): void {
    const newest = readdirSync(printFolder).toSorted().at(-1);
    if (newest === undefined) throw new Error('The desk printed nothing.');
    copyFileSync(join(printFolder, newest), join(this.#folder, `${name}.pdf`));
    this.#papers.push({ name: `${name}.pdf`, caption });
    process.stdout.write(`${name}.pdf: ${caption}\n`);
  }

  /** Writes README.md, which shows everything in order; answers its path from the project. */
  close(): string {
    const shown = this.#pictures.map(
      ({ name, caption }) =>
        `## ${caption}\n\n| Light | Dark |\n| --- | --- |\n| ${THEMES.map((theme) => `![${caption}, ${theme}](${name}-${theme}.png)`).join(' | ')} |\n`,
    );
    const papers = this.#papers.map(({ name, caption }) => `- [${name}](${name}): ${caption}`);
    const text = [
      '# A morning at the front desk',
      'Driven through the real window on the demo practice, where nobody is real. Every picture is 1366 by 768.',
      ...shown,
      '## Printed',
      ...papers,
    ].join('\n\n');
    const path = join(this.#folder, 'README.md');
    writeFileSync(path, `${text}\n`);
    return relative(root, path);
  }
}
