import { defineConfig } from 'drizzle-kit';

// Paths are those of the project root, where every command of package.json runs.
export default defineConfig({
  dialect: 'sqlite',
  schema: './electron/*/tables.ts',
  out: './migrations',
});
