import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { TOPICS } from '../../shared/api/topics.ts';
import { DAMAGES, type Damage, type EntryState } from '../../shared/entry/contract.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { openDemoPractice } from '../demo/open-demo.ts';
import type { TopicEvent } from '../engine/core.ts';
import type { Engine } from '../engine/engine.ts';
import { systemRandom } from '../engine/ports.ts';
import { type KeyEnvelope, openEnvelope, readEnvelope } from '../security/key-envelope.ts';
import { openByAccount } from '../security/key-vault.ts';
import { osAccount } from '../shell/os-account.ts';
import type { ConnectRequest } from '../sync/connect-request.ts';
import { type FoundPractice, withPracticeAt } from '../sync/find-practice.ts';
import { beginPractice, firstRecords, type MakingWatch, placePractice } from './create-practice.ts';
import { type EntryProblem, entryProblem } from './entry-error.ts';
import type { FirstAdministrator, NewPractice } from './first-records.ts';
import { type FolderLock, type LockHolder, takeFolderLock } from './folder-lock.ts';
import { type Fill, type Joining, prepareJoining } from './joined-records.ts';
import { type OpenPracticeOptions, openWithKey, rememberAccount } from './open-practice.ts';
import { lookAtFolder, practiceFiles, sweepUnconfirmed } from './practice-files.ts';

export interface DoorOptions extends Omit<OpenPracticeOptions, 'recoveryCode'> {
  /** `demo`: the folder itself is the demo practice. */
  readonly content: 'practice' | 'demo';
  readonly watch?: MakingWatch | undefined;
  /** Address of the demo EHR that a demo practice syncs with. */
  readonly server?: string | undefined;
  /** True for a further desk of the demo practice. */
  readonly joins?: boolean | undefined;
}

/** What happens behind the door. Each act is done whole before the next begins. */
export interface Doorkeeper {
  /** Opens as far as it goes without a code. */
  enter(): Promise<void>;
  state(): Promise<EntryState>;
  create(practice: NewPractice, administrator: FirstAdministrator): Promise<string>;
  /** Looks for a practice that is there already, at its server. */
  find(server: ConnectRequest): Promise<FoundPractice>;
  /** Makes this PC a further desk of that practice. */
  join(joining: Joining): Promise<string>;
  confirm(code: string): Promise<EntryState>;
  beginAgain(): Promise<EntryState>;
  unlock(code: string, remember: boolean): Promise<EntryState>;
  openDemo(): Promise<EntryState>;
  leaveDemo(): Promise<EntryState>;
  /** The practice on the screen, demo or not. */
  shown(): Engine | undefined;
  practice(): Engine | undefined;
  dispose(): void;
}

interface Door {
  lock: FolderLock | undefined;
  practice: Engine | undefined;
  demo: Engine | undefined;
  stopTopics: () => void;
  state: EntryState['state'];
  damage: Damage | null;
  heldBy: LockHolder | null;
}

/** What a window hears when something else stands behind it: everything it knew is stale. */
const EVERYTHING_CHANGED: TopicEvent = { topics: TOPICS, revision: 0 };

