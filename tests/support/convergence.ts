import { type Chance, chanceOf } from '../../electron/demo/chance.ts';
import type { Mutant } from '../../electron/sync/requests.ts';
import type { Rules } from './ehr/rules.ts';
import { Crash, type FaultyLine, faultyLine, LINE_FAULTS, type LineFault } from './faulty-line.ts';
import { conflictsOf, officeProblems } from './office-problems.ts';
import { doSomething, type Edit, lostEdits, takenForCopies, type Worker } from './random-work.ts';
import { LATER_MS } from './sweeping.ts';
import { openSyncDesks, type SyncDesk, type SyncDesks } from './sync-desks.ts';

export interface ConvergenceOptions {
  readonly label: string;
  readonly desks: number;
  readonly steps: number;
  /** Of a hundred requests, so many meet a fault. */
  readonly faultPercent: number;
  /** A write is seen by searches this many milliseconds later at most. */
  readonly mostLag: number;
  readonly mutants?: readonly Mutant[];
  /** What the server cannot do; each desk finds it out first. Left out, it can do everything. */
  readonly rules?: Partial<Rules>;
  /** Left out, everything that can go wrong. */
  readonly faults?: readonly LineFault[];
}

export interface ConvergenceReport {
  readonly operations: number;
  readonly requests: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly crashes: number;
  readonly healRounds: number;
  readonly conflicts: number;
  /** What must not be, in words; empty when everything converged. */
  readonly violations: readonly string[];
}

const MOST_HEAL_ROUNDS = 12;

/** Lets several desks work through everything that can go wrong, then lets them heal, and says what is not as it must be. */
export async function liveThrough(options: ConvergenceOptions): Promise<ConvergenceReport> {
  const chance = chanceOf(options.label);
  const lines: FaultyLine[] = [];
  const weather = { percent: options.faultPercent };
  const lag = chanceOf(`${options.label} lag`);
  const office = await openSyncDesks({
    count: options.desks,
    label: options.label,
    areMarked: true,
    mutants: options.mutants ?? [],
    ehr: { visibleLag: () => lag.between(0, options.mostLag), rules: options.rules },
    between: (desk, transport) => {
      const luck = chanceOf(`${options.label} line ${desk}`);
      // Writes are where it hurts; a cycle reads a dozen times for each.
      const line = faultyLine(transport, ({ method }) =>
        luck.happens(method === 'GET' ? weather.percent / 8 : weather.percent)
          ? luck.pick(options.faults ?? LINE_FAULTS)
          : undefined,
      );
      lines.push(line);
      return line;
    },
  });
  try {
    const edits: Edit[] = [];
    const state = { operations: 0, crashes: 0 };
    await begin(office, options, weather);
    for (let step = 0; step < options.steps; step += 1) {
      const desk = chance.pick(office.desks);
      passTime(office, desk, chance);
      if (chance.happens(60)) {
        state.operations += 1;
        await doSomething(workerOf(desk), chance, edits, state.operations);
      } else if (!(await cycleOf(desk))) state.crashes += 1;
    }
    weather.percent = 0;
    for (const line of lines) await line.settle();
    const healRounds = await heal(office);
    return {
      operations: state.operations,
      requests: lines.reduce((sum, line) => sum + line.requests(), 0),
      faults: Object.fromEntries(
        LINE_FAULTS.map((fault: LineFault) => [
          fault,
          lines.reduce((sum, line) => sum + (line.happened.get(fault) ?? 0), 0),
        ]),
      ),
      crashes: state.crashes,
      healRounds,
      conflicts: office.desks.reduce((sum, { practice }) => sum + conflictsOf(practice.db).length, 0),
      violations: [...violationsOf(office, edits), ...(await sweepFindings(office))],
    };
  } finally {
    office.dispose();
  }
}

/** Where the server knows nothing again, the desks begin as they do in life: the first one tells it all, and the others take it over. */
async function begin(
  office: SyncDesks,
  { rules, faultPercent }: ConvergenceOptions,
  weather: { percent: number },
): Promise<void> {
  weather.percent = rules ? 0 : faultPercent;
  for (const desk of office.desks) {
    if (rules) await desk.probe();
    else desk.sync.queueEverything();
    if (!rules) continue;
    office.clock.advance(5_000);
    await cycleOf(desk);
  }
  weather.percent = faultPercent;
}

/** Clocks go on, each desk's by its own notion of time: some jump by two days. */
function passTime({ clock }: SyncDesks, { practice }: SyncDesk, chance: Chance): void {
  clock.advance(chance.between(0, 900));
  if (chance.happens(3)) practice.clock.advance(chance.between(-48, 48) * 3_600_000);
  else practice.clock.advance(chance.between(0, 900));
}

/** False where the desk died in it. */
async function cycleOf(desk: SyncDesk): Promise<boolean> {
  try {
    await desk.sync.cycle();
    return true;
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
    desk.restart();
    return false;
  }
}

/** Rounds of cycles without faults until nobody has anything left to tell. */
async function heal({ clock, desks }: SyncDesks): Promise<number> {
  for (let round = 1; round <= MOST_HEAL_ROUNDS; round += 1) {
    for (const desk of desks) {
      clock.advance(5_000);
      await cycleOf(desk);
    }
    const isQuiet = desks.every(({ practice }) => count(practice.db, 'SELECT count(*) FROM outbox') === 0);
    if (isQuiet && round > 1) {
      // Once more, so that everybody has seen what the last of them told.
      clock.advance(5_000);
      for (const desk of desks) await cycleOf(desk);
      return round;
    }
  }
  return MOST_HEAL_ROUNDS + 1;
}

/** What the desks find when each holds everything against the server's: nothing. */
async function sweepFindings({ clock, desks }: SyncDesks): Promise<string[]> {
  clock.advance(LATER_MS);
  const found: string[] = [];
  for (const desk of desks) {
    await cycleOf(desk);
    const end = await desk.sync.sweep();
    const { lastComparison } = await desk.practice.desk.ask('sync.state', {});
    const { missed, gone, several } = lastComparison ?? { missed: 0, gone: 0, several: 0 };
    if (end !== 'whole' || missed + gone + several > 0)
      found.push(
        `desk ${desk.number} found, looking at everything: ${JSON.stringify({ end, ...lastComparison })}`,
      );
  }
  return found;
}

function count(db: SyncDesk['practice']['db'], sql: string): number {
  return db.prepare(sql).pluck().get() as number;
}

function workerOf({ number, practice: { db, desk } }: SyncDesk): Worker {
  return { number, db, desk };
}

function violationsOf(office: SyncDesks, edits: readonly Edit[]): string[] {
  return [...officeProblems(office), ...lostEdits(office, edits), ...takenForCopies(office)];
}
