import {
  type EntryMethod,
  type EntryOutput,
  type EntryParsedInput,
  entryContract,
  isEntryMethod,
} from '../../shared/entry/contract.ts';
import { readRecoveryCode } from '../../shared/entry/recovery-code.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { Connection, Engine } from '../engine/engine.ts';
import { parseEnvelope } from '../engine/envelope.ts';
import { systemRandom } from '../engine/ports.ts';
import { failureReply } from '../engine/replies.ts';
import type { Doorkeeper, DoorOptions } from './doorkeeper.ts';
import { entryProblem } from './entry-error.ts';
import { refusalOf } from './entry-refusals.ts';

type Answers = {
  readonly [Name in EntryMethod]: (input: EntryParsedInput<Name>) => Promise<EntryOutput<Name>>;
};

/** One window's line through the door: to the door itself, or to whichever practice stands open behind it. */
export function connectAtDoor(keeper: Doorkeeper, options: DoorOptions, onDispose: () => void): Connection {
  const lines = new Map<Engine, Connection>();
  const life = { isOpen: true };
  const ports = { clock: options.clock, log: options.log, random: options.random ?? systemRandom };
  const line = (engine: Engine): Connection => {
    const known = lines.get(engine) ?? engine.connect();
    lines.set(engine, known);
    return known;
  };
  const lockAll = (): void => {
    for (const connection of lines.values()) connection.lock();
  };
  const answers = answersOf(keeper, lockAll);
  return {
    call: async (method, raw) => {
      try {
        if (!life.isOpen) throw new Refusal('desk/closed', 'This window is closed.');
        if (isEntryMethod(method)) {
          const { input } = parseEnvelope(raw, entryContract[method].input);
          const answer = answers[method] as (input: unknown) => Promise<unknown>;
          return { ok: true, value: await answer(input) };
        }
        const engine = keeper.shown();
        if (engine === undefined)
          throw new Refusal('desk/not-open', 'No practice is open here yet. Open it first.');
        return await line(engine).call(method, raw);
      } catch (error) {
        const problem = entryProblem(error);
        const refusal = problem === undefined ? undefined : refusalOf(problem);
        if (refusal !== undefined) options.log.error('entry.refused', { problem: problem ?? 'unknown' });
        return failureReply(refusal ?? error, isEntryMethod(method) ? method : 'unknown', ports);
      }
    },
    lock: lockAll,
    dispose: () => {
      life.isOpen = false;
      for (const connection of lines.values()) connection.dispose();
      lines.clear();
      onDispose();
    },
  };
}

function answersOf(keeper: Doorkeeper, lockAll: () => void): Answers {
  return {
    'entry.state': () => keeper.state(),
    'entry.create': async ({ practice, administrator }) => ({
      recoveryCode: await keeper.create(practice, administrator),
    }),
    'entry.findPractice': async ({ server }) => {
      const { practice, administrators } = await keeper.find(server);
      const { name, zone, paper } = practice.row;
      return {
        name: String(name),
        zone: String(zone),
        paper: paper === 'a4' ? 'a4' : 'letter',
        administrators: administrators.map((each) => ({ ...each })),
      };
    },
    'entry.join': async (joining) => ({ recoveryCode: await keeper.join(joining) }),
    'entry.confirmRecoveryCode': async ({ code }) => keeper.confirm(codeOf(code)),
    'entry.beginAgain': () => keeper.beginAgain(),
    'entry.unlock': async ({ code, remember }) => keeper.unlock(codeOf(code), remember),
    // Nobody stays signed in to what is not on the screen.
    'entry.openDemo': async () => {
      lockAll();
      return keeper.openDemo();
    },
    'entry.leaveDemo': async () => {
      lockAll();
      return keeper.leaveDemo();
    },
  };
}

/** A typing error is told before the slow opening is tried; which group, never what was typed. */
function codeOf(typed: string): string {
  const reading = readRecoveryCode(typed);
  if (reading.ok) return reading.code;
  const what =
    reading.problem === 'group'
      ? `Group ${reading.group} of the code is not right. Compare it with the sheet.`
      : reading.problem === 'too-short'
        ? `The code is not whole: ${reading.signs} more to type.`
        : `The code is too long by ${reading.signs}.`;
  throw new Refusal('entry/mistyped-code', what, { fields: { code: what } });
}
