import { isDeepStrictEqual } from 'node:util';
import { getTableColumns, getTableName } from 'drizzle-orm';
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { VERIFIED_KINDS } from '../../electron/audit/record-kinds.ts';
import { RECORD_SYSTEM, type Stamp, withoutDeskPart } from '../../electron/fhir/desk-part.ts';
import { overlay } from '../../electron/fhir/overlay.ts';
import { isObject, type Unknown } from '../../electron/fhir/reading.ts';
import {
  changedResource,
  type FieldValues,
  type Find,
  fromResource,
  type Refer,
  toResource,
} from '../../electron/fhir/record-mapping.ts';
import { RECORD_MAPPINGS } from '../../electron/fhir/records/index.ts';
import { problemsOf } from '../support/fhir-validators.ts';
import { objectsIn, places, withForeign } from '../support/foreign-content.ts';
import { type AnyMapping, type AnyRow, bytesOf, rowOf } from '../support/row-arbitrary.ts';
import { junk, spoilt } from '../support/spoilt-resource.ts';

const refer: Refer = (type, recordId) => ({ reference: `${type}/srv-${recordId}` });
const find: Find = ({ id }) => (id?.startsWith('srv-') ? id.slice(4) : null);
const stamp: Stamp = {
  staffId: '0199a0d5-7e1c-7000-8000-000000000001',
  staffName: 'Rosa Delgado',
  deskId: '0199a0d5-7e1c-7000-8000-000000000002',
  at: 1_773_000_000_000,
  hlc: '001773000000000-0000-a',
};
const later: Stamp = { ...stamp, staffName: 'Sam Whitfield', at: stamp.at + 60_000 };
const ways = { refer, find, bytesOf };

/** What is one desk's own and nobody else's, by the type of its record. */
const STAYS_AT_THE_DESK: Readonly<Record<string, readonly string[]>> = { 'Basic.desk': ['labelPrinter'] };

