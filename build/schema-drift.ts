// Fails when the tables in electron/*/tables.ts are not the tables that migrations/ makes.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
// drizzle-kit takes relative paths only.
const shippedFolder = 'migrations';
const scratch = join('out', 'schema-drift');
const drizzleKit = join('node_modules', 'drizzle-kit', 'bin.cjs');

function sqlFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
}

/** Lets drizzle-kit write the next migration into `folder`; answers the files it added. */
function generateInto(folder: string): string[] {
  const before = new Set(sqlFiles(folder));
  const schema = './electron/*/tables.ts';
  const said = execFileSync(
    process.execPath,
    [drizzleKit, 'generate', '--dialect', 'sqlite', '--schema', schema, '--out', folder],
    { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' },
  );
  const added = sqlFiles(folder).filter((name) => !before.has(name));
  // It exits with 0 when it fails, too.
  if (added.length === 0 && !said.includes('No schema changes'))
    throw new Error(`drizzle-kit did not finish:\n${said}`);
  return added;
}

/** What SQLite makes of a folder of migrations: columns, indexes and references of every table, by table name. */
function schemaMadeBy(folder: string): Map<string, string> {
  const database = new Database(':memory:');
  try {
    for (const name of sqlFiles(folder)) database.exec(readFileSync(join(folder, name), 'utf8'));
    const tables = database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
      .pluck()
      .all() as string[];
    return new Map(tables.map((table) => [table, describeTable(database, table)]));
  } finally {
    database.close();
  }
}

function describeTable(database: Database.Database, table: string): string {
  const rows = (pragma: string, name: string) =>
    database.prepare(`SELECT * FROM pragma_${pragma}(?)`).all(name);
  // A migration adds its columns at the end, whatever their place in tables.ts; nothing of ours counts places.
  const columnsOf = (name: string) =>
    (rows('table_info', name) as { cid: number; name: string }[])
      .map(({ cid: _place, ...column }) => column)
      .sort((left, right) => (left.name < right.name ? -1 : 1));
  const referencesOf = (name: string) =>
    (rows('foreign_key_list', name) as { id: number; from: string; seq: number }[])
      .map(({ id: _place, ...reference }) => reference)
      .sort((left, right) =>
        left.from < right.from ? -1 : left.from > right.from ? 1 : left.seq - right.seq,
      );
  const named = database
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY name",
    )
    .pluck()
    .all(table) as string[];
  const indexes = (rows('index_list', table) as { name: string; unique: number; partial: number }[])
    .filter((index) => named.includes(index.name))
    .map((index) => [index.name, index.unique, index.partial, rows('index_info', index.name)])
    .sort();
  return JSON.stringify({
    columns: columnsOf(table),
    references: referencesOf(table),
    indexes,
  });
}

rmSync(scratch, { recursive: true, force: true });
const next = join(scratch, 'next');
const fresh = join(scratch, 'fresh');
mkdirSync(fresh, { recursive: true });
cpSync(shippedFolder, next, { recursive: true });

const problems = generateInto(next).map(
  (name) => `electron/*/tables.ts needs a migration (npm run db:generate): ${name}`,
);
generateInto(fresh);
const shipped = schemaMadeBy(shippedFolder);
for (const [table, wanted] of schemaMadeBy(fresh)) {
  const made = shipped.get(table);
  if (made !== wanted)
    problems.push(
      `migrations/ does not make the table '${table}' as its tables.ts declares it\n  declared ${wanted}\n  made     ${made}`,
    );
}
rmSync(scratch, { recursive: true, force: true });
for (const problem of problems) console.error(problem);
console.log(`schema drift: ${shipped.size} tables made by migrations, ${problems.length} differences`);
process.exitCode = problems.length > 0 ? 1 : 0;
