import { codeLaws, lengthFinding } from './code-laws.ts';
import { importLaws } from './import-laws.ts';
import { lineOf, parseModule, type SourceModule, type Violation } from './module.ts';

/** The names of every law, for the test that proves each can fail. */
export const lawNames: readonly string[] = [
  'syntax',
  'saw-everything',
  ...importLaws.map((law) => law.name),
  ...codeLaws.map((law) => law.name),
];

/** Everything that is wrong with one module. */
export function checkModule(module: SourceModule): Violation[] {
  const parsed = parseModule(module);
  const at = (law: string, offset: number, message: string): Violation => ({
    law,
    path: module.path,
    line: lineOf(module.source, offset),
    message,
  });
  return [
    ...parsed.syntaxErrors.map((message) => at('syntax', 0, message)),
    ...importLaws.flatMap((law) =>
      parsed.imports.flatMap((edge) => {
        const message = law.check(parsed, edge);
        return message === undefined ? [] : [at(law.name, edge.offset, message)];
      }),
    ),
    ...codeLaws.flatMap((law) =>
      law.check(parsed).map(({ offset, message }) => at(law.name, offset, message)),
    ),
  ];
}

/** What a file without imports (a stylesheet, a page) can break: its length. */
export function checkText({ path, source }: SourceModule): Violation[] {
  return lengthFinding(source).map(({ message }) => ({ law: 'file-length', path, line: 1, message }));
}

/**
 * One violation per module that git lists and the lint did not see. A lint that looks at nothing finds nothing wrong,
 * so what it looked at is held against a list made by somebody else.
 */
export function checkCoverage(seen: readonly string[], listed: readonly string[]): Violation[] {
  const known = new Set(seen);
  const missing = listed.filter((path) => !known.has(path));
  const nothing = listed.length === 0 ? ['(git lists no module at all)'] : [];
  return [...missing, ...nothing].map((path) => ({
    law: 'saw-everything',
    path,
    line: 1,
    message: 'the laws did not see this module',
  }));
}
