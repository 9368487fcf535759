import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openEnvelope, readEnvelope } from '../../electron/security/key-envelope.ts';
import { openStore } from '../../electron/store/open.ts';
import { createEhr } from '../support/ehr/ehr.ts';
import { type RunningEhr, serve } from '../support/ehr/serve.ts';
import { entryFolder, openTestDoor } from '../support/entry.ts';
import { KNOWN_ADMINISTRATOR, KNOWN_PRACTICE } from '../support/known-practice.ts';
import { operationId } from '../support/practice.ts';

const PROCESS = fileURLToPath(new URL('../support/joining-process.ts', import.meta.url));

let place: ReturnType<typeof entryFolder>;
let served: RunningEhr;
beforeEach(() => {
  place = entryFolder();
});
afterEach(async () => {
  await served.close();
  place.remove();
});

// Two pages of the people are here, the third is on its way; then the first page of the visits.
it.each([
  ['Patient', 3],
  ['Appointment', 1],
])(
  'a further desk killed while it fetches, at a page of %s, goes on there, and has each of them once',
  async (type, page) => {
    const asked = { pages: 0 };
    const child: { process: ChildProcess | undefined; code: string } = { process: undefined, code: '' };
    const ehr = createEhr({
      rules: { maxCount: 10 },
      faults: ({ method, path }) => {
        // What is asked before it has its code belongs to the joining.
        if (method !== 'GET' || child.code === '') return undefined;
        if (!path.startsWith(`/fhir/${type}?`) || path.includes('_summary')) return undefined;
        asked.pages += 1;
        if (asked.pages === page) child.process?.kill('SIGKILL');
        return undefined;
      },
    });
    for (const each of KNOWN_PRACTICE) await ehr.load([each]);
    served = await serve(ehr);
    child.process = fork(PROCESS, [place.folder, served.base], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const ended = once(child.process, 'exit');
    child.process.on('message', (told: { recoveryCode: string }) => {
      child.code = told.recoveryCode;
    });
    await ended;
    expect(asked.pages).toBe(page);
    const { code: recoveryCode } = child;

    const { door, tell, ask } = await openTestDoor(place.folder);
    expect(await tell('entry.state', {})).toMatchObject({ state: 'needs-code' });
    await tell('entry.unlock', { code: recoveryCode, remember: false });
    await ask('staff.signIn', { staffId: KNOWN_ADMINISTRATOR, pin: '9517' });
    expect(await ask('sync.now', {}, operationId())).toEqual({ end: 'whole' });
    const { rows } = (await ask('visits.board', {})) as { rows: { id: string }[] };
    expect(rows).toHaveLength(5);
    door.dispose();
    const envelope = readEnvelope(join(place.folder, 'key-envelope.json'));
    const key = await openEnvelope(envelope, recoveryCode);
    const db = openStore({ file: join(place.folder, 'desk.sqlite'), key, keyCheck: envelope.keyCheck });
    const counts = db.prepare('SELECT count(*) AS people, count(DISTINCT given) AS names FROM patient').get();
    db.close();
    expect(counts).toEqual({ people: 60, names: 60 });
  },
);
