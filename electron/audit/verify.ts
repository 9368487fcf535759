import type { Database } from 'better-sqlite3';
import type { OutputOf } from '../../shared/api/index.ts';
import { storeError } from '../store/open.ts';
import { findingList, verifyChain, verifyCheckpoints, walkAudit } from './verify-chains.ts';
import {
  verifyFile,
  verifyGuards,
  verifyOperations,
  verifyReceipts,
  verifyRecords,
} from './verify-records.ts';

/** Of one kind in one table; a store that was rewritten as a whole would list every row. */
const MOST_FINDINGS = 20;

/**
 * Proves the journals and the ledger: each chain row by row, the signed checkpoints, the index of whom it concerns, the
 * records against the change log, receipts without a gap, references and the file. Reads everything, writes nothing.
 */
export function verifyStore(db: Database, checkpointKey: Uint8Array): OutputOf<'audit.verify'> {
  const { findings, report } = findingList(MOST_FINDINGS);
  const checked = { audit: 0, changes: 0, checkpoints: 0, receipts: 0, records: 0 };
  /** A page that cannot be read stops one check, not the others. */
  const check = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (storeError(error, true).problem !== 'damaged') throw error;
      report('file-damaged', '', null, 'The file is damaged: a part of it cannot be read.');
    }
  };
  check(() => verifyFile(db, report));
  check(() => verifyGuards(db, report));
  check(() => {
    const walk = walkAudit(db, report);
    try {
      checked.audit = verifyChain(db, 'audit', report, walk.each);
    } finally {
      walk.finish();
    }
    checked.checkpoints = verifyCheckpoints(db, checkpointKey, walk.checkpoints, report);
  });
  check(() => {
    checked.changes = verifyChain(db, 'change_log', report);
  });
  check(() => verifyOperations(db, report));
  check(() => {
    checked.records = verifyRecords(db, report);
  });
  check(() => {
    checked.receipts = verifyReceipts(db, report);
  });
  return { findings, checked };
}
