import type { Database } from 'better-sqlite3';
import type { OutputOf } from '../../shared/api/index.ts';
import { Refusal } from '../../shared/kernel/result.ts';
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

/** Does the whole proof in one go. Reads everything, writes nothing. */
export function verifyStore(db: Database, checkpointKey: Uint8Array): OutputOf<'audit.verify'> {
  const steps = verifying(db, checkpointKey);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * The same bit by bit: a store of years takes many seconds, and the desk serves in between. Throws a Refusal when it is
 * closed meanwhile.
 */
export async function verifyBetween(
  db: Database,
  checkpointKey: Uint8Array,
): Promise<OutputOf<'audit.verify'>> {
  const steps = verifying(db, checkpointKey);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await new Promise((resolve) => setImmediate(resolve));
    if (!db.open) throw new Refusal('desk/closed', 'This window is closed.');
  }
}

/**
 * Proves the journals and the ledger: each chain row by row, the signed checkpoints, the index of whom it concerns, the
 * records against the change log, receipts without a gap, references and the file.
 */
function* verifying(db: Database, checkpointKey: Uint8Array): Generator<void, OutputOf<'audit.verify'>> {
  const { findings, report } = findingList(MOST_FINDINGS);
  const checked = { audit: 0, changes: 0, checkpoints: 0, receipts: 0, records: 0 };
  const checks: readonly (() => Generator<void>)[] = [
    () => verifyFile(db, report),
    function* () {
      verifyGuards(db, report);
      const walk = walkAudit(db, report);
      checked.audit = yield* verifyChain(db, 'audit', report, walk.each);
      // No turn for others from the last row to here: a row that came in between would be counted on one side only.
      walk.finish();
      checked.checkpoints = verifyCheckpoints(db, checkpointKey, walk.checkpoints, report);
    },
    function* () {
      checked.changes = yield* verifyChain(db, 'change_log', report);
    },
    function* () {
      verifyOperations(db, report);
      yield;
      checked.records = yield* verifyRecords(db, report);
      checked.receipts = verifyReceipts(db, report);
    },
  ];
  for (const check of checks) {
    try {
      yield* check();
    } catch (error) {
      // A page that cannot be read stops one check, not the others.
      if (storeError(error, true).problem !== 'damaged') throw error;
      report('file-damaged', '', null, 'The file is damaged: a part of it cannot be read.');
    }
    yield;
  }
  return { findings, checked };
}
