import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompanionMapping } from '../../electron/fhir/record-mapping.ts';
import { COMPANION_MAPPINGS, RECORD_MAPPINGS } from '../../electron/fhir/records/index.ts';
import { tidied } from '../../electron/fhir/tidy.ts';
import { invariant } from '../../shared/kernel/result.ts';
import { problemsOf } from '../support/fhir-validators.ts';
import { type AnyMapping, type AnyRow, rowOf } from '../support/row-arbitrary.ts';
import { refer } from '../support/told.ts';

const mappings = RECORD_MAPPINGS as unknown as readonly AnyMapping[];
const companions = COMPANION_MAPPINGS as unknown as readonly CompanionMapping<AnyRow>[];

describe.each(companions.map((each) => [each.resourceType, each] as const))(
  '%s beside a record',
  (_, told) => {
    const record = mappings.find(({ recordType }) => recordType === told.recordType);
    const row = rowOf(invariant(record, 'a companion goes with a record that travels'));

    it('is valid whatever the row, and says nothing that it would not say again', () => {
      fc.assert(
        fc.property(row, (each) => {
          const resource = { resourceType: told.resourceType, ...told.toElements(each, refer) };
          expect(problemsOf(resource)).toEqual([]);
          // What was sent is compared with what would be: a key without a value would be sent for ever.
          expect(resource).toStrictEqual(tidied(JSON.parse(JSON.stringify(resource))));
        }),
      );
    });
  },
);
