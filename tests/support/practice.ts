import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { type Connection, createEngine, type Engine } from '../../electron/engine/engine.ts';
import { type EnginePorts, type Failpoint, systemRandom, type Timer } from '../../electron/engine/ports.ts';
import { readRecord } from '../../electron/engine/unit-of-work.ts';
import { patientRecord } from '../../electron/patients/records.ts';
import { indexPatient } from '../../electron/patients/search-index.ts';
import { checkpointKeyOf } from '../../electron/security/checkpoint-key.ts';
import { hashPin } from '../../electron/security/pin.ts';
import { migrate, readMigrations } from '../../electron/store/migrate.ts';
import { openStore } from '../../electron/store/open.ts';
import { COPY_MARK } from '../../electron/sync/copy-mark.ts';
import type { CommandName, InputOf, MethodName, OutputOf, QueryName } from '../../shared/api/index.ts';
import type { ApiError } from '../../shared/api/reply.ts';
import {
  type AppointmentTypeId,
  type CoverageId,
  type DeskId,
  type PatientId,
  type ProviderId,
  type RoomId,
  type StaffId,
  uuidV7,
  type VisitId,
} from '../../shared/kernel/ids.ts';
import { cents } from '../../shared/kernel/money.ts';
import { invariant } from '../../shared/kernel/result.ts';
import { clinicDay, instantOf, type PlainDate } from '../../shared/kernel/time.ts';
import type { PatientFields } from '../../shared/patients/contract.ts';
import { nameKey } from '../../shared/patients/fold.ts';
import { phoneDigits } from '../../shared/patients/phone.ts';
import type { RelatedFields } from '../../shared/patients/relations.ts';
import { ROLES, type Role } from '../../shared/staff/permissions.ts';
import { insertRow } from './insert-row.ts';
import * as tables from './tables.ts';

/** Tuesday, March 10, 2026, 10:42 in the practice's zone. */
export const MORNING = instantOf('2026-03-10' as PlainDate, 10, 42, 'America/Denver');
export const ZONE = 'America/Denver';
export const DAY = clinicDay(MORNING, ZONE);
export const PIN = '4711';
export const TEST_KEY = Buffer.alloc(32, 7);
export const TEST_CHECKPOINT_KEY = checkpointKeyOf(TEST_KEY);

/** Ids that read well in a failing test: the kind in the first group, the number in the last. */
export function testId<Id extends string>(kind: number, number: number): Id {
  return `${String(kind).padStart(8, '0')}-0000-7000-8000-${String(number).padStart(12, '0')}` as Id;
}
export const deskId = testId<DeskId>(1, 1);
export const providerId = testId<ProviderId>(2, 1);
export const roomId = testId<RoomId>(3, 1);
export const typeId = testId<AppointmentTypeId>(4, 1);
export const staffIdOf = (role: Role): StaffId => testId<StaffId>(5, ROLES.indexOf(role) + 1);
export const patientId = (number: number): PatientId => testId<PatientId>(6, number);
export const coverageId = (number: number): CoverageId => testId<CoverageId>(7, number);
export const visitId = (number: number): VisitId => testId<VisitId>(8, number);

export interface TestClock {
  now(): number;
  set(instant: number): void;
  advance(ms: number): void;
}

/** A clock that stands still until told. */
export function testClock(start: number = MORNING): TestClock {
  const state = { now: start };
  return {
    now: () => state.now,
    set: (instant) => {
      state.now = instant;
    },
    advance: (ms) => {
      state.now += ms;
    },
  };
}

export interface TestTimer extends Timer {
  /** Lets everything that waits happen now. */
  fire(): void;
}

/** A timer that waits until told, so that nothing is written behind a test's back. */
export function testTimer(): TestTimer {
  const waiting = new Set<() => void>();
  return {
    after: (_ms, work) => {
      waiting.add(work);
      return () => void waiting.delete(work);
    },
    fire: () => {
      const due = [...waiting];
      waiting.clear();
      for (const work of due) work();
    },
  };
}

export const silentLog: EnginePorts['log'] = { info: () => undefined, error: () => undefined };

