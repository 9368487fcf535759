import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_PREFERENCES, usePreferences } from '../../../../renderer/data/preferences.ts';
import { en } from '../../../../renderer/strings/en.ts';
import { es } from '../../../../renderer/strings/es.ts';
import { currentFormats } from '../../../../renderer/strings/use-formats.ts';
import { currentStrings } from '../../../../renderer/strings/use-strings.ts';
import { visibleLiterals } from '../../../support/visible-literals.ts';

const RENDERER = path.join(import.meta.dirname, '../../../../renderer');

/** What is said the same way in both languages, by its key. A text that is not here must differ. */
const SAME_IN_BOTH = readFileSync(path.join(import.meta.dirname, 'same-in-both.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

type Leaf = string | ((...parameters: readonly unknown[]) => string);

/** Every text and function of a catalogue by its path, as `visits.columns.time`. */
function leaves(words: unknown, at = ''): [string, Leaf][] {
  if (typeof words === 'string' || typeof words === 'function') return [[at, words as Leaf]];
  return Object.entries(words as object).flatMap(([key, value]) =>
    leaves(value, at === '' ? key : `${at}.${key}`),
  );
}

/** Arguments that a catalogue function takes: counts, words, kinds and lists. What does not fit is passed over. */
const SAMPLES: readonly (readonly unknown[])[] = [
  [3, 'three', 'four', 'five', 'six'],
  [1, 2, 3, 4, 5],
  ['Ruiz', 'Ana', 2, 'Luz', 'Sol'],
  [['name', 'phone'], ['R-1'], ['R-2']],
  ['note', 'Ana', ['R-1', 'R-2'], 'Luz', 'Sol'],
  ['allergy', 'Nuts', 'Ana', 'Luz', 'Sol'],
];

/** The name of a key, which stands on the keyboard, or a single letter: the same in every language. */
const IS_KEY = /^(?:(?:Ctrl|Alt|Shift)\+)*(?:\S|Enter|Escape|Esc|Tab|Space|Arrow\w+|F\d+)$/;

function sayAll(leaf: Leaf): (string | undefined)[] {
  if (typeof leaf === 'string') return [leaf];
  return SAMPLES.map((sample) => {
    try {
      return String(leaf(...sample));
    } catch {
      return undefined;
    }
  });
}

afterEach(() => usePreferences.setState(DEFAULT_PREFERENCES));

describe('the catalogue', () => {
  const english = new Map(leaves(en));
  const spanish = new Map(leaves(es));

  it('has the same keys in both languages', () => {
    expect([...spanish.keys()].sort()).toEqual([...english.keys()].sort());
    expect(english.size).toBeGreaterThan(300);
  });

  it('says a text where the other language says one, and says nothing where it says nothing', () => {
    for (const [key, leaf] of english) {
      const said = sayAll(leaf);
      const spoken = sayAll(spanish.get(key) ?? '');
      for (const [index, text] of said.entries()) {
        const other = spoken[index];
        if (text === undefined || other === undefined) continue;
        expect(other === '', `${key}: ${text} / ${other}`).toBe(text === '');
        expect(other, key).not.toMatch(/undefined|\[object|=>/);
      }
      expect(
        spoken.some((text) => text !== undefined),
        `${key} answers no sample`,
      ).toBe(true);
    }
  });

  it('is really translated: what is the same in both languages is on the list of such words', () => {
    const same = [...english]
      .filter(([key, leaf]) => {
        const said = sayAll(leaf);
        if (typeof leaf === 'string' && IS_KEY.test(leaf)) return false;
        return /\p{L}{2}/u.test(said.join('')) && said.join('|') === sayAll(spanish.get(key) ?? '').join('|');
      })
      .map(([key]) => key);
    expect(same.filter((key) => !SAME_IN_BOTH.includes(key))).toEqual([]);
  });

  it('follows the language and the clock of the person', () => {
    expect(currentStrings().common.save).toBe('Save');
    usePreferences.setState({ language: 'es', clock: 24 });
    expect(currentStrings().common.save).toBe('Guardar');
    expect(currentFormats().time(Date.UTC(2026, 2, 10, 22, 45), 'America/Denver')).toBe('16:45');
    expect(currentFormats().list(['uno', 'dos', 'tres'])).toBe('uno, dos y tres');
  });
});

/** What would show a date, a time, a number or a word in one language to everybody. */
const ONE_LANGUAGE =
  /\bformat(?:Time|Date|DayLong|Age)\(|new Intl\.|\.toLocale(?:Date|Time)?String\(|import \{[^}]*\} from '[./]*strings\/e[ns](?:-[a-z-]+)?\.ts'/;

describe('the words on the screen', () => {
  it('and its dates go through what follows the language of the person', () => {
    const wrong = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('strings'))
      .filter((name) => ONE_LANGUAGE.test(readFileSync(path.join(RENDERER, name), 'utf8')));
    expect(wrong).toEqual([]);
    expect("import { enVisits } from '../strings/en-visits.ts';").toMatch(ONE_LANGUAGE);
    expect('{formatDate(day)}').toMatch(ONE_LANGUAGE);
    expect("import type { KeyGroup } from '../strings/en-frame.ts';").not.toMatch(ONE_LANGUAGE);
  });

  it('all come from the catalogue', () => {
    const files = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.tsx'),
    );
    expect(files.length).toBeGreaterThan(40);
    const found = files.flatMap((name) =>
      visibleLiterals(`renderer/${name}`, readFileSync(path.join(RENDERER, name), 'utf8')),
    );
    expect(found).toEqual([]);
  });

  it.each([
    ['<p>Two words</p>'],
    ["<p>{ready ? 'Ready' : strings.no}</p>"],
    ['<p>{`Dear ${name}`}</p>'],
    ['<input aria-label="Search" />'],
    ['<Field label={isNew && "New one"} />'],
  ])('are found when they do not: %s', (jsx) => {
    expect(visibleLiterals('renderer/x.tsx', `export const x = ${jsx};`)).toHaveLength(1);
  });

  it.each([
    ['<p className="two words">{strings.title}</p>'],
    ['<Key>Esc</Key>'],
    ['<Key>Ctrl+Enter</Key>'],
    ['<p> · {strings.title}</p>'],
    ["<p>{kind === 'card' ? strings.card : null}</p>"],
  ])('may be this: %s', (jsx) => {
    expect(visibleLiterals('renderer/x.tsx', `export const x = ${jsx};`)).toEqual([]);
  });
});
