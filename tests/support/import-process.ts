// The command line's import in a process of its own, on a store that is there: `import-process.ts <store> <path> [<point> <count>]`.
// It ends by SIGKILL at the `count`th time that a batch comes to the failpoint, or when its parent kills it.
import { createEngine } from '../../electron/engine/engine.ts';
import { type Failpoint, systemRandom } from '../../electron/engine/ports.ts';
import { checkpointKeyOf } from '../../electron/security/checkpoint-key.ts';
import { keyCheck } from '../../electron/security/key-envelope.ts';
import { openStore } from '../../electron/store/open.ts';
import { importInto } from './imports.ts';
import { deskId, deskOf, MORNING, silentLog, TEST_KEY } from './practice.ts';

const [, , file = '', path = '', dieAt = '', count = '0'] = process.argv;
const seen = { times: 0 };
const db = openStore({ file, key: TEST_KEY, keyCheck: keyCheck(TEST_KEY) });
const engine = createEngine(db, deskId, {
  clock: { now: () => MORNING },
  log: silentLog,
  random: systemRandom,
  checkpointKey: checkpointKeyOf(TEST_KEY),
  failpoint: (point: Failpoint, method) => {
    if (point !== dieAt || method !== 'imports.batch') return;
    seen.times += 1;
    if (seen.times === Number(count)) process.kill(process.pid, 'SIGKILL');
  },
});
const desk = deskOf(engine);
await desk.signIn('administrator');
process.stdout.write('started\n');
await importInto(desk, path);
engine.dispose();
