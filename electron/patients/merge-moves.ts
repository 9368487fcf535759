import type { Database } from 'better-sqlite3';
import type { MergeCounts } from '../../shared/patients/records-contract.ts';
import { consentSignatureRecord } from '../consents/records.ts';
import { authorizationRecord, coverageRecord, eligibilityRecord } from '../coverage/records.ts';
import { compileTable, type RecordKind } from '../engine/records.ts';
import { prepared } from '../engine/statements.ts';
import type { UnitOfWork } from '../engine/unit-of-work.ts';
import { pictureRecord } from '../pictures/records.ts';
import { taskRecord } from '../tasks/records.ts';
import { visitRecord } from '../visits/records.ts';
import { callRecord, recallRecord, waitingRecord } from '../worklists/records.ts';
import { alertRecord, noteRecord, relatedRecord } from './records.ts';

/** A record that names a patient, by which property, and as what the preview counts it. */
interface Moved {
  readonly kind: RecordKind;
  readonly property: 'patientId' | 'relatedPatientId';
  readonly counted: keyof MergeCounts;
}

function moved(kind: unknown, counted: keyof MergeCounts, property: Moved['property'] = 'patientId'): Moved {
  return { kind: kind as RecordKind, property, counted };
}

/**
 * Everything that goes with a patient who is merged. A payment is not among them: its row can never change, so it is
 * read through its visit, which moves.
 */
export const MOVED: readonly Moved[] = [
  moved(coverageRecord, 'coverages'),
  moved(authorizationRecord, 'others'),
  moved(eligibilityRecord, 'others'),
  moved(visitRecord, 'visits'),
  moved(relatedRecord, 'contacts'),
  moved(relatedRecord, 'others', 'relatedPatientId'),
  moved(alertRecord, 'alerts'),
  moved(noteRecord, 'notes'),
  moved(consentSignatureRecord, 'consents'),
  moved(pictureRecord, 'pictures'),
  moved(waitingRecord, 'others'),
  moved(recallRecord, 'others'),
  moved(callRecord, 'others'),
  moved(taskRecord, 'others'),
];

/** Moves every record of one patient to another as logged changes. */
export function moveRecords(unit: UnitOfWork, fromId: string, toId: string): void {
  for (const each of MOVED)
    for (const id of idsOf(unit.db, each, fromId)) unit.change(each.kind, id, { [each.property]: toId });
}

/** How many records of each sort a merge would move, and how many payments go with their visits. */
export function countRecords(db: Database, fromId: string): MergeCounts {
  const counts = {
    visits: 0,
    payments: prepared(
      db,
      'SELECT count(*) FROM visit v JOIN tender t ON t.visit_id = v.id WHERE v.patient_id = ?',
    )
      .pluck()
      .get(fromId) as number,
    coverages: 0,
    contacts: 0,
    alerts: 0,
    notes: 0,
    consents: 0,
    pictures: 0,
    others: 0,
  };
  for (const each of MOVED) counts[each.counted] += idsOf(db, each, fromId).length;
  return counts;
}

function idsOf(db: Database, { kind, property }: Moved, patientId: string): string[] {
  const table = compileTable(kind.table);
  const column = table.columns.get(property)?.name;
  return prepared(db, `SELECT id FROM "${table.name}" WHERE "${column}" = ? ORDER BY id`)
    .pluck()
    .all(patientId) as string[];
}
