import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Fails with the rule and the element of every fault that axe finds on the page as it stands. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  // Legacy mode stays in this page: the desk has one window and opens no other.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const faults = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`),
  );
  expect(faults, `axe on ${screen}`).toEqual([]);
}
