import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { invariant } from '../../shared/kernel/result.ts';
import type { Role } from '../../shared/staff/permissions.ts';
import { demoTemplate, startDesk } from './cli.ts';
import { importFolder } from './imports.ts';
import { openTestPractice, type TestPractice } from './practice.ts';

/** A practice of its own for each test of the file, with somebody of the role signed in where one is named. */
export function practiceOfEachTest(role?: Role): TestPractice {
  return madeForEachTest(
    async () => {
      const practice = await openTestPractice();
      if (role) await practice.desk.signIn(role);
      return practice;
    },
    (practice) => practice.dispose(),
  );
}

/** A folder of its own for the import files of each test. */
export function importFolderOfEachTest(): ReturnType<typeof importFolder> {
  return madeForEachTest(importFolder, (folder) => folder.remove());
}

/** The folder of a demo practice for each test of the file, and the desks that the test opens on it: they die with it. */
export function demoOfEachTest(): { readonly folder: string; openDesk(dieIn?: string): Promise<void> } {
  const state: { template?: Awaited<ReturnType<typeof demoTemplate>> } = {};
  beforeAll(async () => {
    state.template = await demoTemplate();
  });
  afterAll(() => state.template?.dispose());
  return madeForEachTest(
    () => {
      const folder = invariant(state.template, 'the demo that was made first').copy();
      const desks: { kill(): Promise<void> }[] = [];
      return {
        folder,
        openDesk: async (dieIn = '') => void desks.push(await startDesk(folder, dieIn)),
        close: () => Promise.all(desks.map((desk) => desk.kill())),
      };
    },
    async ({ close }) => void (await close()),
  );
}

/** Stands for what the running test has, so that a file can name it once, before there is any. */
function madeForEachTest<Made extends object>(
  make: () => Made | Promise<Made>,
  dispose: (made: Made) => void | Promise<void>,
): Made {
  const state: { made: Made | undefined } = { made: undefined };
  beforeEach(async () => {
    state.made = await make();
  });
  afterEach(async () => {
    const { made } = state;
    state.made = undefined;
    if (made) await dispose(made);
  });
  return new Proxy({} as Made, {
    get: (_, key) => Reflect.get(invariant(state.made, 'a test that runs'), key) as unknown,
  });
}
