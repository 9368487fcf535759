import type { Database } from 'better-sqlite3';
import type { Chance } from '../../electron/demo/chance.ts';
import type { PatientId, VisitId } from '../../shared/kernel/ids.ts';
import { instantOf, type PlainDate } from '../../shared/kernel/time.ts';
import { conflictsOf, type Office } from './office-problems.ts';
import { patientFields, providerId, type TestDesk, typeId, ZONE } from './practice.ts';

/** Somebody at one desk of several. */
export interface Worker {
  readonly number: number;
  /** What the desk knows, only to look at. */
  readonly db: Database;
  readonly desk: Pick<TestDesk, 'ask' | 'tell'>;
}

/** One value that somebody wrote into a field, and what they saw there before. */
export interface Edit {
  readonly record: string;
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** So few that several desks change the same ones. */
const MOST_PEOPLE = 5;
const EDITED = ['given', 'city', 'addressLine', 'email', 'language', 'middle'] as const;

/** Does one thing of a morning at a desk, whatever comes to mind. What the desk refuses is no thing done. */
export async function doSomething(
  worker: Worker,
  chance: Chance,
  edits: Edit[],
  turn: number,
): Promise<void> {
  const { db, desk } = worker;
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
  { desk }: Worker,
  patientId: PatientId,
  chance: Chance,
  edits: Edit[],
  mark: string,
): Promise<void> {
  const field = chance.pick(EDITED);
  const { patient } = await desk.ask('patients.chart', { patientId });
  const after = field === 'email' ? `${mark}@place.com` : field === 'language' ? mark : `V ${mark}`;
  const changes = { [field]: after };
  const isDone = await tried(desk.tell('patients.edit', { patientId, version: patient.version, changes }));
  if (isDone) edits.push({ record: patientId, field, before: patient[field], after });
}

/** Somewhere on Thursday: often where another desk books, too. */
async function bookVisit({ desk }: Worker, patientId: PatientId, chance: Chance): Promise<void> {
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

async function moveVisit({ db, desk }: Worker, chance: Chance): Promise<void> {
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

async function takePayment({ db, desk }: Worker, chance: Chance): Promise<void> {
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

/** False where the desk refuses it, as a booking on a visit that stands there. */
async function tried(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (error instanceof Error && 'failure' in error) return false;
    throw error;
  }
}

/** Every edit stands, was changed by somebody who saw it, or lies in a conflict. */
export function lostEdits({ desks }: Pick<Office, 'desks'>, edits: readonly Edit[]): string[] {
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

/** Whatever happens to a line, a desk that nobody copied stays who it is. */
export function takenForCopies({ desks }: Pick<Office, 'desks'>): string[] {
  return desks.flatMap(({ number, practice: { db } }) => {
    const told = db.prepare(`SELECT detail FROM audit WHERE method = 'sync.newIdentity'`).pluck().all();
    return told.map((detail) => `desk ${number} was taken for a copy: ${String(detail)}`);
  });
}
