import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { TaskId } from '../../shared/kernel/ids.ts';
import type { TaskSource } from '../../shared/tasks/contract.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import { taskRecord } from './records.ts';

/** A number that two records have, with what every desk says of it alike. */
export interface GivenTwice {
  readonly source: Extract<TaskSource, 'receipt' | 'mrn'>;
  /** As it stands on paper. */
  readonly number: string;
  /** The two records that have it. */
  readonly recordIds: readonly string[];
  /** Of whoever was given it second. */
  readonly patientId: string;
  /** When that was, in epoch milliseconds. */
  readonly at: number;
}

/** Those of which there is no task yet, on whichever desk it was made. */
export function withoutTask(db: Database, numbers: readonly GivenTwice[]): readonly GivenTwice[] {
  return numbers.filter((each) => readRecord(db, taskRecord, taskIdOf(each)) === undefined);
}

/** Makes one task of each number that was given twice: nothing in it but what every desk finds alike. */
export function noteGivenTwice(unit: UnitOfWork, numbers: readonly GivenTwice[]): void {
  for (const each of withoutTask(unit.db, numbers))
    unit.create(taskRecord, {
      id: taskIdOf(each),
      source: each.source,
      title: each.number,
      note: '',
      patientId: each.patientId,
      visitId: null,
      waitingId: null,
      recallId: null,
      besideVisitId: null,
      staffId: null,
      role: null,
      dueDay: null,
      dueTime: null,
      status: 'open',
      madeAt: each.at,
      madeBy: '',
      closedAt: null,
      closedBy: null,
      reason: '',
    });
}

/** It follows from the two records, so that every desk makes the same. */
function taskIdOf({ source, recordIds }: GivenTwice): TaskId {
  const digest = createHash('sha256')
    .update(`${source} ${recordIds.toSorted().join(' ')}`)
    .digest('hex');
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}` as TaskId;
}
