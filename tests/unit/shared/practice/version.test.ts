import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PROGRAM_VERSION } from '../../../../electron/engine/program-version.ts';
import { isOlderVersion, versionSchema } from '../../../../shared/practice/version.ts';

it('of a version compares its numbers and not its letters', () => {
  const inOrder = ['', '0.1.0', '0.1.9', '0.1.10', '0.2.0', '1.0.0', '10.0.0'];
  for (const [left, one] of inOrder.entries())
    for (const [right, other] of inOrder.entries())
      expect(isOlderVersion(one, other), `${one} and ${other}`).toBe(left < right);
});

it('is three numbers, or nothing', () => {
  for (const text of ['', '0.2.0', ' 0.2.0 ']) expect(versionSchema.safeParse(text).success, text).toBe(true);
  for (const text of ['2', '0.2', '0.2.0.1', 'v0.2.0', '0.2.x', '0.2.00000'])
    expect(versionSchema.safeParse(text).success, text).toBe(false);
});

it('of this program is that of its package', () => {
  expect(PROGRAM_VERSION).toBe(
    (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version,
  );
});
