import type { Database } from 'better-sqlite3';
import { type DeskId, type OperationId, type StaffId, uuidV7 } from '../../shared/kernel/ids.ts';
import type { CopyCause } from '../../shared/sync/contract.ts';
import type { EngineCore } from '../engine/core.ts';
import { createHlc, lastHlc } from '../engine/hlc.ts';
import { prepared } from '../engine/statements.ts';
import { type Actor, beginUnitOfWork, type UnitOfWork } from '../engine/unit-of-work.ts';
import { deskRow } from '../practice/practice-setting.ts';
import { deskRecord } from '../practice/records.ts';
import { machineDigest, writeMarkBeside } from './copy-mark.ts';
import { copyCause, deskLife, endLetters, noteMachine, numbersGiven, writeLife } from './desk-life.ts';
import { type DeskPlace, deskFields, MRN_RANGE } from './join.ts';

/** Nobody at the desk: the program did it. */
const DESK: Actor = { staffId: 'desk' as StaffId, displayName: '', initials: '', role: 'administrator' };
/** No D, with which numbered desks begin, nothing that is read as a digit, and nothing that makes a word. */
const LETTERS = 'CFGHJKLMNPQRTVWXYZ';
const LETTER_COUNT = 4;
/** Medical record numbers of desks with letters begin behind those of every numbered one. */
const FIRST_LETTERED_RANGE = 1_000;
const MARK_BYTES = 16;

/**
 * Looks, at the start, whether this store is the one that the desk had. The first time it is given what tells it from a copy;
 * a copy becomes another desk at once, before anybody can be given a number (ADR 16).
 */
export function beginLife(core: EngineCore, lostChanges: number): void {
  const { db, ports } = core;
  const { copyMark } = ports;
  if (copyMark === undefined) return;
  const life = deskLife(db);
  const cause = lostChanges > 0 ? 'changes-lost' : life && copyCause(life, copyMark);
  const machine = machineDigest(copyMark);
  if (cause !== undefined) renewDesk(core, cause);
  else if (life === undefined) beginFirst(core, copyMark.file, machine);
  else if (life.machine === null && machine !== null) noteMachine(db, machine);
}

/** It is no record, and leaves no trace in the journals. The file comes first: one without its line in the store is written over, a line without its file looks like a copy. */
function beginFirst(core: EngineCore, file: string, machine: string | null): void {
  const mark = newMark(core);
  if (!writeMarkBeside(file, mark)) return;
  const life = { mark, machine, cause: null, renewedAt: null, formerDeskId: null, isLettered: false };
  core.db.transaction(() => writeLife(core.db, life)).immediate();
}

/**
 * Makes this store another desk of the practice: an id, a prefix of receipts and a range of medical record numbers that no
 * other one has, with letters that need no server. What was given or queued under the former one stays as it is.
 */
export function renewDesk(core: EngineCore, cause: CopyCause): void {
  const { db, ports } = core;
  const { copyMark } = ports;
  if (copyMark === undefined) return;
  const former = deskRow(db, core.deskId);
  const now = core.now();
  const deskId = uuidV7<DeskId>(now, ports.random(10));
  const letters = newLetters(ports.random);
  const mark = newMark(core);
  writeMarkBeside(copyMark.file, mark);
  core.immediate(() => {
    const unit = unitOf(core, deskId, 'sync.newIdentity');
    unit.create(deskRecord, {
      id: deskId,
      name: nameOf(letters),
      receiptPrefix: letters,
      labelPrinter: former.labelPrinter,
    });
    prepared(db, 'UPDATE this_desk SET desk_id = ?').run(deskId);
    prepared(db, 'UPDATE mrn_counter SET last = ?').run(rangeOf(letters));
    const machine = machineDigest(copyMark);
    writeLife(db, { mark, machine, cause, renewedAt: now, formerDeskId: former.id, isLettered: true });
    endUnit(core, unit, { cause, was: former.name });
  });
  core.becomeDesk(deskId);
  ports.log.info('desk.renewed', { cause });
  core.publish(['practice', 'staff', 'patients', 'queue']);
}

/** Whether nobody was given a number under the letters yet, so that they can still give way to one of the server's. */
export function isUnnumbered(db: Database, deskId: string): boolean {
  const { receiptPrefix } = deskRow(db, deskId);
  return numbersGiven(db, deskId) === `${deskId} 0 ${rangeOf(receiptPrefix)}`;
}

/** Takes the number that the server gave. Where somebody was given a receipt meanwhile, the letters stay for good. */
export function takeNumber(core: EngineCore, place: DeskPlace): void {
  const { db } = core;
  core.immediate(() => {
    if (isUnnumbered(db, place.deskId)) {
      const unit = unitOf(core, place.deskId, 'sync.deskNumber');
      const { name, receiptPrefix } = deskRow(db, place.deskId);
      const fields = deskFields(place);
      // Somebody gave it a name meanwhile: that is what it is called.
      unit.change(deskRecord, place.deskId, name === nameOf(receiptPrefix) ? fields : { ...fields, name });
      prepared(db, 'UPDATE mrn_counter SET last = ?').run(place.number * MRN_RANGE);
      endUnit(core, unit, { number: place.number });
    }
    endLetters(db);
  });
  core.publish(['practice', 'staff', 'patients', 'queue']);
}

/** A mark that nobody has used. */
export function newMark({ ports }: EngineCore): string {
  return Buffer.from(ports.random(MARK_BYTES)).toString('hex');
}

function newLetters(random: (bytes: number) => Uint8Array): string {
  return [...random(LETTER_COUNT)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
}

function nameOf(letters: string): string {
  return `Desk ${letters}`;
}

/** Where the medical record numbers of a desk with these letters begin. */
function rangeOf(letters: string): number {
  const number = [...letters].reduce((sum, each) => sum * LETTERS.length + LETTERS.indexOf(each), 0);
  return (FIRST_LETTERED_RANGE + number) * MRN_RANGE;
}

function unitOf(core: EngineCore, deskId: DeskId, method: string): UnitOfWork {
  const now = core.now();
  return beginUnitOfWork({
    db: core.db,
    actor: DESK,
    operationId: uuidV7<OperationId>(now, core.ports.random(10)),
    method,
    now,
    day: core.dayOf(now),
    deskId,
    random: core.ports.random,
    nextHlc: createHlc(() => now, deskId, lastHlc(core.db)),
    version: core.version,
  });
}

function endUnit(
  { db, audit }: EngineCore,
  unit: UnitOfWork,
  detail: Readonly<Record<string, unknown>>,
): void {
  const { operationId, method, now, deskId } = unit;
  prepared(db, 'INSERT INTO operation (id, method, staff_id, output, at) VALUES (?, ?, ?, ?, ?)').run(
    operationId,
    method,
    DESK.staffId,
    'null',
    now,
  );
  const entities = JSON.stringify(unit.entities);
  audit({
    at: now,
    deskId,
    method,
    action: 'U',
    outcome: 'ok',
    entities,
    operationId,
    detail: JSON.stringify(detail),
  });
}
