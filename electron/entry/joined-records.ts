import type { Database } from 'better-sqlite3';
import { type OperationId, type StaffId, uuidV7 } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { insertAll } from '../demo/insert.ts';
import { createCore, type EngineCore } from '../engine/core.ts';
import type { EnginePorts } from '../engine/ports.ts';
import { type Actor, beginUnitOfWork } from '../engine/unit-of-work.ts';
import { deskRecord, practiceRecord } from '../practice/records.ts';
import { checkpointKeyOf } from '../security/checkpoint-key.ts';
import { hashPin } from '../security/pin.ts';
import type { ConnectRequest } from '../sync/connect-request.ts';
import { type FoundPractice, type KnownAdministrator, withPracticeAt } from '../sync/find-practice.ts';
import { claimPlace, type DeskPlace, deskFields, writePractice } from '../sync/join.ts';
import { keep } from '../sync/kept.ts';
import { type Probed, probeServer } from '../sync/probe.ts';
import { arrivingOf, receive } from '../sync/receive.ts';
import { keepServer } from '../sync/server-setting.ts';
import { commitSync } from '../sync/sync-commit.ts';

const METHOD = 'entry.join';

/** Who says that they join, and the PIN that they will have at this desk. */
export interface Joining {
  readonly server: ConnectRequest;
  readonly staffId: StaffId;
  readonly pin: string;
}

type Ports = Pick<EnginePorts, 'clock' | 'random' | 'log'>;

/** Fills an empty, migrated store whose key is given. */
export type Fill = (db: Database, key: Buffer) => void;

/**
 * Everything of a joining that needs the network: the practice, its people and a number for this desk. Answers what writes
 * them, so that the store is made at one go. Throws a Refusal that says what to do.
 */
export async function prepareJoining({ server, staffId, pin }: Joining, ports: Ports): Promise<Fill> {
  return withPracticeAt(server, ports, async (found, transport) => {
    const person = found.administrators.find((each) => each.staffId === staffId);
    if (person === undefined)
      throw new Refusal(
        'entry/no-administrator',
        'This person does not set up the practice any more. Look for the practice again and choose somebody else.',
      );
    const pinHash = await hashPin(pin);
    const newId = () => uuidV7(ports.clock.now(), ports.random(10));
    const probed = await probeServer(transport, found.statement, {
      practiceId: found.practice.row.id,
      newId,
    });
    // The last of it: a number that was taken and not used is a gap, and there are not many.
    const place = await claimPlace(transport, ports);
    return (db, key) => writeJoinedRecords(db, key, { server, found, person, pinHash, probed, place }, ports);
  });
}

interface Joined {
  readonly server: ConnectRequest;
  readonly found: FoundPractice;
  readonly person: KnownAdministrator;
  readonly pinHash: string;
  readonly probed: Probed;
  readonly place: DeskPlace;
}

/** Writes the practice and its people as the server knows them, this desk, who joined, and the way to the server. */
function writeJoinedRecords(db: Database, key: Buffer, joined: Joined, ports: Ports): void {
  const { found, place, probed } = joined;
  const known = { capabilities: probed.capabilities, learnt: () => undefined };
  db.transaction(() => writePractice(db, found.practice, place, false)).immediate();
  const core = createCore(db, place.deskId, { ...ports, checkpointKey: checkpointKeyOf(key) });
  try {
    commitSync({ core, server: known }, 'sync.pull', (commit) => {
      keepPractice(db, found);
      for (const { resource } of found.people) receive(commit, resource);
    });
    core.immediate(() => writeDesk(core, joined));
  } finally {
    core.dispose();
  }
}

/** As it came, so that the first pull knows what of it this desk has changed: nothing. */
function keepPractice(db: Database, { practice: { row, resource } }: FoundPractice): void {
  const arriving = arrivingOf(resource);
  if (arriving === undefined) return;
  const place = { state: 'record', recordType: practiceRecord.type, recordId: row.id } as const;
  keep(db, arriving, place, JSON.stringify(resource));
}

/** The desk is made in the name of who joined: every other desk can look up who that was. */
function writeDesk(core: EngineCore, { server, probed, person, pinHash, place }: Joined): void {
  const { db } = core;
  const now = core.now();
  const actor: Actor = { ...person, role: 'administrator' };
  const operationId = uuidV7<OperationId>(now, core.ports.random(10));
  const unit = beginUnitOfWork({
    db,
    actor,
    operationId,
    method: METHOD,
    now,
    day: core.dayOf(now),
    deskId: place.deskId,
    random: core.ports.random,
    nextHlc: core.nextHlc,
    version: core.version,
  });
  unit.create(deskRecord, { id: place.deskId, ...deskFields(place) });
  insertAll(db, 'this_desk', [{ id: 1, deskId: place.deskId }]);
  const { staffId, role } = actor;
  insertAll(db, 'staff_pin', [{ staffId, hash: pinHash, failedAttempts: 0, lockedUntil: null }]);
  keepServer(db, {
    ...server,
    ...probed,
    connectedAt: now,
    connectedBy: person.displayName,
  });
  insertAll(db, 'operation', [{ id: operationId, method: METHOD, staffId, output: '{}', at: now }]);
  const entities = JSON.stringify(unit.entities);
  core.audit({ staffId, role, method: METHOD, action: 'C', outcome: 'ok', entities, operationId });
}
