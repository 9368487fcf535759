import { z } from 'zod';
import { ALERT_KINDS } from '../../../shared/patients/fields.ts';
import type { RowOf } from '../../engine/records.ts';
import { alertRecord } from '../../patients/records.ts';
import { codesOf, instantAt, instantText, neededReference, referenceOf, wordsOf } from '../elements.ts';
import { firstOf, object, objects, text } from '../reading.ts';
import type { RecordMapping } from '../record-mapping.ts';
import { flag, instant, line, oneOf, recordId } from '../row-fields.ts';
import { saysAnything } from '../tidy.ts';

const CATEGORIES = 'http://terminology.hl7.org/CodeSystem/flag-category';
/** FHIR's categories know no allergy at the desk: ours stands beside theirs. */
const KINDS = 'urn:anteroom:alert-kind';
const CATEGORY_OF = { allergy: 'clinical', safety: 'safety', note: 'admin' } as const;

/** What everybody at the desk must know before they act. */
export const alertMapping: RecordMapping<RowOf<typeof alertRecord>> = {
  recordType: alertRecord.type,
  resourceType: 'Flag',
  fields: z.object({
    patientId: recordId(),
    kind: oneOf(ALERT_KINDS),
    text: line(),
    active: flag(),
    createdAt: instant().nullable(),
    createdBy: line(),
  }),
  units: [],
  needs: { patientId: 'Patient' },
  toElements: (row, refer) => ({
    status: row.active ? 'active' : 'inactive',
    category: [
      {
        coding: [
          { system: KINDS, code: row.kind },
          { system: CATEGORIES, code: CATEGORY_OF[row.kind] },
        ],
      },
    ],
    code: { text: saysAnything(row.text) ? row.text : 'Alert' },
    subject: refer('Patient', row.patientId),
    period: { start: row.createdAt === null ? null : instantText(row.createdAt) },
    author: { display: row.createdBy },
  }),
  fromElements: (resource, _reading, find) => {
    const patientId = find(neededReference(resource, 'subject', 'Patient', 'Flag.subject'));
    const codes = objects(resource, 'category', 'Flag.category').flatMap((each) =>
      codesOf(each, 'Flag.category'),
    );
    const period = object(resource, 'period', 'Flag.period') ?? {};
    return {
      ...(patientId === null ? {} : { patientId }),
      kind: firstOf(codes.map(kindOf)) ?? 'note',
      text: wordsOf(object(resource, 'code', 'Flag.code'), 'Flag.code'),
      active: text(resource, 'status', 'Flag.status') === 'active',
      createdAt: instantAt(period, 'start', 'Flag.period.start') ?? null,
      createdBy: referenceOf(resource, 'author', 'Practitioner', 'Flag.author')?.display ?? '',
    };
  },
};

function kindOf(code: string): (typeof ALERT_KINDS)[number] | undefined {
  return ALERT_KINDS.find((kind) => kind === code);
}
