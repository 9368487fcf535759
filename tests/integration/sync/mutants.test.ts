import { copyFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createEngine } from '../../../electron/engine/engine.ts';
import { systemRandom } from '../../../electron/engine/ports.ts';
import { openStore } from '../../../electron/store/open.ts';
import { HIGH_WATER } from '../../../electron/sync/high-water.ts';
import type { Mutant } from '../../../electron/sync/requests.ts';
import {
  deskId,
  deskOf,
  openTestPractice,
  patientFields,
  silentLog,
  TEST_CHECKPOINT_KEY,
  TEST_KEY,
  testClock,
} from '../../support/practice.ts';
import type { SyncDesk } from '../../support/sync-desks.ts';
import {
  cutOffAfterWriting,
  edited,
  openStory,
  person,
  registered,
  type StoryOptions,
  type SyncStory,
} from '../../support/sync-story.ts';

/** Runs a story; answers everything that is not as it must be afterwards, and what the story itself found missing. */
async function told(
  options: StoryOptions,
  story: (story: SyncStory, desks: readonly [SyncDesk, SyncDesk]) => Promise<string[]>,
): Promise<string[]> {
  const open = await openStory(options);
  try {
    const missing = await story(open, open.desks as [SyncDesk, SyncDesk]);
    return [...missing, ...open.problems()];
  } finally {
    open.dispose();
  }
}

const unless = (holds: boolean, words: string): string[] => (holds ? [] : [words]);

/** The engine as it is keeps the story whole; the same engine with one fault in it does not. */
async function catches(
  mutant: Mutant,
  story: (mutants: readonly Mutant[]) => Promise<string[]>,
): Promise<void> {
  expect(await story([])).toEqual([]);
  expect(await story([mutant])).not.toEqual([]);
}

it('a create whose answer was lost makes one patient: caught without If-None-Exist', async () => {
  await catches('plain-post', (mutants) =>
    told({ label: 'plain post', mutants }, async (story, [desk]) => {
      await registered(desk);
      story.writes(desk, 'lost-response');
      await story.cycle(desk);
      await story.meet();
      const there = story.office.ehr.resources('Patient').length;
      return unless(there === 1, `${there} patients where one was registered`);
    }),
  );
});

it('what another desk wrote between the pull and the push stays: caught without If-Match', async () => {
  await catches('no-if-match', (mutants) =>
    told({ label: 'no if match', count: 2, mutants }, async (story, [one, two]) => {
      const who = await registered(one);
      await story.meet();
      await edited(one, who, { city: 'Estes Park' });
      await edited(two, who, { email: 'two@place.com' });
      story.before = async (desk, { method }) => {
        if (desk !== 2 || method !== 'PUT') return;
        story.before = undefined;
        await story.cycle(one);
      };
      await story.cycle(two);
      await story.meet();
      const row = person(one, who);
      return [
        ...unless(row?.['city'] === 'Estes Park', 'the city of desk 1 was lost'),
        ...unless(row?.['email'] === 'two@place.com', 'the address of desk 2 was lost'),
      ];
    }),
  );
});

/** The first of two new patients becomes visible to searches after the second has been pulled, with an earlier time. */
async function seenLate(mutants: readonly Mutant[]): Promise<string[]> {
  const lag = { ms: 0 };
  const options = { label: 'seen late', count: 2, mutants, ehr: { visibleLag: () => lag.ms } };
  return told(options, async (story, [one, two]) => {
    lag.ms = 5_000;
    await registered(one, { given: 'Late' });
    await story.cycle(one);
    lag.ms = 0;
    await registered(one, { given: 'Early' });
    await story.cycle(one);
    await story.cycle(two);
    story.office.clock.advance(10_000);
    await story.meet();
    const seen = two.practice.db.prepare('SELECT count(*) FROM patient').pluck().get();
    return unless(seen === 2, `desk 2 sees ${String(seen)} of 2 patients`);
  });
}

it('a row that searches see late comes in all the same: caught with a cursor of what is greater', async () => {
  await catches('gt-cursor', seenLate);
});

it('a row that searches see late comes in all the same: caught with too short an overlap', async () => {
  await catches('short-overlap', seenLate);
});

it('what was typed after a create whose answer was lost stays: caught where newer bytes are sent again', async () => {
  await catches('re-freeze', (mutants) =>
    told({ label: 're-freeze', mutants }, async (story, [desk]) => {
      const who = await registered(desk);
      cutOffAfterWriting(story);
      await story.cycle(desk);
      story.weather = undefined;
      await edited(desk, who, { city: 'Estes Park' });
      await story.meet();
      return unless(person(desk, who)?.['city'] === 'Estes Park', 'the newer edit was lost');
    }),
  );
});

it('every row comes in though others are changed between two pages: caught by following the links', async () => {
  await catches('offset-paging', (mutants) =>
    told(
      { label: 'offset', count: 2, mutants, ehr: { rules: { maxCount: 5 } } },
      async (story, [one, two]) => {
        for (let number = 1; number <= 12; number += 1) {
          await registered(one, { given: `P${number}` });
          await story.cycle(one);
          // Beyond the overlap, which would fetch the missed one once more.
          story.office.clock.advance(600_000);
        }
        const [first] = story.office.ehr.resources('Patient');
        story.before = async (desk, { path }) => {
          if (desk !== 2 || !/^Patient\?.*(_offset=5|_lastUpdated=ge)/.test(path)) return;
          story.before = undefined;
          await story.ehr('PUT', `/Patient/${first?.id}`, { ...first, language: 'en' });
        };
        await story.cycle(two);
        await story.meet();
        const seen = two.practice.db.prepare('SELECT count(*) FROM patient').pluck().get();
        return unless(seen === 12, `desk 2 sees ${String(seen)} of 12 patients`);
      },
    ),
  );
});

it('a store whose last changes a torn log took is told of: caught without the mark beside the store', async () => {
  await catches('no-sidecar', async (mutants) => {
    const practice = await openTestPractice();
    const highWater = mutants.includes('no-sidecar') ? undefined : join(practice.folder, HIGH_WATER);
    const torn = join(practice.folder, 'torn.sqlite');
    const open = (file: string) =>
      createEngine(openStore({ file, key: TEST_KEY }), deskId, {
        clock: testClock(),
        log: silentLog,
        random: systemRandom,
        checkpointKey: TEST_CHECKPOINT_KEY,
        highWater,
      });
    practice.engine.dispose();
    const engine = open(practice.file);
    try {
      const desk = deskOf(engine);
      await desk.signIn('front-desk');
      for (const given of ['Ann', 'Ben', 'Cleo']) {
        const fields = patientFields({ given, family: `Of ${given}` });
        await desk.tell('patients.register', { fields });
      }
      for (const end of ['', '-wal']) copyFileSync(`${practice.file}${end}`, `${torn}${end}`);
      truncateSync(`${torn}-wal`, statSync(`${torn}-wal`).size - 8_192);
    } finally {
      engine.dispose();
    }
    const again = open(torn);
    const desk = deskOf(again);
    await desk.signIn('front-desk');
    const { lostChanges } = await desk.ask('sync.state', {});
    const people = (await desk.ask('patients.search', { text: 'of', limit: 9 })).matches.length;
    again.dispose();
    rmSync(practice.folder, { recursive: true, force: true });
    return [
      ...unless(people < 3, 'nothing was torn off: the story is not told'),
      ...unless(lostChanges > 0, 'nobody was told that changes are missing'),
    ];
  });
});
