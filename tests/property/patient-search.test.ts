import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchPatients } from '../../electron/patients/search.ts';
import { indexMemberIds } from '../../electron/patients/search-index.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { parseSearch } from '../../shared/patients/search-query.ts';
import { makePopulation, type Person, people } from '../bench/support/population.ts';
import { oracleOver } from '../bench/support/search-oracle.ts';
import { openPatientStore, type PatientStore } from '../support/patient-store.ts';

const TODAY = '2026-11-22' as PlainDate;
const PEOPLE = 6_000;
const SEED = 7;
const everybody = [...people(PEOPLE, SEED)];
let store: PatientStore;

beforeAll(() => {
  store = openPatientStore();
  makePopulation(store.db, PEOPLE, SEED);
});
afterAll(() => {
  store.dispose();
});

/** A piece of what the desk may know of somebody, whole or begun. */
const piece: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...everybody), fc.nat({ max: 8 }), fc.nat({ max: 12 }))
  .map(([person, what, length]) => pieces(person)[what]?.slice(0, length === 0 ? undefined : length) ?? '');
/** Short prefixes are where many people answer and the reading must stop early. */
const letters = fc.stringMatching(/^[a-z]{1,2}$/);
const typed = fc.oneof(
  { weight: 3, arbitrary: fc.array(piece, { minLength: 1, maxLength: 3 }).map((each) => each.join(' ')) },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.oneof(letters, letters, piece), { minLength: 1, maxLength: 4 })
      .map((each) => each.join(' ')),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '970',
      'a 970',
      '1 9',
      'e 1988',
      '3/4',
      'a b c d',
      'a a a',
      '1001 1988',
      'mar 4 970',
      '970 303',
    ),
  },
);

function pieces(person: Person): string[] {
  const [year = '', month = '', day = ''] = person.birthDate.split('-');
  const digits = person.phone.replace(/\D/g, '');
  return [
    person.family,
    person.given,
    person.middle,
    `${month}/${day}/${year}`,
    `${Number(month)}/${Number(day)}`,
    digits,
    digits.slice(-4),
    person.mrn,
    person.memberIds[0] ?? year,
  ];
}

function search(text: string): string[] {
  return searchPatients(store.db, { text, limit: 20, today: TODAY }).map((match) => match.id);
}

describe('the search as you type', () => {
  it('answers the very list that ranking everybody gives', () => {
    const oracle = oracleOver(everybody);
    fc.assert(
      fc.property(typed, (text) => {
        expect(search(text)).toEqual(oracle(parseSearch(text, TODAY), 20));
      }),
    );
  });

  it('still does after people changed their names, cards and phones, and some left', () => {
    const edit = fc.record({
      who: fc.nat({ max: PEOPLE - 1 }),
      like: fc.nat({ max: PEOPLE - 1 }),
      active: fc.boolean(),
      newCard: fc.stringMatching(/^[A-Z]\d{6}$/),
    });
    const now = [...everybody];
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), typed, (edits, text) => {
        for (const { who, like, active, newCard } of edits) {
          const [before, model] = [now[who], now[like]];
          if (!before || !model) continue;
          const after: Person = {
            ...before,
            family: model.family,
            middle: model.given,
            phone: model.phone,
            active,
            memberIds: before.memberIds.length === 0 ? [] : [newCard],
          };
          now[who] = after;
          write(after);
        }
        expect(search(text)).toEqual(oracleOver(now)(parseSearch(text, TODAY), 20));
      }),
      { numRuns: 40 },
    );
  });
});

function write(person: Person): void {
  store.db.transaction(() => {
    store.db
      .prepare(
        'UPDATE patient SET family = ?, middle = ?, phone = ?, phone_digits = ?, active = ? WHERE id = ?',
      )
      .run(
        person.family,
        person.middle,
        person.phone,
        person.phone.replace(/\D/g, ''),
        person.active ? 1 : 0,
        person.id,
      );
    store.db
      .prepare(`UPDATE coverage SET member_id = ?, status = 'active' WHERE patient_id = ?`)
      .run(person.memberIds[0] ?? '', person.id);
    indexMemberIds(store.db, person.id);
  })();
}