describe.each(
  (RECORD_MAPPINGS as unknown as readonly AnyMapping[]).map((record) => [record.recordType, record] as const),
)('%s in FHIR', (_, record) => {
  const row = rowOf(record);
  const twice = fc.tuple(row, row).map(([before, other]) => ({ before, after: { ...other, id: before.id } }));
  const written = (each: AnyRow, by = stamp) => toResource(record, each, refer, by, bytesOf);
  const fieldsOf = (resource: Unknown): FieldValues => {
    const read = fromResource(record, resource, find);
    if (!read.ok) throw new Error(`refused: ${read.problem.code} ${read.problem.element}`);
    return read.fields.fields;
  };
  const travelling = (each: AnyRow) =>
    Object.fromEntries(Object.keys(record.fields.shape).map((field) => [field, each[field]]));

  it('travels whole but for what is derived, after what it refers to', () => {
    const kind = VERIFIED_KINDS.get(record.recordType);
    if (!kind) throw new Error(`${record.recordType} is no kind of record`);
    const columns = getTableColumns(kind.table);
    const [some] = fc.sample(row, 1);
    const derived = Object.keys((some && record.derived?.(some, 'America/Denver')) ?? {});
    const fields = new Set(['id', ...Object.keys(record.fields.shape)]);
    const left = [...derived, ...(STAYS_AT_THE_DESK[record.recordType] ?? [])];
    expect(Object.keys(columns).filter((each) => !fields.has(each) && !left.includes(each))).toEqual([]);
    expect(
      [...record.units.flat(), ...Object.keys(record.needs)].filter((each) => !fields.has(each)),
    ).toEqual([]);
    const kindOf = new Map([...VERIFIED_KINDS].map(([type, { table }]) => [getTableName(table), type]));
    for (const key of getTableConfig(kind.table).foreignKeys) {
      const { columns: from, foreignTable } = key.reference();
      const needed = kindOf.get(getTableName(foreignTable));
      const [field] = Object.entries(columns).find(([, column]) => column.name === from[0]?.name) ?? [''];
      if (needed !== undefined) expect(record.needs[field], field).toBe(needed);
    }
  });

  it('is read again as the very row, over the wire, with who changed it', () => {
    fc.assert(
      fc.property(row, (each) => {
        const sent = JSON.parse(JSON.stringify(written(each))) as Unknown;
        const read = fromResource(record, sent, find);
        expect(read.ok && read.fields).toEqual({ fields: travelling(each), stamp });
      }),
    );
  });

  it('is valid', () => {
    fc.assert(
      fc.property(twice, ({ before, after }) => {
        const body = written(before);
        expect(problemsOf(body)).toEqual([]);
        expect(problemsOf(changedResource(record, body, { before, after }, later, ways))).toEqual([]);
      }),
    );
  });

  it('leaves what others wrote beside it, and is read as the row it became', () => {
    fc.assert(
      fc.property(twice, places, ({ before, after }, where) => {
        const ours = written(before);
        const { body, entries } = withForeign(ours, where);
        const changed = changedResource(record, body, { before, after }, later, ways);
        const read = fromResource(record, changed, find);
        expect(read.ok && read.fields).toEqual({ fields: travelling(after), stamp: later });
        expect(changed).toMatchObject({ id: 'srv-1', implicitRules: 'urn:ehr:rules' });
        const next = written(after);
        for (const key of Object.keys(ours)) {
          const isOurs =
            key === 'identifier' || key === 'extension' || !isDeepStrictEqual(ours[key], next[key]);
          if (!isOurs) expect(changed[key], key).toBe(body[key]);
        }
        const [were, are] = [lists(body), lists(changed)];
        // Who takes out an entry of ours takes out what was written into it, and nothing else.
        expect(entries.filter((entry) => were.top.includes(entry) && !are.top.includes(entry))).toEqual([]);
      }),
    );
  });

  it('is changed by what differs alone', () => {
    fc.assert(
      fc.property(twice, fc.boolean(), ({ before, after }, isFirst) => {
        const theirs = { system: 'urn:ehr:numbers', value: '7' };
        const extension = { url: 'urn:ehr:extension', valueString: 'theirs' };
        const ours = written(before);
        const beside = (key: string, entry: Unknown) => {
          const list = (ours[key] ?? []) as readonly Unknown[];
          return { [key]: isFirst ? [entry, ...list] : [...list, entry] };
        };
        const body = { ...ours, ...beside('identifier', theirs), ...beside('extension', extension) };
        const laid = overlay(body, ours, written(after));
        expect(fieldsOf(laid)).toEqual(travelling(after));
        expect(laid['identifier']).toContainEqual(theirs);
        expect(laid['extension']).toContainEqual(extension);
        expect(overlay(body, ours, ours)).toEqual(body);
        expect(changedResource(record, body, { before, after: before }, stamp, ways)).toEqual(body);
      }),
    );
  });

  it('is understood where an EHR changed an element, and is exact where it did not', () => {
    fc.assert(
      fc.property(twice, ({ before, after }) => {
        const [ours, theirs] = [written(before), written(after)];
        const [said, saidNow] = [withoutDeskPart(ours), withoutDeskPart(theirs)].map(fieldsOf);
        const numbers = (saidNow && withoutDeskPart(theirs)['identifier']) as readonly unknown[] | undefined;
        const edited = {
          ...withoutDeskPart(theirs),
          identifier: [...(numbers ?? []), deskNumber(ours)],
          extension: [...((withoutDeskPart(theirs)['extension'] ?? []) as unknown[]), deskExtension(ours)],
        };
        const expected = Object.entries(travelling(before)).flatMap(([field, value]) => {
          const isUntouched = said?.[field] === saidNow?.[field];
          const now = isUntouched ? value : saidNow?.[field];
          return now === undefined ? [] : [[field, now]];
        });
        expect(fieldsOf(edited)).toEqual(Object.fromEntries(expected));
      }),
    );
  });

  it('says only what a row may hold, whatever stands in the resource', () => {
    fc.assert(
      fc.property(
        row,
        junk,
        fc.array(fc.tuple(fc.nat(), junk), { minLength: 1, maxLength: 4 }),
        (each, any, spots) => {
          for (const resource of [spoilt(written(each), spots), any]) {
            if (!isObject(resource)) continue;
            const read = fromResource(record, resource, find);
            for (const [field, value] of Object.entries(read.ok ? read.fields.fields : {})) {
              const schema = record.fields.shape[field] as z.ZodType | undefined;
              expect(schema?.safeParse(value).success, field).toBe(true);
            }
          }
        },
      ),
    );
  });
});

/** The entries of the lists that stand at the resource itself. */
function lists(resource: Unknown): { readonly top: readonly unknown[] } {
  return {
    top: Object.values(resource).flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [])),
  };
}

function deskNumber(resource: Unknown): unknown {
  return objectsIn(resource['identifier']).find((each) => isObject(each) && each['system'] === RECORD_SYSTEM);
}

function deskExtension(resource: Unknown): unknown {
  return objectsIn(resource['extension']).find((each) => isObject(each) && each['url'] === RECORD_SYSTEM);
}
