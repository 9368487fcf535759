import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type FieldValues, mergeFields } from '../../../electron/imports/field-merge.ts';

const GROUPS = [['street', 'city']];
const values = fc.record({
  street: fc.constantFrom('', 'a', 'b'),
  city: fc.constantFrom('', 'a', 'b'),
  phone: fc.constantFrom('', 'a', 'b', null),
});

const UNITS = [['street', 'city'], ['phone']];
const said = (fields: FieldValues, unit: readonly string[]) =>
  JSON.stringify(unit.map((key) => fields[key] ?? null));

it('writes what the source changed where the desk did not, keeps the desk’s, and never mixes a group', () => {
  fc.assert(
    fc.property(values, values, values, (record, base, next) => {
      const { patch, kept } = mergeFields(record, base, next, GROUPS);
      const after = { ...record, ...patch };
      for (const unit of UNITS) {
        const isDeskEdit = said(record, unit) !== said(base, unit);
        const isNews = said(next, unit) !== said(base, unit);
        const expected = isNews && !isDeskEdit ? next : record;
        expect(said(after, unit)).toBe(said(expected, unit));
        const isConflict = isNews && isDeskEdit && said(next, unit) !== said(record, unit);
        expect(kept.includes(unit[0] ?? '')).toBe(isConflict);
      }
      expect(mergeFields(after, next, next, GROUPS)).toEqual({ patch: {}, kept: [] });
    }),
  );
});

it('without an earlier word of the source fills only what is empty', () => {
  const record = { street: '1 Main', city: '', phone: '', sex: 'unknown' };
  const next = { street: '2 Other', city: 'Delta', phone: '555', sex: 'female' };
  expect(mergeFields(record, undefined, next, GROUPS)).toEqual({
    patch: { phone: '555', sex: 'female' },
    kept: [],
  });
});
