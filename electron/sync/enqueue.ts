import type { EngineCore } from '../engine/core.ts';
import { compileTable } from '../engine/records.ts';
import { prepared } from '../engine/statements.ts';
import { SERVER } from './kept.ts';
import { syncedKinds } from './mapped.ts';
import { tryAgain } from './outbox.ts';

/**
 * Queues every record that the server does not have and that was made before there was one, as by an import or a first run.
 * Answers how many. What is queued already stays as it is; what another server did not keep is asked of this one.
 */
export function queueEverything({ db, immediate, now, publish }: EngineCore): number {
  const count = immediate(() => {
    tryAgain(db, ['paused']);
    return syncedKinds().reduce((sum, { kind, mapping }) => {
      const { changes } = prepared(
        db,
        `INSERT INTO outbox (operation_id, record_type, local_id, action, state, rank, generation, staff_id, queued_at)
         SELECT '', ?, r.id, 'create', 'pending', ?, 1, '', ? FROM "${compileTable(kind.table).name}" r
         WHERE NOT EXISTS (SELECT 1 FROM foreign_content f WHERE f.record_id = r.id AND f.resource_type = ? AND f.source = '${SERVER}')
         ON CONFLICT (record_type, local_id) DO NOTHING`,
      ).run(kind.type, kind.rank, now(), mapping.resourceType);
      return sum + changes;
    }, 0);
  });
  publish(['queue']);
  return count;
}
