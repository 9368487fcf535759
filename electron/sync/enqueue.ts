import type { Database } from 'better-sqlite3';
import type { EngineCore } from '../engine/core.ts';
import { compileTable, type RecordKind } from '../engine/records.ts';
import { prepared } from '../engine/statements.ts';
import { CARRIER_TYPE } from '../fhir/carrier.ts';
import type { Capabilities } from './capabilities.ts';
import { SERVER } from './kept.ts';
import { syncedKinds } from './mapped.ts';
import { tryAgain } from './outbox.ts';

const QUEUE = `INSERT INTO outbox (operation_id, record_type, local_id, action, state, rank, generation, staff_id, queued_at)`;
const KEPT = `SELECT 1 FROM foreign_content f WHERE f.record_id = r.id AND f.source = '${SERVER}' AND f.record_type = ? AND f.resource_type`;

/**
 * Queues every record that the server does not have and that was made before there was one, as by an import or a first run.
 * Answers how many. What is queued already stays as it is; what the server did not take is tried again. What only a Basic
 * carries so far is queued, too, where the server takes its own type by now.
 */
export function queueEverything(
  { db, immediate, now, publish }: EngineCore,
  { kinds }: Pick<Capabilities, 'kinds'>,
): number {
  const count = immediate(() => {
    tryAgain(db, ['paused']);
    return syncedKinds().reduce((sum, { kind, mapping }) => {
      const { resourceType } = mapping;
      const isAlone = resourceType === CARRIER_TYPE;
      const isSent = kinds[kind.type] === 'sent';
      const there = isAlone || isSent ? [resourceType] : [resourceType, CARRIER_TYPE];
      const isMissing = `NOT EXISTS (${KEPT} IN (${there.map(() => '?').join(', ')}))`;
      const isCarried =
        isSent && !isAlone ? ` OR EXISTS (${KEPT} = '${CARRIER_TYPE}' AND f.state = 'record')` : '';
      const { changes } = prepared(
        db,
        `${QUEUE} SELECT '', ?, r.id, 'create', 'pending', ?, 1, '', ? FROM "${compileTable(kind.table).name}" r
         WHERE ${isMissing}${isCarried} ON CONFLICT (record_type, local_id) DO NOTHING`,
      ).run(kind.type, kind.rank, now(), kind.type, ...there, ...(isCarried === '' ? [] : [kind.type]));
      return sum + changes;
    }, 0);
  });
  publish(['queue']);
  return count;
}

/** Queues one record that another desk changed where the server's own people cannot see it. */
export function queueRecord(db: Database, kind: RecordKind, id: string, now: number): void {
  prepared(
    db,
    `${QUEUE} VALUES ('', ?, ?, 'change', 'pending', ?, 1, '', ?) ON CONFLICT (record_type, local_id) DO NOTHING`,
  ).run(kind.type, id, kind.rank, now);
}
