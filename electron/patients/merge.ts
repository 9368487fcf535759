import type { Database } from 'better-sqlite3';
import type { OutputOf, ParsedInputOf } from '../../shared/api/index.ts';
import { isCasePolicy } from '../../shared/coverage/rules.ts';
import type { OperationId, PatientId } from '../../shared/kernel/ids.ts';
import type { Cents } from '../../shared/kernel/money.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { PatientFieldName } from '../../shared/patients/contract.ts';
import { foldCode, foldName, nameKey } from '../../shared/patients/fold.ts';
import { differingFields, doubtsOf } from '../../shared/patients/merge.ts';
import { phoneDigits } from '../../shared/patients/phone.ts';
import { isStanding, type VisitStatus } from '../../shared/visits/state-machine.ts';
import { coverageRecord } from '../coverage/records.ts';
import type { RecordKind } from '../engine/records.ts';
import { changesOf, type LoggedChange, reverseChange } from '../engine/reverse.ts';
import { prepared } from '../engine/statements.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import { openBalance } from '../visits/read-views.ts';
import { alertsOf, bringInStep, relatedOf } from './belongings.ts';
import { countRecords, MOVED, moveRecords } from './merge-moves.ts';
import { patientOf, patientRow } from './patients.ts';
import { alertRecord, patientRecord, relatedRecord } from './records.ts';
import { refuseUnopened } from './restricted.ts';
import { indexMemberIds } from './search-index.ts';

type PatientRow = ReturnType<typeof patientRow>;
type Doubt = OutputOf<'patients.mergePreview'>['doubts'][number];

interface ActiveCard {
  readonly id: string;
  readonly kind: Parameters<typeof isCasePolicy>[0];
  readonly payerName: string;
  readonly memberId: string;
  readonly priority: number;
}

/** Two records of one person side by side; refuses a restricted one that is not open. */
export function mergePreview(
  db: Database,
  { survivorId, duplicateId }: ParsedInputOf<'patients.mergePreview'>,
  day: PlainDate,
): OutputOf<'patients.mergePreview'> {
  const { survivor, duplicate } = pairOf(db, survivorId, duplicateId);
  const [left, right] = [patientOf(survivor), patientOf(duplicate)];
  const doubts: Doubt[] = [...doubtsOf(left, right)];
  if (hasVisitOn(db, survivor.id, day) && hasVisitOn(db, duplicate.id, day)) doubts.push('both-visit-today');
  if (twinCards(db, survivor.id, duplicate.id).length > 0) doubts.push('same-coverage');
  return {
    survivor: left,
    duplicate: right,
    fields: differingFields(left, right),
    moves: countRecords(db, duplicate.id),
    balanceCents: (openBalance(db, survivor.id) + openBalance(db, duplicate.id)) as Cents,
    doubts,
  };
}

/** Makes two records one. The duplicate goes out of use and leads to the survivor; everything it had goes there. */
export function merge(
  unit: UnitOfWork,
  input: ParsedInputOf<'patients.merge'>,
): { operationId: OperationId } {
  const { db } = unit;
  const { survivor, duplicate } = pairOf(db, input.survivorId, input.duplicateId);
  for (const row of [duplicate, survivor]) {
    unit.concerns(row.id);
    refuseUnopened(db, row, unit.actor, unit.now);
  }
  if (survivor.version !== input.survivorVersion || duplicate.version !== input.duplicateVersion)
    throw new Refusal(
      'patients/changed-meanwhile',
      'Somebody changed one of the two meanwhile. Look at both again, then merge.',
      { retryable: true },
    );
  joinInto(unit, duplicate, survivor, input.take);
  return { operationId: unit.operationId as OperationId };
}

/**
 * Everything the duplicate has goes to the survivor, and the duplicate goes out of use and leads there. `take` names
 * the fields of which the duplicate's value stays. Asks nothing: who may and whether it is right is the caller's.
 */
export function joinInto(
  unit: UnitOfWork,
  duplicate: PatientRow,
  survivor: PatientRow,
  take: readonly PatientFieldName[] = [],
): void {
  const { db } = unit;
  const twins = twinCards(db, survivor.id, duplicate.id);
  const inOrder = activeCards(db, survivor.id).filter((card) => !isCasePolicy(card.kind));
  const cards = activeCards(db, duplicate.id);
  const known = new Set(alertsOf(db, survivor.id).map(sayingOf));
  const repeated = alertsOf(db, duplicate.id).filter((alert) => known.has(sayingOf(alert)));
  moveRecords(unit, duplicate.id, survivor.id);
  // The same card twice would be two primaries; the survivor's stays. Other cards follow behind the survivor's.
  let last = Math.max(0, ...inOrder.map((card) => card.priority));
  for (const card of cards) {
    if (twins.includes(card.id)) unit.change(coverageRecord, card.id, { status: 'entered-in-error' });
    else if (!isCasePolicy(card.kind)) {
      last += 1;
      unit.change(coverageRecord, card.id, { priority: last });
    }
  }
  for (const alert of repeated) unit.change(alertRecord, alert.id, { active: false });
  for (const person of relatedOf(db, survivor.id))
    if (person.relatedPatientId === survivor.id) unit.change(relatedRecord, person.id, { active: false });
  // Records that were merged into the duplicate before lead straight to the one that stays.
  const earlier = prepared(db, 'SELECT id FROM patient WHERE merged_into_id = ?')
    .pluck()
    .all(duplicate.id) as string[];
  for (const id of earlier) unit.change(patientRecord, id, { mergedIntoId: survivor.id });
  unit.change(patientRecord, duplicate.id, {
    active: false,
    mergedIntoId: survivor.id,
    version: duplicate.version + 1,
  });
  const taken = Object.fromEntries(
    [...new Set(take)].map((field) => [field, duplicate[field]]),
  ) as Partial<PatientRow>;
  const after = { ...survivor, ...taken };
  unit.change(patientRecord, survivor.id, {
    ...taken,
    nameKey: nameKey(after.family, after.given),
    phoneDigits: phoneDigits(after.phone),
    ...(taken.phone === undefined ? {} : { phoneE164: duplicate.phoneE164 }),
    provisional: survivor.provisional && duplicate.provisional,
    restricted: survivor.restricted || duplicate.restricted,
    photoId: survivor.photoId ?? duplicate.photoId,
    version: survivor.version + 1,
  });
  indexMemberIds(db, survivor.id);
}