/** `publish` tells the windows that something they read has changed. */
export function createDoorkeeper(options: DoorOptions, publish: (event: TopicEvent) => void): Doorkeeper {
  const { folder, vault, clock, log } = options;
  const files = practiceFiles(folder);
  const ports = { clock, random: options.random ?? systemRandom };
  const door: Door = {
    lock: undefined,
    practice: undefined,
    demo: undefined,
    stopTopics: () => undefined,
    state: 'new',
    damage: null,
    heldBy: null,
  };
  const inTurn = turnTaking();
  const shown = (): Engine | undefined => door.demo ?? door.practice;

  /** From now on the windows hear of what is on the screen, and know that all they knew is of something else. */
  const follow = (): void => {
    door.stopTopics();
    door.stopTopics = shown()?.onTopics(publish) ?? (() => undefined);
    publish(EVERYTHING_CHANGED);
  };

  const setState = (state: EntryState['state'], damage: Damage | null = null): void => {
    door.state = state;
    door.damage = damage;
    if (damage !== null) log.error('entry.damaged', { damage });
  };

  const stop = (problem: EntryProblem): void => {
    if ((DAMAGES as readonly string[]).includes(problem)) setState('damaged', problem as Damage);
    else setState(problem === 'in-use' ? 'in-use' : problem === 'not-made' ? 'new' : 'needs-code');
  };

  /** The folder is this process's, or the state says whose it is. */
  const takeLock = (): boolean => {
    if (door.lock !== undefined) return true;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const attempt = takeFolderLock(folder, { account: osAccount().name, since: clock.now() });
    door.heldBy = attempt.taken ? null : attempt.holder;
    if (attempt.taken) door.lock = attempt.lock;
    else setState('in-use');
    return attempt.taken;
  };

  const openNow = (envelope: KeyEnvelope, key: Buffer, byCode = false): void => {
    door.practice = openWithKey({ ...options, random: ports.random }, files, envelope, key, byCode);
    setState('open');
    log.info('entry.opened');
    follow();
  };

  const enterPractice = async (): Promise<void> => {
    const found = lookAtFolder(files);
    if (found === 'nothing') return setState('new');
    if (found === 'unconfirmed') return setState('unconfirmed');
    if (found !== 'made') return setState('damaged', found);
    const envelope = readEnvelope(files.envelope);
    const known = vault === undefined ? undefined : await openByAccount(vault, envelope);
    if (known === undefined) return setState('needs-code');
    openNow(envelope, known.key);
    if (known.isStale && vault !== undefined) await rememberAccount(files, envelope, known.key, vault);
  };

  const enter = async (): Promise<void> => {
    try {
      if (!takeLock()) return;
      if (options.content === 'practice') return await enterPractice();
      door.practice = await openDemoPractice({ ...options, random: ports.random });
      setState('open');
      follow();
    } catch (error) {
      const problem = entryProblem(error);
      if (problem === undefined) throw error;
      stop(problem);
    }
  };

  const state = async (): Promise<EntryState> => ({
    state: door.demo === undefined ? door.state : 'open',
    damage: door.demo === undefined ? door.damage : null,
    heldBy: door.demo === undefined ? door.heldBy : null,
    canRemember: (await vault?.backend().catch(() => undefined)) !== undefined,
    demo: options.content === 'demo' || door.demo !== undefined,
    canLeaveDemo: door.demo !== undefined,
    now: clock.now(),
  });

  const need = (...wanted: readonly EntryState['state'][]): void => {
    if (!wanted.includes(door.state))
      throw new Refusal('entry/not-now', 'This cannot be done now. Look at the screen again.');
  };

  const make = (filling: () => Fill | Promise<Fill>): Promise<string> =>
    inTurn(async () => {
      need('new');
      const made = { files, migrationsFolder: options.migrationsFolder, ports, watch: options.watch };
      const code = await beginPractice(made, filling());
      setState('unconfirmed');
      return code;
    });

  return {
    enter,
    shown,
    practice: () => door.practice,
    // Asked again, a door that somebody else held, or that a full disk shut, is tried again.
    state: () =>
      inTurn(async () => {
        if (door.practice === undefined && ['in-use', 'damaged'].includes(door.state)) await enter();
        return state();
      }),
    create: (practice, administrator) => make(() => firstRecords(practice, administrator, ports)),
    find: async (server) => {
      need('new');
      return withPracticeAt(server, ports, (found) => Promise.resolve(found));
    },
    // The network takes its time: nobody else at the door waits for it.
    join: async (joining) => {
      need('new');
      const fill = await prepareJoining(joining, { ...ports, log });
      return make(() => fill);
    },
    confirm: (code) =>
      inTurn(async () => {
        need('unconfirmed');
        try {
          const { key, envelope } = await placePractice({ files, watch: options.watch }, code, vault);
          openNow(envelope, key);
        } catch (error) {
          if (lookAtFolder(files) === 'unconfirmed') throw error;
          // It got to its place all the same: then this is a practice like any other.
          await enter();
        }
        return state();
      }),
    beginAgain: () =>
      inTurn(async () => {
        need('unconfirmed');
        sweepUnconfirmed(files);
        setState('new');
        return state();
      }),
    unlock: (code, remember) =>
      inTurn(async () => {
        need('needs-code');
        const envelope = readEnvelope(files.envelope);
        const key = await openEnvelope(envelope, code);
        openNow(envelope, key, true);
        if (remember && vault !== undefined) await rememberAccount(files, envelope, key, vault);
        return state();
      }),
    openDemo: () =>
      inTurn(async () => {
        if (door.state === 'in-use' || options.content === 'demo')
          throw new Refusal('entry/not-now', 'The demo practice cannot be opened from here.');
        if (door.demo === undefined) {
          const demoFolder = join(folder, 'demo');
          door.demo = await openDemoPractice({ ...options, folder: demoFolder, random: ports.random });
          follow();
        }
        return state();
      }),
    leaveDemo: () =>
      inTurn(async () => {
        const { demo } = door;
        if (demo === undefined) throw new Refusal('entry/not-now', 'The demo practice is not open.');
        door.demo = undefined;
        follow();
        demo.dispose();
        return state();
      }),
    dispose: () => {
      door.stopTopics();
      try {
        door.demo?.dispose();
        door.practice?.dispose();
      } finally {
        door.lock?.release();
        door.lock = undefined;
      }
    },
  };
}

/** One after the other: a second click must not open what the first is still opening. */
function turnTaking(): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
