/** `npm run demo`: a reception morning in the real window, without anybody watching; leaves out/demo. */
import { build } from './build.mjs';
import { browserAdvice, continueOnPackagedNode, ensureInstalled, fail, findBrowser } from './setup.mjs';

ensureInstalled();
await continueOnPackagedNode();
await build();
if ((await findBrowser()) === undefined)
  fail(`No browser was found to show the desk in. Install one with: ${browserAdvice()}`);
const { showMorning } = await import('./demo/morning.ts');
await showMorning();
