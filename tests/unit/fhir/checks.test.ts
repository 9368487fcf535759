import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fhirLint } from '../../support/fhir-lint.ts';
import { problemsOf } from '../../support/fhir-validators.ts';
import { type AnyMapping, rowOf } from '../../support/row-arbitrary.ts';

describe('what looks at our resources', () => {
  it.each([
    [{ name: '' }, '$.name: empty text'],
    [{ name: [] }, '$.name: empty list'],
    [{ name: [{}] }, '$.name[0]: empty object'],
    [{ name: null }, '$.name: null'],
    [{ name: 'half \ud83d' }, '$.name: half a character'],
    [{ name: 'a\u0007b' }, '$.name: control'],
    [{ name: 'a ' }, '$.name: spaces at its edges'],
    [{ code: 'a  b' }, '$.code: no code'],
    [{ subject: { reference: '#p1' } }, '$.subject.reference: contained nowhere'],
    [{ subject: { reference: 'Patient' } }, '$.subject.reference: no literal reference'],
    [{ subject: { reference: 'urn:uuid:1' } }, '$.subject.reference: no literal reference'],
  ])('finds %j', (resource, problem) => {
    expect(fhirLint(resource)).toEqual([problem]);
  });

  it('lets pass what is contained', () => {
    expect(fhirLint({ contained: [{ id: 'p1' }], subject: { reference: '#p1' } })).toEqual([]);
  });

  it('knows FHIR by two validators', () => {
    const alert = { resourceType: 'Flag', code: { text: 'x' }, subject: { reference: 'Patient/p1' } };
    expect(problemsOf({ ...alert, status: 'active' })).toEqual([]);
    expect(problemsOf(alert).map((problem) => problem.split(' ')[0])).toEqual(['medplum', 'zod']);
    expect(problemsOf({ ...alert, status: 'asleep' })[0]).toMatch(/^zod status/);
    expect(problemsOf({ ...alert, status: 'active', period: { start: '2026-02-30' } })[0]).toMatch(
      /^medplum/,
    );
    expect(problemsOf({ resourceType: 'Flog' })).toContain('zod: no validator of Flog');
  });

  it('makes no row of a column with a rule that nobody says how to keep', () => {
    const form = z.string().refine((text) => text.startsWith('{'));
    const record = { recordType: 'Thing', fields: z.object({ form }) } as unknown as AnyMapping;
    expect(() => rowOf(record)).toThrow('Thing.form has a rule of its own');
  });
});
