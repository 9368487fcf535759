import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createWedge,
  FASTEST_HAND,
  HELD_BACK,
  SCAN_SILENCE,
  type Wedge,
} from '../../../../renderer/scan/wedge.ts';
import { barcodeOf, CARD } from '../../../support/licence-cards.ts';

const onScan = vi.fn<(text: string) => void>();
const onTyped = vi.fn<(text: string) => void>();
let wedge: Wedge;

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  onScan.mockClear();
  onTyped.mockClear();
  wedge = createWedge({ onScan, onTyped });
});
afterEach(() => {
  wedge.stop();
  vi.useRealTimers();
});

interface Press {
  readonly ctrlKey?: boolean;
  readonly altKey?: boolean;
  readonly repeat?: boolean;
}

/** Presses and releases a key; answers whether the field would have seen it. */
function press(key: string, { ctrlKey = false, altKey = false, repeat = false }: Press = {}): boolean {
  const timeStamp = Date.now();
  const caught = wedge.press({ key, ctrlKey, altKey, metaKey: false, repeat, isComposing: false, timeStamp });
  expect(wedge.release({ key })).toBe(caught);
  return !caught;
}

/** Types a text as a scanner does; answers what of it reached the field. */
function scan(text: string, gap = 8): string {
  return [...text]
    .filter((sign) => {
      vi.advanceTimersByTime(gap);
      if (/\p{Lu}|@/u.test(sign)) expect(typeof press('Shift')).toBe('boolean');
      if (sign === '\n' || sign === '\r') return press('Enter');
      if (sign === '\u001e') return press('^', { ctrlKey: true });
      return press(sign);
    })
    .join('');
}

/** Types a text by hand; answers what reached the field at once. */
function type(text: string, gap = 120): string {
  return [...text]
    .filter((sign) => {
      vi.advanceTimersByTime(gap);
      return press(sign);
    })
    .join('');
}

describe('a scan', () => {
  const card = barcodeOf(CARD);

  it('is caught whole and reaches no field', () => {
    expect(scan(card)).toBe('');
    expect(onScan).not.toHaveBeenCalled();
    vi.advanceTimersByTime(SCAN_SILENCE);
    expect(onScan.mock.calls).toEqual([[card.replaceAll('\r', '\n')]]);
    expect(onTyped).not.toHaveBeenCalled();
  });

  it('does not end at an Enter, which is only a line feed in it', () => {
    scan('@\n\nANSI 636020\n\n');
    expect(onScan).not.toHaveBeenCalled();
    vi.advanceTimersByTime(SCAN_SILENCE);
    expect(onScan).toHaveBeenCalledOnce();
  });

  it('goes on over a pause of the radio once it is surely one', () => {
    expect(scan(card.slice(0, 60))).toBe('');
    vi.advanceTimersByTime(SCAN_SILENCE - 20);
    expect(scan(card.slice(60))).toBe('');
    vi.advanceTimersByTime(SCAN_SILENCE);
    expect(onScan.mock.calls).toEqual([[card.replaceAll('\r', '\n')]]);
  });

  it('of which the window hears the end late is heard whole, and nothing of it is typed', () => {
    scan(card.slice(0, 100));
    const pressedAt = Date.now();
    vi.advanceTimersByTime(SCAN_SILENCE * 3);
    expect(onScan).toHaveBeenCalledOnce();
    const late = [...card.slice(100).replace(/\p{Cc}+/gu, '')].map((key, index) =>
      wedge.press({
        ...{ key, ctrlKey: false, altKey: false, metaKey: false, repeat: false, isComposing: false },
        timeStamp: pressedAt + (index + 1) * 5,
      }),
    );
    expect(late).not.toContain(false);
    vi.advanceTimersByTime(SCAN_SILENCE);
    expect(onScan.mock.lastCall?.[0].replace(/\p{Cc}/gu, '')).toBe(card.replace(/\p{Cc}/gu, ''));
  });

  it('is not taken twice when only the Enter after it is late', () => {
    scan(card);
    const pressedAt = Date.now();
    vi.advanceTimersByTime(SCAN_SILENCE * 2);
    const enter = { key: 'Enter', ctrlKey: false, altKey: false, metaKey: false, repeat: false };
    expect(wedge.press({ ...enter, isComposing: false, timeStamp: pressedAt + 6 })).toBe(true);
    vi.advanceTimersByTime(SCAN_SILENCE);
    expect(onScan).toHaveBeenCalledOnce();
    scan(card);
    vi.advanceTimersByTime(SCAN_SILENCE);
    expect(onScan).toHaveBeenCalledTimes(2);
  });

  it('may follow another one', () => {
    scan(card);
    vi.advanceTimersByTime(SCAN_SILENCE);
    scan(card);
    vi.advanceTimersByTime(SCAN_SILENCE);
    expect(onScan).toHaveBeenCalledTimes(2);
  });

  it('keeps its separators where the scanner types them as control keys', () => {
    scan('@\u001eANSI 636020');
    vi.advanceTimersByTime(SCAN_SILENCE);
    expect(onScan.mock.calls).toEqual([['@\u001eANSI 636020']]);
  });

  it('that never ends is cut, and lets the desk go on', () => {
    scan(`@${'A'.repeat(9000)}`, 1);
    vi.advanceTimersByTime(SCAN_SILENCE);
    expect(onScan.mock.calls[0]?.[0]).toHaveLength(4000);
    expect(type('abc')).toBe('abc');
  });
});

describe('typing by hand', () => {
  it('is never touched', () => {
    expect(type('Okafor 3/4/1988')).toBe('Okafor 3/4/1988');
    expect(type('fast typist', FASTEST_HAND - 10)).toBe('fast typist');
    expect(onTyped).not.toHaveBeenCalled();
  });

  it('of an @ is held for a moment and then handed on, in order', () => {
    const seen: string[] = [];
    onTyped.mockImplementation((text) => void seen.push(text));
    for (const sign of 'ana@place.com') {
      vi.advanceTimersByTime(90);
      if (press(sign)) seen.push(sign);
    }
    vi.advanceTimersByTime(HELD_BACK);
    expect(seen.join('')).toBe('ana@place.com');
    expect(onScan).not.toHaveBeenCalled();
  });

  it('of an @ and a letter almost at once loses nothing', () => {
    expect(scan('@p', 20)).toBe('');
    vi.advanceTimersByTime(HELD_BACK);
    expect(onTyped.mock.calls).toEqual([['@p']]);
    expect(type('lace')).toBe('lace');
  });

  it('with @ held down repeats as it would', () => {
    press('@');
    vi.advanceTimersByTime(30);
    expect(press('@', { repeat: true })).toBe(true);
    expect(onTyped.mock.calls).toEqual([['@']]);
  });
});
