import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** The private origin that stands for `app://desk` in a browser without custom schemes; `.invalid` never resolves. */
export const PRIVATE_ORIGIN = 'https://desk.anteroom.invalid';

const { values } = parseArgs({
  strict: false,
  options: {
    headless: { type: 'boolean', default: false },
    blank: { type: 'boolean', default: false },
    'debug-port': { type: 'string' },
    'window-size': { type: 'string', default: '1366,768' },
    browser: { type: 'string' },
    'browser-argument': { type: 'string', multiple: true, default: [] },
    app: { type: 'string' },
    data: { type: 'string' },
    'tell-launch': { type: 'boolean', default: false },
    hold: { type: 'boolean', default: false },
    picture: { type: 'string' },
    'os-account': { type: 'string' },
    'first-run': { type: 'boolean', default: false },
    once: { type: 'boolean', default: false },
  },
});

const text = (value: string | boolean | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const [width, height] = (text(values['window-size']) ?? '').split(',').map(Number);

/** What the command line asked of the host; the rest of it is for the app's own `app.commandLine`. */
export const options = {
  headless: values.headless === true,
  /** An empty window of the same host, to measure the launch of the desk against. */
  blank: values.blank === true,
  debugPort: text(values['debug-port']),
  browser: text(values.browser),
  browserArguments: [values['browser-argument']].flat().filter((argument) => typeof argument === 'string'),
  size: { width: width || 1366, height: height || 768 },
  appFolder: text(values.app) ?? join(import.meta.dirname, '../../out/app'),
  /** Tells the parent when the window could be used, for the launch bench. */
  tellLaunch: values['tell-launch'] === true,
  /** Opens no page until the parent says `go`, so that a test misses nothing the page says. */
  hold: values.hold === true,
  /** Which account of the PC this host plays; `none` is one without a safe place for keys. */
  osAccount: (text(values['os-account']) ?? '').replace(/[^a-z0-9-]/g, ''),
  /** The desk shows the first run of a practice, where there is nobody to sign in. */
  firstRun: values['first-run'] === true,
  /** Where to write a picture of the Today board, for those who have no display. */
  picture: text(values.picture),
  /** Leaves after the picture. */
  once: values.once === true,
  printFolder: join(text(values.data) ?? tmpdir(), 'print'),
} as const;
