/**
 * `npm run ehr`: the demo EHR to sync with, a FHIR R4 server on this computer alone. Its options are told in
 * tests/support/ehr/run.ts; its data stay in out/data/ehr, unless --data says otherwise.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { continueOnPackagedNode, ended, ensureInstalled, root } from './setup.mjs';

ensureInstalled();
await continueOnPackagedNode();

const given = process.argv.slice(2);
const hasData = given.some((word) => /^--data(=|$)/.test(word));
const child = spawn(
  process.execPath,
  [
    '--disable-warning=ExperimentalWarning',
    join(root, 'tests', 'support', 'ehr', 'run.ts'),
    ...(hasData ? [] : [`--data=${join(root, 'out', 'data', 'ehr')}`]),
    ...given,
  ],
  { stdio: 'inherit' },
);
process.exit(await ended(child));