export interface TestPractice {
  readonly folder: string;
  readonly file: string;
  readonly db: Database;
  readonly engine: Engine;
  readonly clock: TestClock;
  readonly timer: TestTimer;
  readonly desk: TestDesk;
  dispose(): void;
}

/** One signed-in window of the practice, with typed calls. */
export interface TestDesk {
  readonly connection: Connection;
  signIn(role: Role): Promise<void>;
  ask<Name extends QueryName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>>;
  tell<Name extends CommandName>(
    name: Name,
    input: InputOf<Name>,
    operationId?: string,
  ): Promise<OutputOf<Name>>;
  /** The error of a call that must be refused; throws when it was not. */
  refused<Name extends MethodName>(name: Name, input: unknown, operationId?: string): Promise<ApiError>;
}

const counter = { operations: 0 };
/** An operation id, as the window makes one when somebody acts. */
export function operationId(): string {
  counter.operations += 1;
  return uuidV7(MORNING + counter.operations, systemRandom(10));
}

/** A real encrypted store with a small practice in it: staff of every role with one PIN, a provider, a room. */
export async function openTestPractice(
  options: {
    failpoint?: (point: Failpoint, method: string) => void;
    file?: string;
    /** Which reception PC of the practice this is, from 1. */
    deskNumber?: number;
    clock?: TestClock;
    random?: EnginePorts['random'];
    /** The one that waits until told when left out. */
    timer?: Timer;
    log?: EnginePorts['log'];
    network?: EnginePorts['network'];
    highWater?: string;
    copyMark?: EnginePorts['copyMark'];
    /** Looks for copies of its store, as every desk does that people use. */
    isMarked?: boolean;
    /** The version that this desk runs; its own when left out. */
    version?: string | undefined;
  } = {},
): Promise<TestPractice> {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-test-'));
  const file = options.file ?? join(folder, 'desk.sqlite');
  const db = openStore({ file, key: TEST_KEY, create: true });
  migrate(db, readMigrations('migrations'), MORNING);
  const deskNumber = options.deskNumber ?? 1;
  await seedPractice(db, deskNumber);
  const clock = options.clock ?? testClock();
  const timer = testTimer();
  const engine = createEngine(db, testId(1, deskNumber), {
    clock,
    timer: options.timer ?? timer,
    log: options.log ?? silentLog,
    random: options.random ?? systemRandom,
    checkpointKey: TEST_CHECKPOINT_KEY,
    network: options.network,
    highWater: options.highWater,
    copyMark:
      options.isMarked === true ? { file: join(folder, COPY_MARK), machine: 'test pc' } : options.copyMark,
    version: options.version,
    failpoint: options.failpoint,
  });
  return {
    folder,
    file,
    db,
    engine,
    clock,
    timer,
    desk: deskOf(engine),
    dispose: () => {
      engine.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A window of the engine. */
export function deskOf(engine: Engine): TestDesk {
  const connection = engine.connect();
  const call = async (name: string, input: unknown, id: string | undefined): Promise<unknown> => {
    const reply = await connection.call(name, id === undefined ? { input } : { operationId: id, input });
    if (!reply.ok)
      throw Object.assign(new Error(`${name} refused: ${reply.error.code}`), { failure: reply.error });
    return reply.value;
  };
  return {
    connection,
    signIn: async (role) =>
      void (await call('staff.signIn', { staffId: staffIdOf(role), pin: PIN }, undefined)),
    ask: (name, input) => call(name, input, undefined) as never,
    tell: (name, input, id = operationId()) => call(name, input, id) as never,
    refused: async (name, input, id = operationId()) => {
      const reply = await connection.call(name, { operationId: id, input });
      if (reply.ok) throw new Error(`${name} was not refused`);
      return reply.error;
    },
  };
}

async function seedPractice(db: Database, deskNumber: number): Promise<void> {
  const hash = await hashPin(PIN);
  insertRow(db, tables.practice, {
    id: testId(9, 1),
    name: 'Riverside Family Medicine',
    phone: '9705550100',
    address: '1 River Street\nLoveland, CO 80537',
    zone: ZONE,
    demo: true,
    idleLockMinutes: 5,
  });
  insertRow(db, tables.desk, {
    id: testId(1, deskNumber),
    name: `Desk ${deskNumber}`,
    receiptPrefix: `D${deskNumber}`,
  });
  insertRow(db, tables.thisDesk, { id: 1, deskId: testId(1, deskNumber) });
  insertRow(db, tables.provider, {
    id: providerId,
    displayName: 'Dr. Ruiz',
    specialty: 'Family medicine',
    position: 1,
  });
  insertRow(db, tables.room, { id: roomId, name: 'Room 1', position: 1 });
  insertRow(db, tables.appointmentType, { id: typeId, name: 'Follow-up', minutes: 20, position: 1 });
  insertRow(db, tables.mrnCounter, { id: 1, last: deskNumber * 20_000 });
  for (const [index, role] of ROLES.entries()) {
    insertRow(db, tables.staffMember, {
      id: staffIdOf(role),
      displayName: `Person ${role}`,
      initials: role.slice(0, 2).toUpperCase(),
      role,
      active: true,
      position: index,
    });
    insertRow(db, tables.staffPin, { staffId: staffIdOf(role), hash, failedAttempts: 0, lockedUntil: null });
  }
}

/** Complete fields of a person; give what the test is about. */
export function patientFields(changes: Partial<PatientFields> = {}): PatientFields {
  return {
    family: 'Smith',
    given: 'Margaret',
    middle: '',
    suffix: '',
    preferredName: '',
    birthDate: '1946-07-07' as PlainDate,
    sex: 'female',
    phone: '(970) 555-0123',
    email: '',
    addressLine: '12 Cleveland Avenue',
    city: 'Loveland',
    state: 'CO',
    postalCode: '80537',
    language: 'en',
    needsInterpreter: false,
    ...changes,
  };
}

/** Complete fields of somebody who belongs to a patient; give what the test is about. */
export function relatedFields(changes: Partial<RelatedFields> = {}): RelatedFields {
  return {
    relatedPatientId: null,
    name: 'Rosa Garcia',
    relationship: 'parent',
    phone: '(970) 555-0188',
    email: '',
    address: '',
    language: 'es',
    needsInterpreter: false,
    isGuarantor: false,
    isProxy: false,
    isEmergency: true,
    ...changes,
  };
}

/** Puts a patient (number `n`, MRN 1000 + n) with a $30 copay coverage and a visit today at 11:00 straight into the store. */
export function addExpectedPatient(
  db: Database,
  number: number,
  changes: Partial<PatientFields> = {},
): { patientId: PatientId; visitId: VisitId; coverageId: CoverageId } {
  const fields = patientFields(changes);
  insertRow(db, tables.patient, {
    id: patientId(number),
    mrn: String(1000 + number),
    ...fields,
    provisional: false,
    active: true,
    nameKey: nameKey(fields.family, fields.given),
    phoneDigits: phoneDigits(fields.phone),
    version: 1,
    demographicsConfirmedAt: MORNING - 10 * 86_400_000,
    demographicsConfirmedBy: 'Person front-desk',
    createdAt: MORNING,
  });
  insertRow(db, tables.coverage, {
    id: coverageId(number),
    patientId: patientId(number),
    priority: 1,
    status: 'active',
    payerName: 'Blue Ridge PPO',
    planName: '',
    memberId: `M${number}`,
    groupNumber: '',
    copayCents: cents(3000),
    startsOn: '2026-01-01' as PlainDate,
    endsOn: null,
    confirmedAt: null,
  });
  indexPatient(db, invariant(readRecord(db, patientRecord, patientId(number)), 'the patient just added'));
  insertRow(db, tables.visit, {
    id: visitId(number),
    patientId: patientId(number),
    providerId,
    roomId: null,
    typeId,
    day: DAY,
    scheduledAt: instantOf(DAY, 11, 0, ZONE),
    minutes: 20,
    reason: 'blood pressure',
    status: 'booked',
    statusSince: MORNING - 86_400_000,
    walkIn: false,
  });
  return { patientId: patientId(number), visitId: visitId(number), coverageId: coverageId(number) };
}
