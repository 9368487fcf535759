import type { Database } from 'better-sqlite3';
import { readRecord } from '../engine/unit-of-work.ts';
import { type Refer, toResource } from '../fhir/record-mapping.ts';
import { keptOfRecord } from './kept.ts';
import { type SyncedRow, syncedKind } from './mapped.ts';

const NOBODY = { staffId: '', staffName: '', deskId: '', at: 0, hlc: '' };

/** The resource that a record would go out as; null where it is none any more. What the server does not have is named by our id. */
export function refusedBody(db: Database, recordType: string, localId: string): unknown {
  const synced = syncedKind(recordType);
  const row = synced && (readRecord(db, synced.kind, localId) as SyncedRow | undefined);
  if (!synced || !row) return null;
  const refer: Refer = (type, id) => ({
    reference: `${type}/${keptOfRecord(db, type, id)?.serverId ?? id}`,
  });
  return toResource(synced.mapping, row, refer, NOBODY);
}
