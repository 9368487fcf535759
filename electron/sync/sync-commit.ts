import type { Topic } from '../../shared/api/topics.ts';
import { type StaffId, uuidV7 } from '../../shared/kernel/ids.ts';
import type { EngineCore } from '../engine/core.ts';
import { prepared } from '../engine/statements.ts';
import { type Actor, beginUnitOfWork, type UnitOfWork } from '../engine/unit-of-work.ts';
import type { Stamp } from '../fhir/desk-part.ts';
import type { Find } from '../fhir/record-mapping.ts';
import { findIn } from './kept.ts';
import type { SyncContext } from './sync-context.ts';

/** Who changed what no desk of ours says to have changed. */
const EHR: Actor = { staffId: 'ehr' as StaffId, displayName: 'EHR', initials: 'EHR', role: 'administrator' };
const ID = /^[0-9a-f-]{36}$/;

/** One transaction of the sync: makes units of work in the name of whoever changed something elsewhere. */
export interface SyncCommit {
  readonly core: EngineCore;
  readonly server: SyncContext['server'];
  readonly operationId: string;
  /** A unit whose changes are logged as made by the person of `stamp`, or by the EHR, and are not queued again. */
  unitOf(stamp: Stamp | null, newId?: UnitOfWork['newId']): UnitOfWork;
  touch(topic: Topic): void;
  /** Finds records by the server's ids; what was found once is not looked up again. */
  readonly find: Find;
  /** Records that are known to be here, by type and id: none goes while the transaction lasts. */
  readonly here: Set<string>;
}

/**
 * Runs `work` in one transaction. Where it changed a record, it is written down as one operation with one line in the
 * audit, like any command; a pull that brings nothing leaves no trace in the journals.
 */
export function commitSync<Value>(
  { core, server }: Pick<SyncContext, 'core' | 'server'>,
  method: 'sync.pull' | 'sync.push',
  work: (commit: SyncCommit) => Value,
): Value {
  const touched = new Set<Topic>();
  const units: UnitOfWork[] = [];
  const now = core.now();
  const operationId = uuidV7<string>(now, core.ports.random(10));
  const unitOf: SyncCommit['unitOf'] = (stamp, newId) => {
    const unit = beginUnitOfWork({
      db: core.db,
      actor: stamp && ID.test(stamp.staffId) ? { ...EHR, staffId: stamp.staffId as StaffId } : EHR,
      operationId,
      method,
      now,
      day: core.dayOf(now),
      deskId: stamp && ID.test(stamp.deskId) ? stamp.deskId : core.deskId,
      random: core.ports.random,
      nextHlc: core.nextHlc,
      version: core.version,
    });
    unit.origin = 'ehr';
    if (newId) unit.newId = newId;
    units.push(unit);
    return unit;
  };
  const transact = method === 'sync.pull' ? core.refetchable : core.immediate;
  const value = transact(() => {
    const touch = (topic: Topic) => void touched.add(topic);
    const find = rememberingFind(findIn(core.db));
    const result = work({ core, server, operationId, unitOf, touch, find, here: new Set() });
    const changed = units.filter((unit) => unit.touched.size > 0);
    for (const unit of changed) for (const topic of unit.touched) touched.add(topic);
    if (changed.length > 0) {
      prepared(
        core.db,
        'INSERT INTO operation (id, method, staff_id, output, at) VALUES (?, ?, ?, ?, ?)',
      ).run(operationId, method, EHR.staffId, 'null', now);
      core.audit({
        at: now,
        method,
        action: 'E',
        outcome: 'ok',
        operationId,
        detail: JSON.stringify({ records: changed.length }),
      });
    }
    return result;
  });
  core.publish(touched);
  return value;
}

/** A page names the same few providers, places and kinds of visit in each of its resources. */
function rememberingFind(find: Find): Find {
  const found = new Map<string, string>();
  return (reference) => {
    if (reference.id === null) return find(reference);
    const name = `${reference.type}/${reference.id}`;
    const known = found.get(name);
    if (known !== undefined) return known;
    const recordId = find(reference);
    if (recordId !== null) found.set(name, recordId);
    return recordId;
  };
}
