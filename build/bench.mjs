// `npm run bench -- [name ...]`: runs tests/bench/<name>.ts, prints a table and, as the last line, one JSON object.
// A bench may name bounds; where a figure exceeds its own, the run ends in failure after everything was printed.
// Starts on Node 20's built-ins alone.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { continueOnPackagedNode, ensureInstalled, fail, root } from './setup.mjs';

ensureInstalled();
await continueOnPackagedNode();

const folder = join(root, 'tests', 'bench');
const available = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.slice(0, -'.ts'.length))
  .sort();
const asked = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const unknown = asked.filter((name) => !available.includes(name));
if (unknown.length > 0) fail(`No bench is called ${unknown.join(', ')}. There are: ${available.join(', ')}`);

/** @type {Record<string, number>} */
const figures = {};
/** @type {Record<string, number>} */
const most = {};
for (const name of asked.length > 0 ? asked : available) {
  process.stdout.write(`${name} ...\n`);
  const { run, bounds = {} } = await import(pathToFileURL(join(folder, `${name}.ts`)).href);
  for (const [figure, bound] of Object.entries(bounds)) most[`${name}.${figure}`] = bound;
  for (const [figure, value] of Object.entries(await run())) figures[`${name}.${figure}`] = value;
}
const width = Math.max(0, ...Object.keys(figures).map((key) => key.length));
for (const [key, value] of Object.entries(figures)) {
  const shown = Number.isInteger(value) ? String(value) : value.toFixed(3);
  process.stdout.write(`${key.padEnd(width)}  ${shown.padStart(14)}\n`);
}
process.stdout.write(`${JSON.stringify(figures)}\n`);
const exceeded = Object.entries(most).filter(([key, bound]) => !((figures[key] ?? Number.NaN) <= bound));
if (exceeded.length > 0) fail(exceeded.map(([key, bound]) => `${key} is more than ${bound}`).join('; '));
