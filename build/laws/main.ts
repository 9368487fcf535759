// The import laws and house bans (ARCHITECTURE.md), on every module of the tree. Exit code 1 on any violation.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkCoverage, checkModule, checkText } from './laws.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const MODULE = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const TEXT = /\.(?:css|html)$/;
const UNSEEN_FOLDERS = new Set(['node_modules', 'out', '.git']);

/** Every module and stylesheet below a folder, by our own walk, so that git's list can be held against it. */
function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return UNSEEN_FOLDERS.has(entry.name) ? [] : walk(path);
    return entry.isFile() && (MODULE.test(entry.name) || TEXT.test(entry.name))
      ? [relative(root, path).split(sep).join('/')]
      : [];
  });
}

function listedByGit(): string[] {
  // In CI the checkout may belong to another account than the one that runs; listing it is harmless.
  const command = ['-c', 'safe.directory=*', 'ls-files', '-z', '-co', '--exclude-standard'];
  const listing = execFileSync('git', command, { cwd: root, encoding: 'utf8' });
  // A deleted file stays in git's list until it is committed.
  return listing
    .split('\0')
    .filter((path) => (MODULE.test(path) || TEXT.test(path)) && existsSync(join(root, path)));
}

const listed = listedByGit();
const seen = walk(root);
const violations = [
  ...checkCoverage(seen, listed),
  ...seen.flatMap((path) => {
    const file = { path, source: readFileSync(join(root, path), 'utf8') };
    return MODULE.test(path) ? checkModule(file) : checkText(file);
  }),
];
for (const { path, line, law, message } of violations) console.log(`${path}:${line}  ${law}  ${message}`);
console.log(
  `laws: ${seen.length} modules seen, ${listed.length} listed by git, ${violations.length} violations`,
);
process.exitCode = violations.length > 0 ? 1 : 0;
