import { describe, expect, it } from 'vitest';
import { mergeRecord } from '../../../electron/sync/merge.ts';

const RULES = {
  units: [
    ['line', 'city'],
    ['status', 'since'],
    ['seenAt', 'seenBy'],
  ],
  lattice: {
    field: 'status',
    rank: (value: unknown) => ['booked', 'no-show', 'arrived'].indexOf(String(value)),
  },
  latest: ['seenAt'],
};
const BASE = {
  name: 'Ann',
  line: '1 River St',
  city: 'Loveland',
  status: 'booked',
  since: 1,
  seenAt: 1,
  seenBy: 'A',
};
const merge = (mine: object, theirs: object) =>
  mergeRecord(BASE, { ...BASE, ...mine }, { ...BASE, ...theirs }, RULES);

describe('two sides of a record', () => {
  it('that changed different fields both count', () => {
    expect(merge({ name: 'Anna' }, { line: '2 Hill St', city: 'Greeley' })).toEqual({
      patch: { line: '2 Hill St', city: 'Greeley' },
      disagreements: [],
    });
  });

  it('that changed parts of what belongs together disagree on all of it, and the server’s stands', () => {
    const { patch, disagreements } = merge({ line: '9 Lake Rd' }, { city: 'Greeley' });
    expect(patch).toEqual({ line: '1 River St', city: 'Greeley' });
    expect(disagreements).toEqual([
      {
        fields: ['line', 'city'],
        base: { line: '1 River St', city: 'Loveland' },
        mine: { line: '9 Lake Rd', city: 'Loveland' },
        theirs: { line: '1 River St', city: 'Greeley' },
        stands: 'theirs',
      },
    ]);
  });

  it('that came to the same agree', () => {
    expect(merge({ name: 'Anna' }, { name: 'Anna' })).toEqual({ patch: {}, disagreements: [] });
  });

  it.each([
    [{ status: 'arrived', since: 5 }, { status: 'no-show', since: 6 }, {}, 'mine'],
    [
      { status: 'no-show', since: 5 },
      { status: 'arrived', since: 6 },
      { status: 'arrived', since: 6 },
      'theirs',
    ],
  ] as const)(
    'of whom one says that somebody was there: they were, and somebody is told',
    (mine, theirs, patch, stands) => {
      const merged = merge(mine, theirs);
      expect(merged.patch).toEqual(patch);
      expect(merged.disagreements.map((each) => each.stands)).toEqual([stands]);
    },
  );

  it.each([
    [{ seenAt: 7, seenBy: 'B' }, { seenAt: 5, seenBy: 'C' }, {}],
    [
      { seenAt: 5, seenBy: 'B' },
      { seenAt: 7, seenBy: 'C' },
      { seenAt: 7, seenBy: 'C' },
    ],
    [
      { seenAt: 5, seenBy: 'B' },
      { seenAt: 5, seenBy: 'C' },
      { seenAt: 5, seenBy: 'C' },
    ],
  ])('that each did it again need nobody: the later one counts', (mine, theirs, patch) => {
    expect(merge(mine, theirs)).toEqual({ patch, disagreements: [] });
  });

  it('of which one says less than the other are merged in what is said', () => {
    const merged = mergeRecord(BASE, { ...BASE, name: 'Anna' }, { status: 'arrived' }, RULES);
    expect(merged).toEqual({ patch: { status: 'arrived' }, disagreements: [] });
  });
});
