import { describe, expect, it } from 'vitest';
import { rovingTarget } from '../../../../renderer/ui/roving.ts';
import { keyName } from '../../../../renderer/ui/shortcuts.ts';

const press = (key: string, more: Partial<Parameters<typeof keyName>[0]> = {}) =>
  keyName({ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

describe('the name of a key press', () => {
  it.each([
    [press('k', { ctrlKey: true }), 'Ctrl+K'],
    [press('k', { metaKey: true }), 'Ctrl+K'],
    [press('Enter', { ctrlKey: true }), 'Ctrl+Enter'],
    [press('w'), 'w'],
    [press('W', { shiftKey: true }), 'w'],
    [press('?', { shiftKey: true }), '?'],
    [press('Tab', { shiftKey: true }), 'Shift+Tab'],
    [press('Escape'), 'Escape'],
    [press('¡', { altKey: true, code: 'Digit1' }), 'Alt+1'],
  ])('%s is %s', (name, expected) => expect(name).toBe(expected));
});

describe('moving among items', () => {
  it.each([
    ['ArrowDown', 0, 5, 1, 1],
    ['j', 4, 5, 1, 4],
    ['k', 0, 5, 1, 0],
    ['End', 0, 5, 1, 4],
    ['PageDown', 2, 50, 1, 12],
    ['PageUp', 2, 50, 1, 0],
    ['ArrowRight', 0, 5, 1, undefined],
    ['ArrowDown', 1, 7, 4, 5],
    ['ArrowDown', 3, 7, 4, 3],
    ['ArrowLeft', 0, 7, 4, 0],
    ['x', 0, 7, 4, undefined],
    ['ArrowDown', 0, 0, 1, undefined],
  ] as const)('%s from %i of %i in %i columns goes to %s', (key, at, count, columns, expected) =>
    expect(rovingTarget(key, at, count, columns)).toBe(expected),
  );
});
