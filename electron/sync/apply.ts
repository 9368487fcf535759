import { prepared } from '../engine/statements.ts';
import { readRecord } from '../engine/unit-of-work.ts';
import type { Unknown } from '../fhir/reading.ts';
import { fromResource } from '../fhir/record-mapping.ts';
import type { Answer } from './answer.ts';
import { carrierOfRecord, isRetirement, ownIdOf, readingMapping } from './carried.ts';
import { endDoubt, mayGoAgain } from './doubts.ts';
import { foundIn } from './found.ts';
import { countAttempt, countFailure, type FrozenSend, isThereAlready, resendAsIs, thaw } from './frozen.ts';
import { findIn, keep, keptResource, NotHereYet } from './kept.ts';
import { type SyncedRow, syncedKind } from './mapped.ts';
import { differs } from './merge.ts';
import { leaveQueue, type SendProblem, setAside } from './outbox.ts';
import type { Step } from './plan.ts';
import { arrivingOf, mergeInto, receive } from './receive.ts';
import type { SyncCommit } from './sync-commit.ts';
import type { SyncContext } from './sync-context.ts';

/** What an answer means for the rest of the queue. */
export type Applied =
  /** Something moved on. */
  | 'moved'
  /** Nothing for now; it is tried again with the next cycle. */
  | 'later'
  /** Set aside for a person. */
  | 'aside';

/** So often may the server fail at one write, while it takes others, before it is set aside as poison. */
const MOST_FAILURES = 8;

/** Does what an answer asks for, inside the transaction of `commit`. Only a server that is well otherwise can show that a record is bad. */
export function applyAnswer(
  commit: SyncCommit,
  context: SyncContext,
  step: Step,
  answer: Answer,
  isServerWell: boolean,
): Applied {
  if (step.kind === 'find') return searched(commit, context, step.send, answer, isServerWell);
  if (answer.kind === 'done')
    return step.kind === 'look' ? looked(commit, step, answer.resource) : written(commit, step.send, answer);
  return notDone(commit, step, answer, isServerWell);
}

const NOT_ANSWERED: ReadonlySet<Answer['kind']> = new Set(['unknown', 'unauthorized', 'forbidden']);

/** Something new was looked for. Only a search that is sure to have found everything lets it go out again. */
function searched(
  commit: SyncCommit,
  context: SyncContext,
  send: FrozenSend,
  answer: Answer,
  isServerWell: boolean,
): Applied {
  const { db } = commit.core;
  const isAnswered = answer.kind === 'done' && answer.resource !== undefined;
  const found = isAnswered ? foundIn(answer.resource, send) : undefined;
  const [resource, another] = found?.resources ?? [];
  const aside = (problem: SendProblem): Applied => {
    setAside(db, send, 'dead', problem);
    commit.touch('queue');
    return 'aside';
  };
  if (another) return aside('several');
  if (resource) {
    endDoubt(context, send);
    return written(commit, send, { kind: 'done', isNew: false, id: undefined, resource });
  }
  // Before anything was sent it is only a precaution: a server that cannot look for it is asked to make it all the same.
  const isMistakable = send.attempts > 0 || NOT_ANSWERED.has(answer.kind);
  if (!found?.isSure && isMistakable) {
    if (!isServerWell || send.attempts === 0) return 'later';
    return countFailure(db, send) >= MOST_FAILURES ? aside('fails') : 'later';
  }
  if (!mayGoAgain(context, send)) return 'later';
  endDoubt(context, send);
  resendAsIs(db, send);
  return 'moved';
}

function notDone(
  commit: SyncCommit,
  step: Step,
  answer: Exclude<Answer, { kind: 'done' }>,
  isServerWell: boolean,
): Applied {
  const { db } = commit.core;
  const send = step.send;
  const aside = (problem: SendProblem, words = '', state: 'dead' | 'paused' = 'dead'): Applied => {
    const record = send ?? recordOf(commit, step);
    if (!record) return 'later';
    // What the server refused was not done: newer bytes may be made of it.
    if (send && problem !== 'fails') thaw(db, send);
    setAside(db, record, state, problem, words);
    commit.touch('queue');
    return 'aside';
  };
  switch (answer.kind) {
    case 'stale':
      if (send?.serverId === null && commit.server.capabilities.tier === 'B') {
        isThereAlready(db, send, ownIdOf(send));
        return 'moved';
      }
      if (send) countAttempt(db, send);
      if (send?.serverId !== null) return 'moved';
      return countFailure(db, send) >= MOST_FAILURES ? aside('several') : 'later';
    case 'gone':
      if (send && isDenied(step, answer)) return otherWay(commit, send);
      return step.kind === 'write' && step.send.serverId === null
        ? aside('kept-here', '', 'paused')
        : aside('gone');
    case 'refused':
      return aside('refused', answer.words);
    case 'too-large':
      return aside('too-large');
    case 'unsupported':
      return send && isDenied(step, answer) ? otherWay(commit, send) : aside('kept-here', '', 'paused');
    case 'forbidden':
      return aside('forbidden', '', 'paused');
    case 'unauthorized':
      return 'later';
    case 'unknown':
      if (send) countAttempt(db, send);
      return send && isServerWell && countFailure(db, send) >= MOST_FAILURES ? aside('fails') : 'later';
  }
}

