/** Starts the built app on Node and an installed Chromium; see README.md. */
import { registerHooks } from 'node:module';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { pictureFirstScreen, pictureToday } from './front-desk.ts';
import { tellBlankShown, tellDeskUsable } from './launch-times.ts';
import { options } from './options.ts';

const standIn = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});

if (options.blank) {
  await openBlankWindow();
} else {
  await import(pathToFileURL(join(options.appFolder, 'main.js')).href);
  if (options.tellLaunch) await tellDeskUsable(await pageOfHost());
  if (options.picture !== undefined) await tellOfToday(options.picture).catch(leaveBroken);
}

/** Where nobody sees the window: a picture of it, and what it says, on the terminal. */
async function tellOfToday(picture: string): Promise<void> {
  const { app } = await import('./electron.ts');
  const page = await pageOfHost();
  const shown = options.firstRun
    ? await pictureFirstScreen(page, picture)
    : `Today: ${(await pictureToday(page, picture)).join(', ')}`;
  process.stdout.write(`${shown}\nPicture: ${relative(process.cwd(), picture)}\n`);
  if (options.once) app.quit();
  else process.stdout.write('The desk is open. Press Ctrl+C to close it.\n');
}

/** The same host with nothing in its window. */
async function openBlankWindow(): Promise<void> {
  const { app, BrowserWindow, session } = await import('./electron.ts');
  await app.whenReady();
  session.fromPartition().protocol.handle('app', () => {
    const headers = { 'content-type': 'text/html' };
    return new Response('<!doctype html><title>Blank</title><p>Blank</p>', { headers });
  });
  const window = new BrowserWindow({ webPreferences: { preload: join(options.appFolder, 'preload.cjs') } });
  await window.loadURL('app://desk/');
  if (options.tellLaunch) await tellBlankShown(await pageOfHost());
}

async function pageOfHost(): Promise<Page> {
  const { pageOfDesk } = await import('./electron.ts');
  return pageOfDesk();
}

function leaveBroken(error: unknown): never {
  process.stderr.write(
    `The desk did not show Today: ${error instanceof Error ? error.message : 'unknown error'}\n`,
  );
  process.exit(1);
}
