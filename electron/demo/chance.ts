import { createHash } from 'node:crypto';
import { uuidV7 } from '../../shared/kernel/ids.ts';

/** Repeatable chance: the same label gives the same numbers on every machine. */
export interface Chance {
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** True in `percent` of a hundred cases. */
  happens(percent: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  shuffled<Item>(items: readonly Item[]): Item[];
  /** A UUIDv7 of the instant (epoch milliseconds). */
  id<Id extends string>(instant: number): Id;
}

/** A stream of numbers (SplitMix32) that starts from the label; good enough for made-up people, never for keys. */
export function chanceOf(label: string): Chance {
  const start = createHash('sha256').update(label).digest();
  const state = { value: start.readUInt32LE(0) };
  const next = (): number => {
    state.value = (state.value + 0x9e3779b9) | 0;
    let mixed = state.value ^ (state.value >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  const between = (least: number, most: number): number => least + (next() % (most - least + 1));
  return {
    between,
    happens: (percent) => between(1, 100) <= percent,
    pick: (items) => {
      const item = items[between(0, items.length - 1)];
      if (item === undefined) throw new Error('there is something to pick from');
      return item;
    },
    shuffled: (items) => {
      const left = [...items];
      return items.flatMap(() => left.splice(between(0, left.length - 1), 1));
    },
    id: (instant) =>
      uuidV7(
        instant,
        Uint8Array.from({ length: 10 }, () => next() & 0xff),
      ),
  };
}
