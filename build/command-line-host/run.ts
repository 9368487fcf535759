/** Runs one command of the built app on plain Node: `run.ts --cli <command> …`. */
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const standIn = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});

const given = process.argv.find((part) => part.startsWith('--app='))?.slice('--app='.length);
const appFolder = given ?? join(import.meta.dirname, '../../out/app');
await import(pathToFileURL(join(appFolder, 'main.js')).href);
