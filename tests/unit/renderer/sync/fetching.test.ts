import { expect, it } from 'vitest';
import { en } from '../../../../renderer/strings/en.ts';
import { es } from '../../../../renderer/strings/es.ts';
import { fetchingWords } from '../../../../renderer/sync/fetching.tsx';

const count = (value: number): string => new Intl.NumberFormat('en-US').format(value);
const told = (changes: object, words = en.server): string =>
  fetchingWords(
    { resourceType: 'Patient', received: 12_300, total: 40_000, secondsLeft: 118, ...changes },
    words,
    count,
  );

it('a fetch says what, how many of how many and how long, as far as each is known', () => {
  expect(told({})).toBe('Fetching patients: 12,300 of about 40,000, about 2 minutes left');
  expect(told({ secondsLeft: null })).toBe('Fetching patients: 12,300 of about 40,000');
  expect(told({ total: null, secondsLeft: null })).toBe('Fetching patients: 12,300');
  expect(told({ secondsLeft: 20 })).toContain('less than a minute left');
  expect(told({ resourceType: 'Unheard', total: null, secondsLeft: null })).toBe(
    'Fetching other records: 12,300',
  );
  expect(told({}, es.server)).toBe('Trayendo pacientes: 12,300 de unos 40,000, faltan unos 2 minutos');
});

it('never says that more came than there are', () => {
  expect(told({ received: 40_010, secondsLeft: 0 })).toBe(
    'Fetching patients: 40,010 of about 40,010, less than a minute left',
  );
});
