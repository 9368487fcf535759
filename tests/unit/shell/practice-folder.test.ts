import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chooseClock } from '../../../electron/shell/clock.ts';
import { choosePractice, type WantedPractice } from '../../../electron/shell/practice-folder.ts';

const demo: WantedPractice = { kind: 'demo', firstRun: false };
const seeded: WantedPractice = { kind: 'test', firstRun: false };
const setUp: WantedPractice = { kind: 'test', firstRun: true };
const real: WantedPractice = { kind: 'practice', firstRun: true };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anteroom-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('an empty or a missing folder is marked as what was wanted, and stays that', () => {
  const missing = join(folder, 'a', 'b');
  expect(choosePractice(missing, demo, false)).toEqual({ open: true, ...demo });
  expect(choosePractice(missing, seeded, false)).toEqual({ open: true, ...demo });
  const started = join(folder, 'started');
  mkdirSync(join(started, 'shell'), { recursive: true });
  expect(choosePractice(started, seeded, true)).toEqual({ open: true, ...seeded });
  expect(JSON.parse(readFileSync(join(started, 'practice.json'), 'utf8'))).toEqual({ kind: 'test' });
});

test('a folder made here is its owner’s alone, and inside a folder that a group shares it is the group’s', () => {
  const rights = (path: string) => statSync(path).mode & 0o777;
  choosePractice(join(folder, 'own'), demo, false);
  expect(rights(join(folder, 'own'))).toBe(0o700);
  const shared = join(folder, 'shared');
  mkdirSync(shared);
  chmodSync(shared, 0o2770);
  choosePractice(join(shared, 'demo'), demo, false);
  expect(rights(join(shared, 'demo'))).toBe(0o770);
});

test('a real practice opens in Electron alone', () => {
  writeFileSync(join(folder, 'practice.json'), '{"kind":"practice"}');
  expect(choosePractice(folder, demo, false)).toMatchObject({ open: false });
  expect(choosePractice(folder, demo, true)).toEqual({ open: true, ...real });
});

test('a test that somebody sets up stays one, and is no demo', () => {
  expect(choosePractice(folder, setUp, false)).toEqual({ open: true, ...setUp });
  expect(choosePractice(folder, demo, false)).toEqual({ open: true, ...setUp });
});

test('anything but Electron does not begin a real practice, and leaves the empty folder empty', () => {
  expect(choosePractice(folder, real, false)).toMatchObject({ open: false });
  expect(readdirSync(folder)).toEqual([]);
  expect(choosePractice(folder, real, true)).toEqual({ open: true, ...real });
});

test.each(['{', '[]', 'null', '{"kind":"other"}', '{"kind":["demo"]}', ''])(
  'a marker that says %j opens nothing and is left as it is',
  (content) => {
    writeFileSync(join(folder, 'practice.json'), content);
    expect(choosePractice(folder, demo, true)).toMatchObject({ open: false });
    expect(readFileSync(join(folder, 'practice.json'), 'utf8')).toBe(content);
  },
);

test('files without a marker are nobody’s practice and nothing is written among them', () => {
  writeFileSync(join(folder, 'anteroom.db'), '');
  expect(choosePractice(folder, demo, true)).toMatchObject({ open: false });
  expect(readdirSync(folder)).toEqual(['anteroom.db']);
});

test('the clock can be held for made-up people only', () => {
  const held = '2026-03-10T15:30:00.000Z';
  expect(chooseClock('test', held).now()).toBe(Date.parse(held));
  expect(chooseClock('demo', held).now()).toBe(Date.parse(held));
  expect(chooseClock('practice', held).now()).not.toBe(Date.parse(held));
  expect(Number.isFinite(chooseClock('demo', 'not a time').now())).toBe(true);
});
