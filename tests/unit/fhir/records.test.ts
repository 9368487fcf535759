import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MOST_CONTENT_BYTES, sha256 } from '../../../electron/fhir/contents.ts';
import { deskPartIn, type Stamp } from '../../../electron/fhir/desk-part.ts';
import { patientFromFhir } from '../../../electron/fhir/patient.ts';
import { mapping, type Unknown } from '../../../electron/fhir/reading.ts';
import {
  changedResource,
  contentsOf,
  type FieldValues,
  fromResource,
  toResource,
} from '../../../electron/fhir/record-mapping.ts';
import { RECORD_MAPPINGS } from '../../../electron/fhir/records/index.ts';
import type { PlainDate } from '../../../shared/kernel/time.ts';
import { problemsOf } from '../../support/fhir-validators.ts';
import { ORDINARY_ROWS } from '../../support/ordinary-rows.ts';
import { type AnyMapping, type AnyRow, bytesOf, CONTENTS } from '../../support/row-arbitrary.ts';

const stamp: Stamp = { staffId: 's', staffName: 'Rosa', deskId: 'd', at: 1_773_000_000_000, hlc: 'c' };
const refer = (type: string, recordId: string) => ({ reference: `${type}/${recordId}` });
const find = ({ id }: { readonly id: string | null }) => id;
const ways = { refer, find, bytesOf };

function mappingOf(recordType: string): AnyMapping {
  const found = RECORD_MAPPINGS.find((each) => each.recordType === recordType);
  if (!found) throw new Error(`no mapping of ${recordType}`);
  return found as unknown as AnyMapping;
}
type Kind = keyof typeof ORDINARY_ROWS;
const written = (kind: Kind, changes: object = {}): Unknown => {
  const row = { ...ORDINARY_ROWS[kind], ...changes } as AnyRow;
  return toResource(mappingOf(kind), row, refer, stamp, bytesOf);
};
function fieldsOf(kind: Kind, resource: Unknown): FieldValues {
  const read = fromResource(mappingOf(kind), resource, find);
  if (!read.ok) throw new Error(`${read.problem.code} ${read.problem.element}`);
  return read.fields.fields;
}

describe('of an ordinary row', () => {
  it.each<[Kind, string]>([
    [
      'Patient',
      'textConsent provisional restricted demographicsConfirmedAt demographicsConfirmedBy createdAt mergedIntoId photoId',
    ],
    ['RelatedPerson', 'relatedPatientId needsInterpreter createdAt createdBy'],
    ['Flag', ''],
    ['Coverage', 'confirmedAt subscriberBirthDate frontPictureId backPictureId needsAuthorization'],
    ['CoverageEligibilityResponse', 'visitId how copayCents overrideReason'],
    ['ServiceRequest', 'unitsUsedBefore'],
    ['DocumentReference', 'seriesId kind version renewal required retiredAt'],
    [
      'Consent',
      'visitId textHash relation method refusalReason day witness revokedAt revokedBy revokeReason',
    ],
    ['Media', 'removedAt'],
  ])('%s says all in elements but %j', (kind, left) => {
    const resource = written(kind);
    expect(problemsOf(resource)).toEqual([]);
    const part = mapping((reading) => ({ fields: deskPartIn(resource, reading), identifiers: [] }));
    expect(part.ok && Object.keys(part.fields?.exact ?? {})).toEqual(left === '' ? [] : left.split(' '));
  });
});

