import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { highWaterOf, openHighWater } from '../../../electron/sync/high-water.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anteroom-test-'));
  file = join(folder, 'desk.high-water');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('says the last mark, whichever of its two places that was written in', () => {
  expect(highWaterOf(file)).toBe(0);
  const water = openHighWater(file);
  for (const sequence of [1, 2, 3]) {
    water?.mark(sequence);
    expect(highWaterOf(file)).toBe(sequence);
  }
  water?.close();
});

it('falls back to the mark before where the last one was cut, or is no number', () => {
  const water = openHighWater(file);
  water?.mark(41);
  water?.mark(42);
  water?.close();
  truncateSync(file, readFileSync(file).length - 5);
  expect(highWaterOf(file)).toBe(41);
  writeFileSync(file, 'nonsense\n');
  expect(highWaterOf(file)).toBe(0);
});

it('is left out where the folder lets nobody write', () => {
  expect(openHighWater(join(folder, 'not', 'there'))).toBeUndefined();
});
