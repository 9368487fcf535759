import type { Page } from '@playwright/test';

/** Types on and presses Enter, or Ctrl+Enter, within one task of the page, so that no answer can come in between. */
export async function typeOnAndEnter(page: Page, text: string, ctrlKey = false): Promise<void> {
  const pressed = { text, ctrlKey };
  await page.evaluate(async ({ text: typed, ctrlKey: withCtrl }) => {
    document.execCommand('insertText', false, typed);
    await Promise.resolve();
    const field = document.activeElement as HTMLInputElement | null;
    const enter = { key: 'Enter', code: 'Enter', ctrlKey: withCtrl, bubbles: true, cancelable: true };
    // What a browser does with an Enter that nobody took: it sends the form.
    if (field?.dispatchEvent(new KeyboardEvent('keydown', enter))) field.form?.requestSubmit();
  }, pressed);
}
