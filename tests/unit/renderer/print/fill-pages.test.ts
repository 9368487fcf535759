import fc from 'fast-check';
import { expect, test } from 'vitest';
import { code128Bars } from '../../../../renderer/print/code-128.ts';
import { fillPages } from '../../../../renderer/print/fill-pages.ts';

test('parts go to the page that has room, in their order', () => {
  expect(fillPages([40, 40, 40], 100)).toEqual([[0, 1], [2]]);
  expect(fillPages([], 100)).toEqual([[]]);
  expect(fillPages([50, 50.4], 100)).toEqual([[0, 1]]);
});

test('a part higher than a page gets one of its own, and none is lost or doubled', () => {
  expect(fillPages([10, 300, 10], 100)).toEqual([[0], [1], [2]]);
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 150, noNaN: true })), (heights) => {
      const pages = fillPages(heights, 100);
      expect(pages.flat()).toEqual(heights.map((_height, index) => index));
      for (const page of pages) {
        const used = page.reduce((sum, index) => sum + (heights[index] ?? 0), 0);
        expect(page.length === 1 || used <= 100.5).toBe(true);
      }
    }),
  );
});

test('the barcode of an MRN is the one of the standard: start C, the digits in pairs, check and stop', () => {
  // ISO/IEC 15417: start C is 211232, stop is 2331112; 42 modules of quiet zone and digits aside, bars alternate.
  const bars = code128Bars('2000');
  const widths = bars.flatMap((bar, index) => {
    const next = bars[index + 1];
    return next === undefined ? [bar.width] : [bar.width, next.x - bar.x - bar.width];
  });
  expect(widths.slice(0, 6).join('')).toBe('211232');
  expect(widths.slice(-7).join('')).toBe('2331112');
  expect(widths).toHaveLength(6 * 4 + 7);
});
