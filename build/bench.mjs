// `npm run bench -- [name ...]`: runs tests/bench/<name>.ts, prints a table and, as the last line, one JSON object.
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
for (const name of asked.length > 0 ? asked : available) {
  process.stdout.write(`${name} ...\n`);
  const { run } = await import(pathToFileURL(join(folder, `${name}.ts`)).href);
  for (const [figure, value] of Object.entries(await run())) figures[`${name}.${figure}`] = value;
}
const width = Math.max(0, ...Object.keys(figures).map((key) => key.length));
for (const [key, value] of Object.entries(figures)) {
  const shown = Number.isInteger(value) ? String(value) : value.toFixed(3);
  process.stdout.write(`${key.padEnd(width)}  ${shown.padStart(14)}\n`);
}
process.stdout.write(`${JSON.stringify(figures)}\n`);
