import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const catalogue = readFileSync('docs/sync-faults.md', 'utf8');

/** The files that a row names, each with the tests of it that it names. */
function namedIn(row: string): { file: string; tests: string[] }[] {
  const cell = row.split('|').at(-2) ?? '';
  return cell.split('; ').flatMap((part) => {
    const [, file, names = ''] = /^\s*`([a-z0-9/-]+)`(?::\s*(.*))?$/.exec(part.trim()) ?? [];
    return file === undefined ? [] : [{ file, tests: names === '' ? [] : names.split(' · ') }];
  });
}

const [rows = '', mutants = ''] = catalogue.split('## Does the suite bite?');
const bodyOf = (table: string): string[] =>
  table
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);
const sourceOf = (file: string): string => {
  const extension = file.startsWith('e2e/') ? 'spec' : 'test';
  return readFileSync(`tests/${file}.${extension}.ts`, 'utf8');
};

it.each(bodyOf(rows))('the catalogue of faults is true: %s', (row) => {
  const named = namedIn(row);
  expect(named.length).toBeGreaterThan(0);
  for (const { file, tests } of named) {
    const source = sourceOf(file);
    expect(tests.filter((test) => !source.includes(test.trim()))).toEqual([]);
  }
});

it.each(bodyOf(mutants))('each mutant is caught by name: %s', (row) => {
  expect(sourceOf('integration/sync/mutants')).toContain(`'${row.split('|').at(-2)?.trim()}'`);
});