describe('an EHR that changes an element', () => {
  it.each<[Kind, Unknown, FieldValues]>([
    ['Patient', { birthDate: '1988-03-05', gender: 'other' }, { birthDate: '1988-03-05', sex: 'other' }],
    [
      'Patient',
      { telecom: [{ system: 'phone', value: '9705550177' }] },
      { phone: '(970) 555-0177', phoneE164: '+19705550177', phoneKind: '', secondPhone: '', email: '' },
    ],
    [
      'RelatedPerson',
      { active: false, name: [{ family: 'Okafor', given: ['N.'] }] },
      { active: false, name: 'N. Okafor' },
    ],
    ['Flag', { status: 'inactive', code: { text: 'Latex' } }, { active: false, text: 'Latex' }],
    ['Coverage', { status: 'cancelled', order: 2 }, { status: 'ended', priority: 2 }],
    ['CoverageEligibilityResponse', { disposition: 'Ended' }, { note: 'Ended' }],
    ['ServiceRequest', { quantityQuantity: { value: 12 } }, { unitsApproved: 12 }],
    ['Consent', { status: 'inactive' }, { status: 'revoked' }],
    ['Media', { author: [{ display: 'EHR' }] }, { takenBy: 'EHR' }],
  ])('of a %s is understood, and the rest stays exact', (kind, changes, fields) => {
    const { id: _, ...before } = ORDINARY_ROWS[kind];
    expect(fieldsOf(kind, { ...written(kind), ...changes })).toEqual({ ...before, ...fields });
  });

  it('back to what it was is understood, too', () => {
    const row = { ...ORDINARY_ROWS.Flag, text: 'Latex:\nno gloves' };
    const resource = toResource(mappingOf('Flag'), row, refer, stamp);
    expect(fieldsOf('Flag', resource)['text']).toBe('Latex:\nno gloves');
    expect(fieldsOf('Flag', { ...resource, code: { text: 'Latex' } })['text']).toBe('Latex');
    expect(fieldsOf('Flag', { ...resource, code: { text: 'Latex: no gloves' } })['text']).toBe(
      'Latex:\nno gloves',
    );
  });

  it('with a desk’s part that nobody can read is still understood by its elements', () => {
    const resource = written('Flag');
    const [extension] = resource['extension'] as readonly Unknown[];
    const odd = { toString: 'x', valueOf: 1 };
    const extended = [
      {
        ...extension,
        extension: [
          { url: 'type', valueString: 'Flag' },
          { url: 'at', valueInstant: odd },
        ],
      },
    ];
    expect(fieldsOf('Flag', { ...resource, extension: extended })).toMatchObject({
      kind: 'allergy',
      active: true,
    });
    const broken = [
      {
        ...extension,
        extension: [
          { url: 'type', valueString: 'Flag' },
          { url: 'exact', valueString: '{' },
        ],
      },
    ];
    expect(fieldsOf('Flag', { ...resource, extension: broken })).toMatchObject({ kind: 'allergy' });
  });
});

it('what a newer desk wrote that this one has no field for stays when this one changes the record', () => {
  const patients = mappingOf('Patient');
  const newer: AnyMapping = {
    ...patients,
    fields: patients.fields.extend({ pronouns: z.string(), moons: z.number() }),
  };
  const before = ORDINARY_ROWS.Patient as unknown as AnyRow;
  const body = toResource(newer, { ...before, pronouns: 'she', moons: 2 } as AnyRow, refer, stamp, bytesOf);
  const after = { ...before, city: 'Estes Park' } as AnyRow;
  const changed = changedResource(patients, body, { before, after }, stamp, ways);
  const read = fromResource(newer, changed, find);
  expect(read.ok && read.fields.fields).toMatchObject({ pronouns: 'she', moons: 2, city: 'Estes Park' });
});

describe('a patient of an EHR', () => {
  const real = readFileSync('tests/fixtures/synthea/import/Patient.ndjson', 'utf8')
    .trim()
    .split('\n')
    .map((each) => JSON.parse(each) as Unknown);
  const patients = mappingOf('Patient');
  const rowOf = (resource: Unknown): AnyRow => {
    const read = patientFromFhir(resource, '2026-03-10' as PlainDate);
    if (!read.ok) throw new Error(read.problem.code);
    const { id, ...ordinary } = ORDINARY_ROWS.Patient;
    return { id, ...ordinary, ...read.fields.record, mrn: read.fields.mrn };
  };

  it('says the same after a desk took it over, and keeps what we do not map', () => {
    for (const body of real) {
      const row = rowOf(body);
      const changed = changedResource(patients, body, { before: row, after: row }, stamp, ways);
      const { identifier, extension, ...rest } = changed;
      expect({ ...body, ...rest }).toEqual({
        ...body,
        identifier: body['identifier'],
        extension: body['extension'],
      });
      expect(identifier).toEqual([
        ...(body['identifier'] as []),
        { system: 'urn:anteroom:record', value: row.id },
      ]);
      expect((extension as readonly Unknown[]).slice(0, -1)).toEqual(body['extension']);
      expect(fieldsOf('Patient', changed)).toEqual(
        fieldsOf('Patient', toResource(patients, row, refer, stamp)),
      );
    }
  });

  it('who moved and has another number has one address and one number, and all else as it was', () => {
    for (const body of real) {
      const before = rowOf(body);
      const moved = { addressLine: '2 New Street', city: 'Fort Collins', state: 'CO', postalCode: '80524' };
      const after = { ...before, ...moved, phone: '(970) 555-0148', phoneE164: '+19705550148' };
      const changed = changedResource(patients, body, { before, after }, stamp, ways);
      const [address] = body['address'] as readonly Unknown[];
      const { line: _, city: __, state: ___, postalCode: ____, ...others } = address ?? {};
      expect(changed['address']).toEqual([
        { ...others, line: ['2 New Street'], city: 'Fort Collins', state: 'CO', postalCode: '80524' },
      ]);
      const [telecom] = body['telecom'] as readonly Unknown[];
      expect(changed['telecom']).toEqual([{ ...telecom, value: '+19705550148' }]);
      expect(changed).toMatchObject({
        name: body['name'],
        maritalStatus: body['maritalStatus'],
        meta: body['meta'],
      });
      expect(fieldsOf('Patient', changed)).toMatchObject({
        ...moved,
        phone: '(970) 555-0148',
        mrn: before['mrn'],
      });
    }
  });
});

