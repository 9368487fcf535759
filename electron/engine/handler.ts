import type { Database } from 'better-sqlite3';
import type { CommandName, MethodName, OutputOf, ParsedInputOf, QueryName } from '../../shared/api/index.ts';
import type { Instant, PlainDate } from '../../shared/kernel/time.ts';
import type { Session } from '../../shared/staff/contract.ts';
import type { ServerLine } from '../sync/controller.ts';
import type { SyncStatus } from '../sync/status.ts';
import type { EnginePorts } from './ports.ts';
import type { Actor, UnitOfWork } from './unit-of-work.ts';

/** What a query may know. It reads; the audit of having been read is the dispatcher's. */
export interface QueryContext {
  readonly db: Database;
  readonly now: Instant;
  readonly day: PlainDate;
  readonly zone: string;
  readonly deskId: string;
  readonly actor: Actor | null;
  readonly session: Session | null;
  /** The version of the program. */
  readonly version: string;
  /** Whether the access of whoever was signed in here last ended under them. */
  readonly isAccessEnded: boolean;
  readonly sync: SyncStatus;
  /** Names the patient whose data the answer discloses, for the audit. */
  concerns(patientId: string): void;
  /** Says as JSON what else the answer discloses, where the contract says `record`, and whom it names. */
  records(what: string, patientIds?: readonly string[]): void;
}

/** What the few methods that open and close a session may do beyond a query. */
export interface SessionContext {
  readonly db: Database;
  readonly ports: EnginePorts;
  readonly deskId: string;
  current(): Session | null;
  /** How often this window was locked; a sign-in that was under way when it was must not open it again. */
  locks(): number;
  open(session: Session): void;
  close(): void;
  /** Runs `work` in one immediate transaction, with an audit row of the outcome, and publishes `staff`. */
  commit<Value>(
    entry: { staffId: string; role: string; outcome: string; method?: MethodName },
    work: () => Value,
  ): Value;
  /** Who is signed in on this line and may still do `method`; throws a Refusal when nobody is, or they may not, any more. */
  acting(method: MethodName): Pick<Session, 'staffId' | 'role'>;
}

/** The methods whose work is the session itself; a PIN is checked off the main thread, so they are asynchronous. */
export type SessionMethod = 'staff.signIn' | 'staff.lock' | 'staff.setPin' | 'staff.changePin';

/** The methods that wait for the practice's server, so they are asynchronous, too. */
export type ServerMethod =
  | 'sync.connect'
  | 'sync.disconnect'
  | 'sync.reconnect'
  | 'sync.setPlug'
  | 'sync.now'
  | 'sync.compare';

/** The methods that are answered by another thread, and know neither store nor person. */
export type DecodingMethod = 'scan.readBarcode';

/** The method that reads the whole store bit by bit, so that the desk serves in between. */
export type LongMethod = 'audit.verify';

export type QueryHandlers = {
  readonly [Name in Exclude<QueryName, DecodingMethod | LongMethod>]: (
    context: QueryContext,
    input: ParsedInputOf<Name>,
  ) => OutputOf<Name>;
};
export type CommandHandlers = {
  readonly [Name in Exclude<CommandName, SessionMethod | ServerMethod>]: (
    unit: UnitOfWork,
    input: ParsedInputOf<Name>,
  ) => OutputOf<Name>;
};
export type SessionHandlers = {
  readonly [Name in SessionMethod]: (
    context: SessionContext,
    input: ParsedInputOf<Name>,
  ) => Promise<OutputOf<Name>>;
};

export type ServerHandlers = {
  readonly [Name in ServerMethod]: (
    line: ServerLine,
    input: ParsedInputOf<Name>,
    actor: Actor,
  ) => Promise<OutputOf<Name>>;
};

/** A room's part of the handlers, checked against the contract. */
export type RoomHandlers<Kind, Names extends MethodName> = Pick<Kind, Names & keyof Kind>;
