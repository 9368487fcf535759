/**
 * Deals parts out to pages in their order. Heights and `room` (what one page takes) in the same unit. A part higher
 * than a page gets a page of its own. Without any part there is one empty page.
 */
export function fillPages(heights: readonly number[], room: number): readonly (readonly number[])[] {
  const pages: number[][] = [[]];
  let used = 0;
  for (const [index, height] of heights.entries()) {
    const page = pages.at(-1);
    if (page === undefined || (page.length > 0 && used + height > room + ROUNDING)) {
      pages.push([index]);
      used = height;
    } else {
      page.push(index);
      used += height;
    }
  }
  return pages;
}

/** Browsers measure in fractions of a pixel; half of one is not a new page. */
const ROUNDING = 0.5;
