import { describe, expect, it } from 'vitest';
import { blocksOf } from '../../../../shared/consents/body.ts';
import {
  type Answer,
  consentStandings,
  dueConsents,
  isMinor,
  lastDayOfYear,
  signersOf,
  type TextInForce,
} from '../../../../shared/consents/rules.ts';
import type { PlainDate } from '../../../../shared/kernel/time.ts';

const day = (text: string) => text as PlainDate;
const text = (changes: Partial<TextInForce> = {}): TextInForce => ({
  seriesId: 'privacy',
  version: 1,
  renewal: 'yearly',
  required: true,
  ...changes,
});
const answer = (changes: Partial<Answer> = {}): Answer => ({
  seriesId: 'privacy',
  version: 1,
  outcome: 'signed',
  status: 'valid',
  relation: 'self',
  day: day('2025-06-01'),
  visitId: null,
  signedAt: 1,
  ...changes,
});
const today = { day: day('2026-03-10'), visitId: 'today', birthDate: day('1980-05-05') };
const stateOf = (one: TextInForce, given: Answer[], asked = today) =>
  consentStandings([one], given, asked)[0]?.state;

describe('where a patient stands', () => {
  it('is never asked, on file, or expired after a year', () => {
    expect(stateOf(text(), [])).toBe('never');
    expect(stateOf(text(), [answer()])).toBe('valid');
    expect(stateOf(text(), [answer({ day: day('2025-03-11') })])).toBe('valid');
    expect(stateOf(text(), [answer({ day: day('2025-03-10') })])).toBe('expired');
    expect(stateOf(text({ renewal: 'once' }), [answer({ day: day('2001-01-01') })])).toBe('valid');
  });

  it('asks again for a new wording only where the renewal says so', () => {
    expect(stateOf(text({ version: 2, renewal: 'on-new-version' }), [answer()])).toBe('new-version');
    expect(stateOf(text({ version: 2, renewal: 'once' }), [answer()])).toBe('valid');
    expect(stateOf(text({ version: 1, renewal: 'on-new-version' }), [answer({ version: 2 })])).toBe('valid');
  });

  it('asks at each visit, but not twice on one day or at one visit', () => {
    const each = text({ renewal: 'each-visit' });
    expect(stateOf(each, [answer({ day: day('2026-03-09') })])).toBe('expired');
    expect(stateOf(each, [answer({ day: today.day })])).toBe('valid');
    expect(stateOf(each, [answer({ day: day('2026-03-09'), visitId: 'today' })])).toBe('valid');
  });

  it('takes a refusal for an answer today, and asks again at the next visit', () => {
    const refused = answer({ outcome: 'refused', day: today.day, visitId: 'today' });
    expect(dueConsents([text()], [refused], today)).toEqual([]);
    expect(
      dueConsents([text()], [refused], { ...today, day: day('2026-03-11'), visitId: 'next' }),
    ).toMatchObject([{ state: 'refused', isDue: true }]);
  });

  it('asks again after a consent was withdrawn, whatever was signed before', () => {
    const given = [answer({ signedAt: 1 }), answer({ signedAt: 2, status: 'revoked' })];
    expect(stateOf(text({ renewal: 'once' }), given)).toBe('revoked');
  });

  it('asks who has come of age to sign for themselves', () => {
    const byParent = answer({ relation: 'parent', day: day('2026-01-01') });
    const asked = { ...today, birthDate: day('2008-03-10') };
    expect(stateOf(text({ renewal: 'once' }), [byParent], { ...asked, birthDate: day('2008-03-11') })).toBe(
      'valid',
    );
    expect(stateOf(text({ renewal: 'once' }), [byParent], asked)).toBe('of-age');
    expect(stateOf(text({ renewal: 'once' }), [{ ...byParent, relation: 'emancipated-minor' }], asked)).toBe(
      'valid',
    );
  });
});

it('signs for a child whoever is its parent, guardian or proxy, and for who is grown the patient first', () => {
  const related = [
    { name: 'Ana', language: 'es', relationship: 'sibling', isProxy: true },
    { name: 'Dana', language: 'es', relationship: 'parent', isProxy: false },
    { name: 'Tom', language: '', relationship: 'friend', isProxy: false },
  ];
  const names = (birthDate: string) =>
    signersOf({ name: 'Theo', language: 'en', birthDate: day(birthDate) }, related, today.day).map(
      ({ name, relation }) => `${name} ${relation}`,
    );
  expect(names('2019-01-30')).toEqual(['Dana parent', 'Ana proxy']);
  expect(names('1980-05-05')).toEqual(['Theo self', 'Ana proxy']);
});

it('somebody born on February 29 is of age on March 1 of a year without that day', () => {
  expect(isMinor(day('2008-02-29'), day('2026-02-28'))).toBe(true);
  expect(isMinor(day('2008-02-29'), day('2026-03-01'))).toBe(false);
  expect(lastDayOfYear(day('2024-02-29'))).toBe('2025-02-27');
});

it('a body is laid out in headings and paragraphs, and holds nothing that acts', () => {
  expect(blocksOf('One\ntwo\n\n# Head\nThree <script>\n\n\n#no heading')).toEqual([
    { kind: 'paragraph', text: 'One two' },
    { kind: 'heading', text: 'Head' },
    { kind: 'paragraph', text: 'Three <script>' },
    { kind: 'paragraph', text: '#no heading' },
  ]);
});