/** The server says that it does not take such resources: the record goes another way from now on. */
export function isDenied({ kind, send }: Step, answer: Answer): boolean {
  if (kind !== 'write') return false;
  if (answer.kind === 'gone') return answer.isSaid && send.serverId === null;
  return answer.kind === 'unsupported' && answer.isSaid;
}

/** Nothing was written; what is made of the record next goes as the server can take it. */
function otherWay({ core: { db }, touch }: SyncCommit, send: FrozenSend): Applied {
  thaw(db, send);
  touch('queue');
  return 'moved';
}

function recordOf({ core }: SyncCommit, step: Step): { recordType: string; localId: string } | undefined {
  if (step.kind !== 'look') return step.send;
  const kept = keptResource(core.db, step.resourceType, step.serverId);
  return kept?.recordType != null && kept.recordId !== null
    ? { recordType: kept.recordType, localId: kept.recordId }
    : undefined;
}

/** The server has it. What it has may be more than what was sent: another desk may have changed it since. */
function written(commit: SyncCommit, send: FrozenSend, answer: Extract<Answer, { kind: 'done' }>): Applied {
  const { db } = commit.core;
  const { resourceType } = send;
  const place = isRetirement(resourceType, JSON.parse(send.body) as Unknown)
    ? ({ state: 'foreign', recordType: null, recordId: null } as const)
    : ({ state: 'record', recordType: send.recordType, recordId: send.localId } as const);
  const arriving = answer.resource && arrivingOf(answer.resource);
  const serverId = arriving?.serverId ?? answer.id ?? send.serverId;
  if (serverId === null || serverId === undefined) {
    countAttempt(db, send);
    return 'later';
  }
  if (!arriving || arriving.resourceType !== resourceType) {
    // What stands there now has to be read before the next write; what was sent is what both sides agree on until then.
    keep(db, { resourceType, serverId, version: null, lastUpdated: null }, place, send.body);
    thaw(db, send);
    return 'moved';
  }
  settle(commit, send, arriving.resource, send.serverId === null && !answer.isNew);
  keep(db, arriving, place, JSON.stringify(arriving.resource));
  thaw(db, send);
  if (isToldWhole(commit, send)) leaveQueue(db, send.recordType, send.localId, send.generation);
  commit.touch('queue');
  return 'moved';
}

/** Takes over what the server made of our bytes, or what others made of them since. */
function settle(commit: SyncCommit, send: FrozenSend, resource: Unknown, mayBeOthers: boolean): void {
  const { db } = commit.core;
  const synced = syncedKind(send.recordType);
  if (!synced || synced.isImmutable) return;
  const row = readRecord(db, synced.kind, send.localId) as SyncedRow | undefined;
  const find = findIn(db);
  const reading = (body: Unknown) => {
    const mapping = readingMapping(db, synced, send.localId, body);
    return mapping && fromResource(mapping, body, find);
  };
  try {
    const sent = reading(JSON.parse(send.body) as Unknown);
    const read = reading(resource);
    if (!row || !sent?.ok || !read?.ok) return;
    const theirs = read.fields;
    if (mayBeOthers || !differs(Object.keys(theirs.fields), sent.fields.fields, row))
      mergeInto(commit, synced, row, theirs, sent.fields.fields);
  } catch (error) {
    // It names what others made meanwhile; the next pull brings both.
    if (!(error instanceof NotHereYet)) throw error;
  }
}

/** Whether nothing of the record is left to tell; where a second resource goes with it, the next plan decides. */
function isToldWhole(
  { core }: SyncCommit,
  { resourceType, recordType, localId, generation }: FrozenSend,
): boolean {
  const synced = syncedKind(recordType);
  if (!synced || synced.companions.length > 0) return false;
  if (resourceType === synced.mapping.resourceType && carrierOfRecord(core.db, synced, localId)) return false;
  const now = prepared(core.db, 'SELECT generation FROM outbox WHERE record_type = ? AND local_id = ?')
    .pluck()
    .get(recordType, localId);
  return now === generation;
}

function looked(
  commit: SyncCommit,
  { send }: Extract<Step, { kind: 'look' }>,
  resource: Unknown | undefined,
): Applied {
  const { db } = commit.core;
  const arriving = resource && arrivingOf(resource);
  if (!arriving) return 'later';
  if (send && arriving.version === send.basedOn) {
    // It never got there, or not yet: the same bytes again, which the server takes once only.
    resendAsIs(db, send);
    return 'moved';
  }
  const received = receive(commit, arriving.resource);
  if (send) thaw(db, send);
  return received === 'waiting' || received === 'refused' ? 'later' : 'moved';
}
