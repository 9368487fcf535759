import type { Database } from 'better-sqlite3';
import type { ParsedInputOf } from '../../shared/api/index.ts';
import type { CallId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { statusAfter } from '../../shared/visits/state-machine.ts';
import type { VisitLine } from '../../shared/worklists/contract.ts';
import { prepared } from '../engine/statements.ts';
import type { UnitOfWork } from '../engine/unit-of-work.ts';
import { visitRecord } from '../visits/records.ts';
import { visitRow } from '../visits/visit-row.ts';
import { openRecall, openWaiting } from './answered.ts';
import { callRecord } from './records.ts';

/** What somebody may be called about. */
export type About = ParsedInputOf<'worklists.logCall'>['about'];

/** How often somebody was called about a line, and what came of it last; what was noted of a restricted patient stays in their chart. */
export function callsAbout(
  db: Database,
  kind: About['kind'],
  id: string,
  { restricted }: { readonly restricted: boolean },
): VisitLine['calls'] {
  const rows = prepared(
    db,
    `SELECT outcome, note, at, "by" FROM call WHERE ${kind}_id = ? AND active = 1 ORDER BY at DESC, rowid DESC`,
  ).all(id) as NonNullable<VisitLine['calls']['last']>[];
  const [last = null] = rows;
  return { count: rows.length, last: last && restricted ? { ...last, note: '' } : last };
}

/** Writes a call down; a visit whose patient was reached is confirmed with it. */
export function logCall(
  unit: UnitOfWork,
  { about, outcome, note }: ParsedInputOf<'worklists.logCall'>,
): Record<never, never> {
  const patientId = patientOf(unit, about);
  unit.concerns(patientId);
  unit.create(callRecord, {
    id: unit.newId<CallId>(),
    patientId,
    visitId: about.kind === 'visit' ? about.id : null,
    waitingId: about.kind === 'waiting' ? about.id : null,
    recallId: about.kind === 'recall' ? about.id : null,
    outcome,
    note,
    at: unit.now,
    by: unit.actor.displayName,
    active: true,
  });
  if (about.kind === 'visit' && outcome === 'reached') {
    const status = statusAfter(visitRow(unit.db, about.id).status, 'confirm');
    if (status) unit.change(visitRecord, about.id, { status, statusSince: unit.now });
  }
  return {};
}

function patientOf(unit: UnitOfWork, about: About): string {
  if (about.kind === 'waiting') return openWaiting(unit, about.id).patientId;
  if (about.kind === 'recall') return openRecall(unit, about.id).patientId;
  const { patientId, status } = visitRow(unit.db, about.id);
  // Who is here is not called; who missed a visit or gave it up is.
  if (status === 'booked' || status === 'confirmed' || status === 'no-show' || status === 'cancelled')
    return patientId;
  throw new Refusal(
    'worklists/settled',
    'This line of the list is settled meanwhile. Look at the list again.',
  );
}