/** Takes a merged record out again with what it brought. What was added or changed since stays where it is. */
export function unmerge(
  unit: UnitOfWork,
  duplicateId: PatientId,
): { operationId: OperationId; survivorId: PatientId; kept: number } {
  const { db } = unit;
  const duplicate = readRecord(db, patientRecord, duplicateId);
  const now = duplicate?.mergedIntoId;
  const merged = now ? mergeOf(db, duplicateId) : undefined;
  if (!duplicate || !now || merged === undefined)
    throw new Refusal(
      'patients/not-merged',
      'This record is not merged any more. Look at the patient again.',
    );
  const survivor = patientRow(db, now as PatientId);
  unit.concerns(survivor.id);
  refuseUnopened(db, survivor, unit.actor, unit.now);
  unit.undoesOperationId = merged;
  const kinds = [patientRecord, ...MOVED.map((each) => each.kind)] as unknown as readonly RecordKind[];
  let kept = 0;
  for (const change of changesOf(db, merged)) kept += takeApart(unit, kinds, change, duplicateId, now);
  unit.change(patientRecord, duplicateId, {
    active: true,
    mergedIntoId: null,
    version: duplicate.version + 1,
  });
  bringInStep(unit, now, true);
  indexMemberIds(db, now);
  indexMemberIds(db, duplicateId);
  return { operationId: unit.operationId as OperationId, survivorId: survivor.id as PatientId, kept };
}

/** Reverses one line of a merge. The survivor may itself have been merged since: then what it held is there. */
function takeApart(
  unit: UnitOfWork,
  kinds: readonly RecordKind[],
  change: LoggedChange,
  duplicateId: string,
  survivorNow: string,
): number {
  if (change.recordType === 'Patient' && change.localId === duplicateId) return 0;
  return reverseChange(unit, kinds, change, {
    except: ['version', 'nameKey', 'phoneDigits'],
    alsoFrom: (field, value) =>
      (field === 'patientId' || field === 'relatedPatientId' || field === 'mergedIntoId') &&
      value === survivorNow,
  });
}

/** The operation that merged a record, of several the newest. */
function mergeOf(db: Database, patientId: string): string | undefined {
  return prepared(
    db,
    `SELECT operation_id FROM change_log WHERE record_type = 'Patient' AND local_id = ? AND method = 'patients.merge'
       AND json_extract(diff, '$.active') IS NOT NULL ORDER BY sequence DESC LIMIT 1`,
  )
    .pluck()
    .get(patientId) as string | undefined;
}

function pairOf(
  db: Database,
  survivorId: PatientId,
  duplicateId: PatientId,
): { readonly survivor: PatientRow; readonly duplicate: PatientRow } {
  const survivor = patientRow(db, survivorId);
  const duplicate = patientRow(db, duplicateId);
  if (survivor.id === duplicate.id)
    throw new Refusal('patients/same-record', 'These are one record already. Choose another patient.');
  return { survivor, duplicate };
}

function hasVisitOn(db: Database, patientId: string, day: PlainDate): boolean {
  const statuses = prepared(db, 'SELECT status FROM visit WHERE patient_id = ? AND day = ?')
    .pluck()
    .all(patientId, day) as VisitStatus[];
  return statuses.some(isStanding);
}

function activeCards(db: Database, patientId: string): ActiveCard[] {
  return prepared(
    db,
    `SELECT id, kind, payer_name AS payerName, member_id AS memberId, priority FROM coverage
     WHERE patient_id = ? AND status = 'active' ORDER BY priority, id`,
  ).all(patientId) as ActiveCard[];
}

/** The cards in force of the duplicate that the survivor has, too. */
function twinCards(db: Database, survivorId: string, duplicateId: string): string[] {
  const known = new Set(activeCards(db, survivorId).map(cardKey));
  return activeCards(db, duplicateId)
    .filter((card) => known.has(cardKey(card)))
    .map((card) => card.id);
}

function cardKey(card: ActiveCard): string {
  return `${card.kind}|${foldName(card.payerName).join(' ')}|${foldCode(card.memberId)}`;
}

function sayingOf(alert: { readonly kind: string; readonly text: string }): string {
  return `${alert.kind}|${alert.text.toLowerCase()}`;
}
