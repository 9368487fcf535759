import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlainDate } from '../../../../shared/kernel/time.ts';
import { parseSearch } from '../../../../shared/patients/search-query.ts';
import {
  compareRanks,
  compareText,
  entriesOf,
  factsOf,
  rankOf,
  readFacts,
  type Searchable,
  sortKey,
  writeFacts,
} from '../../../../shared/patients/search-rank.ts';

const TODAY = '2026-11-22' as PlainDate;
const ana: Searchable = {
  mrn: '100001',
  family: 'Peña Álvarez',
  given: 'Ana María',
  middle: 'Luz',
  preferredName: 'Nita',
  birthDate: '1988-03-04',
  phoneDigits: '9705550148',
  memberIds: ['W-123 45'],
};

function rank(text: string, patient: Searchable = ana) {
  return rankOf(parseSearch(text, TODAY), factsOf(patient), sortKey(patient));
}

/** Names of the people in the order of the list for what is typed. */
function ordered(text: string, everybody: readonly Partial<Searchable>[]): string[] {
  return everybody
    .map((each, index) => ({ ...ana, middle: '', preferredName: '', mrn: String(index), ...each }))
    .flatMap((person) => {
      const each = rank(text, person);
      return each ? [{ person, each }] : [];
    })
    .sort((left, right) => compareRanks(left.each, right.each))
    .map(({ person }) => `${person.given} ${person.family}`);
}

describe('who answers what is typed', () => {
  it.each([
    'pena',
    'alvarez',
    'alv pen',
    'ana alvarez',
    'nita pe',
    'luz',
    'a a',
    'a a m',
    'penaalvarez',
    'Peña Álvarez, Ana',
    '3/4/1988',
    'ana 3/4',
    'mar 4',
    '1988',
    '970',
    '9705550148',
    '555-01',
    '0148',
    'ana 0148',
    '100001',
    '1000',
    'w123',
    'W-12345',
    'al an 3/4/88 0148',
  ])('finds Ana with %j', (text) => {
    expect(rank(text)).toBeDefined();
  });

  it.each([
    'penn',
    'ana ana',
    'a a a a',
    'pena pena',
    'ana 3/5',
    '3/4/1989',
    '148',
    '00001',
    '12345',
    'ana smith',
    '',
    '97',
  ])('does not find Ana with %j', (text) => {
    expect(rank(text)).toBeUndefined();
  });

  it('wants a word of its own for every name typed, and finds who has the name twice', () => {
    expect(rank('garcia garcia', { ...ana, family: 'Garcia', given: 'Eva' })).toBeUndefined();
    expect(rank('garcia garcia', { ...ana, family: 'Garcia Garcia', given: 'Eva' })).toBeDefined();
  });
});

describe('a family name written in several ways', () => {
  const dowd = { ...ana, family: "O'Dowd-Smith", given: 'Eva', middle: '', preferredName: '' };

  it.each([
    "o'dowd",
    'odowd',
    'dowd',
    'o dowd',
    'smith dowd',
    'eva odowd',
    'odowd smith',
    'odowdsmith',
    'eva odowdsmith',
    'smith eva o d',
  ])('is found by %j', (text) => {
    expect(rank(text, dowd)).toBeDefined();
  });

  it.each([
    'odowd dowd',
    'odowd odowdsmith',
    'dowd odowdsmith',
    'smith smith',
    'odowdsmith smith',
    'o d s e x',
  ])('is not found by %j, which takes one word twice', (text) => {
    expect(rank(text, dowd)).toBeUndefined();
  });
});

describe('the order of the list', () => {
  it('puts the very name before longer ones, family before given, middle names last', () => {
    const everybody = [
      { family: 'Anders', given: 'Zoe' },
      { family: 'Zapata', given: 'Ann' },
      { family: 'Young', given: 'Anna' },
      { family: 'Ann', given: 'Zack' },
      { family: 'Abbott', given: 'Kim', middle: 'Ann' },
      { family: 'Abbott', given: 'Ann' },
      { family: 'Annis', given: 'Bo' },
    ];
    expect(ordered('ann', everybody)).toEqual([
      'Zack Ann',
      'Ann Abbott',
      'Ann Zapata',
      'Bo Annis',
      'Anna Young',
      'Kim Abbott',
    ]);
  });

  it('goes by family name, given name and birth date among equals', () => {
    const everybody = [
      { family: 'Smith', given: 'Jo', birthDate: '1990-01-01' },
      { family: 'Smithson', given: 'Al' },
      { family: 'Smith', given: 'Jo', birthDate: '1950-01-01' },
      { family: 'Smith', given: 'Al' },
    ];
    expect(ordered('smi', everybody)).toEqual(['Al Smith', 'Jo Smith', 'Jo Smith', 'Al Smithson']);
    expect(rank('smith', { ...ana, family: 'Smith', birthDate: '1950-01-01' })?.sortKey).toContain(
      '1950-01-01',
    );
  });

  it('puts an MRN before a date and a phone number of the same digits', () => {
    const everybody = [
      { given: 'Date', birthDate: '1978-10-07' },
      { given: 'Phone', phoneDigits: '1007785555' },
      { given: 'Mrn', mrn: '100778' },
    ];
    expect(ordered('100778', everybody).map((name) => name.split(' ')[0])).toEqual(['Mrn', 'Date', 'Phone']);
  });

  it('compares text as SQLite compares its UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (left, right) => {
        expect(Math.sign(compareText(left, right))).toBe(
          Buffer.compare(Buffer.from(left), Buffer.from(right)),
        );
      }),
    );
    expect(compareText('\u{1f600}', '\uffee')).toBeGreaterThan(0);
  });
});

describe('the facts of the index', () => {
  it('are read back as they were written', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 20 });
    const person = fc.record({
      mrn: text,
      family: text,
      given: text,
      middle: text,
      preferredName: text,
      birthDate: fc.constant('1988-03-04'),
      phoneDigits: fc.constantFrom('', '911', '5550148', '9705550148'),
      memberIds: fc.array(text, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(person, (each) => {
        expect(readFacts(writeFacts(factsOf(each)))).toEqual(factsOf(each));
      }),
    );
  });

  it('contain the needle of every term that is answered', () => {
    const texts = [
      'pena',
      'a',
      '3/4',
      '3/4/19',
      '3/4/1988',
      'mar 4',
      '1988',
      '1988-03',
      '970',
      '555-01',
      '0148',
      '1000',
      'w123',
      '100001',
      '030488',
    ];
    for (const text of texts) {
      const [term] = parseSearch(text, TODAY);
      expect(rank(text) !== undefined && writeFacts(factsOf(ana)).includes(term?.needle ?? '?'), text).toBe(
        true,
      );
    }
  });

  it('name every word once', () => {
    const entries = entriesOf(factsOf({ ...ana, family: 'Garcia Garcia' })).map(
      ({ role, token }) => `${role}:${token}`,
    );
    expect(new Set(entries).size).toBe(entries.length);
  });
});
