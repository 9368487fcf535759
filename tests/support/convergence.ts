import { type Chance, chanceOf } from '../../electron/demo/chance.ts';
import type { Mutant } from '../../electron/sync/requests.ts';
import type { PatientId, VisitId } from '../../shared/kernel/ids.ts';
import { instantOf, type PlainDate } from '../../shared/kernel/time.ts';
import type { Rules } from './ehr/rules.ts';
import { Crash, type FaultyLine, faultyLine, LINE_FAULTS, type LineFault } from './faulty-line.ts';
import { conflictsOf, officeProblems } from './office-problems.ts';
import { patientFields, providerId, typeId, ZONE } from './practice.ts';
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

/** One value that somebody wrote into a field, and what they saw there before. */
interface Edit {
  readonly record: string;
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

const MOST_HEAL_ROUNDS = 12;
/** So few that several desks change the same ones. */
const MOST_PEOPLE = 5;
const EDITED = ['given', 'city', 'addressLine', 'email', 'language', 'middle'] as const;

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
        await act(desk, chance, edits, state.operations);
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

async function act(worker: SyncDesk, chance: Chance, edits: Edit[], turn: number): Promise<void> {
  const { db, desk } = worker.practice;
  const people = db.prepare('SELECT id FROM patient ORDER BY id').pluck().all() as PatientId[];
  const mark = `d${worker.number}t${turn}`;
  if (people.length === 0 || (people.length < MOST_PEOPLE && chance.happens(20))) {
    await desk.tell('patients.register', {
      fields: patientFields({ family: `F${mark}`, given: `G${mark}` }),
    });
    return;
  }
  const patientId = chance.pick(people);
  const acts = [
    () => desk.tell('patients.saveNote', { patientId, noteId: null, text: `note ${mark}` }),
    () => editPatient(worker, patientId, chance, edits, mark),
    () => editPatient(worker, patientId, chance, edits, mark),
    () => bookVisit(worker, patientId, chance),
    () => moveVisit(worker, chance),
    () => moveVisit(worker, chance),
    () => takePayment(worker, chance),
  ];
  await chance.pick(acts)();
}

async function editPatient(
  { practice: { desk } }: SyncDesk,
  patientId: PatientId,
  chance: Chance,
  edits: Edit[],
  mark: string,
): Promise<void> {
  const field = chance.pick(EDITED);
  const { patient } = await desk.ask('patients.chart', { patientId });
  const after = field === 'email' ? `${mark}@place.com` : field === 'language' ? mark : `V ${mark}`;
  await desk.tell('patients.edit', { patientId, version: patient.version, changes: { [field]: after } });
  edits.push({ record: patientId, field, before: patient[field], after });
}

/** Somewhere on Thursday: often where another desk books, too. */
async function bookVisit(
  { practice: { desk } }: SyncDesk,
  patientId: PatientId,
  chance: Chance,
): Promise<void> {
  await tried(
    desk.tell('calendar.book', {
      who: { known: true, patientId },
      typeId,
      providerId,
      roomId: null,
      starts: instantOf('2026-03-12' as PlainDate, chance.between(8, 11), 0, ZONE),
      minutes: 20,
      reason: '',
    }),
  );
}

async function moveVisit({ practice: { db, desk } }: SyncDesk, chance: Chance): Promise<void> {
  const visits = db.prepare('SELECT id FROM visit ORDER BY id').pluck().all() as VisitId[];
  if (visits.length === 0) return;
  const visitId = chance.pick(visits);
  const move = chance.pick(['arrive', 'arrive', 'no-show', 'cancel', 'confirm'] as const);
  await tried(
    desk.tell(
      'visits.move',
      move === 'cancel' ? { visitId, move, reason: 'Asked for it' } : { visitId, move },
    ),
  );
}

async function takePayment({ practice: { db, desk } }: SyncDesk, chance: Chance): Promise<void> {
  const visits = db
    .prepare(`SELECT id FROM visit WHERE status = 'arrived' ORDER BY id`)
    .pluck()
    .all() as VisitId[];
  if (visits.length === 0) return;
  await tried(
    desk.tell('cash.takePayment', {
      visitId: chance.pick(visits),
      payment: {
        tender: 'cash',
        amountCents: chance.between(1, 40) * 100,
        reference: '',
        purpose: 'prepayment',
      },
    }),
  );
}

/** What the desk refuses, as a booking on a visit that stands there, is no operation. */
async function tried(call: Promise<unknown>): Promise<void> {
  await call.catch((error: unknown) => {
    if (!(error instanceof Error && 'failure' in error)) throw error;
  });
}

function count(db: SyncDesk['practice']['db'], sql: string): number {
  return db.prepare(sql).pluck().get() as number;
}

function violationsOf(office: SyncDesks, edits: readonly Edit[]): string[] {
  return [...officeProblems(office), ...lostEdits(office, edits), ...takenForCopies(office)];
}

/** Whatever happens to a line, a desk that nobody copied stays who it is. */
function takenForCopies({ desks }: SyncDesks): string[] {
  return desks.flatMap(({ number, practice: { db } }) => {
    const told = db.prepare(`SELECT detail FROM audit WHERE method = 'sync.newIdentity'`).pluck().all();
    return told.map((detail) => `desk ${number} was taken for a copy: ${String(detail)}`);
  });
}

/** Every edit stands, was changed by somebody who saw it, or lies in a conflict. */
function lostEdits({ desks }: SyncDesks, edits: readonly Edit[]): string[] {
  const conflicts = desks.flatMap(({ practice }) => conflictsOf(practice.db));
  const [one] = desks;
  return edits.flatMap(({ record, field, after }) => {
    const row = one?.practice.db.prepare('SELECT * FROM patient WHERE id = ?').get(record) as
      | Record<string, unknown>
      | undefined;
    const column = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (row?.[column] === after) return [];
    const isSeen = edits.some(
      (edit) => edit.record === record && edit.field === field && edit.before === after,
    );
    const isKept = conflicts.some(
      ({ localId, mine, theirs }) =>
        localId === record && (mine.includes(`"${after}"`) || theirs.includes(`"${after}"`)),
    );
    return isSeen || isKept ? [] : [`the edit of ${field} to ${String(after)} vanished`];
  });
}