describe('what is derived', () => {
  it('of a patient is what they are found by, and the next version', () => {
    const { derived } = mappingOf('Patient');
    expect(derived?.(ORDINARY_ROWS.Patient, 'America/Denver')).toMatchObject({
      phoneDigits: '9705550148',
      version: 1,
    });
    expect(derived?.({ ...ORDINARY_ROWS.Patient, version: 4 } as AnyRow, 'America/Denver')).toMatchObject({
      version: 5,
    });
  });
});

describe('bytes', () => {
  const pictures = mappingOf('Media');
  const nothingHere = () => false;
  const { jpeg, png, strokes } = CONTENTS;
  const problem = (kind: Kind, resource: Unknown, isHere: (hash: string) => boolean = nothingHere) => {
    const read = contentsOf(mappingOf(kind), resource, fieldsOf(kind, resource), isHere);
    return read.ok ? undefined : read.problem.code;
  };
  const withData = (data: unknown) => ({
    ...written('Media'),
    content: [{ attachment: { contentType: 'image/jpeg', data } }],
  });

  it('of a picture come with it, under their hash and as what they are', () => {
    const called = withData(jpeg.bytes.toString('base64'));
    const read = contentsOf(pictures, called, fieldsOf('Media', called), nothingHere);
    expect(read.ok && read.fields).toEqual([jpeg]);
    const other = withData(png.bytes.toString('base64'));
    expect(fieldsOf('Media', other)).toMatchObject({ contentHash: png.hash, mime: 'image/png' });
    const asPng = contentsOf(pictures, other, fieldsOf('Media', other), nothingHere);
    expect(asPng.ok && asPng.fields).toEqual([png]);
  });

  it('of a signature are its picture and the way of the pen', () => {
    const signed = written('Consent');
    const read = contentsOf(mappingOf('Consent'), signed, fieldsOf('Consent', signed), nothingHere);
    expect(read.ok && read.fields).toEqual([png, strokes]);
  });

  it('that are not those of the hash are refused, unless those are here', () => {
    const claimed = written('Media', { contentHash: sha256('something else') });
    expect(problem('Media', claimed)).toBe('missing');
    expect(problem('Media', claimed, () => true)).toBeUndefined();
    const swapped = JSON.parse(
      JSON.stringify(written('Consent')).replace(strokes.bytes.toString('base64'), 'AAAA'),
    ) as Unknown;
    expect(fieldsOf('Consent', swapped)['strokesHash']).toBe(sha256(Buffer.from('AAAA', 'base64')));
    const called = JSON.parse(
      JSON.stringify(written('Consent')).replace(strokes.mime, 'text/html'),
    ) as Unknown;
    expect(problem('Consent', called)).toBe('missing');
  });

  it.each([
    ['too large', Buffer.alloc(MOST_CONTENT_BYTES + 1).toString('base64')],
    ['no base64', 'not base64!'],
    ['half a base64', 'AAA'],
    ['a number', 7],
    ['no picture', Buffer.from('<svg/>').toString('base64')],
  ])('that are %s are no picture', (_, data) => {
    const { contentHash, mime, width, height } = fieldsOf('Media', withData(data));
    expect({ contentHash, mime, width, height }).toEqual({});
    const fields = { contentHash: jpeg.hash };
    const read = contentsOf(pictures, withData(data), fields, nothingHere);
    expect(read.ok).toBe(false);
  });

  it('of a text are its words to the letter, and their hash is made anew', () => {
    const resource = written('DocumentReference');
    expect(fieldsOf('DocumentReference', resource)).toMatchObject({
      body: ORDINARY_ROWS.DocumentReference.body,
    });
    const data = Buffer.from('Other words').toString('base64');
    const title = ORDINARY_ROWS.DocumentReference.title;
    const other = { ...resource, content: [{ attachment: { language: 'en', title, data } }] };
    expect(fieldsOf('DocumentReference', other)).toMatchObject({
      body: 'Other words',
      sha256: sha256(`${title}\n\nOther words`),
    });
    const notText = { ...resource, content: [{ attachment: { title, data: '/w==' } }] };
    expect(fieldsOf('DocumentReference', notText)).not.toHaveProperty('body');
  });
});
