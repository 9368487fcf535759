import type { Disclosure } from '../../shared/api/define.ts';
import type { EngineCore } from '../engine/core.ts';
import type { Actor } from '../engine/unit-of-work.ts';
import { storeError } from '../store/open.ts';
import {
  detailOf,
  grownBurst,
  isSettled,
  isTooLong,
  type ListBurst,
  patientsAmong,
  SETTLED_MS,
} from './shown-lists.ts';

/** Opening the same chart again within this time is the same look, refreshed because something changed. */
const SAME_LOOK_MS = 5 * 60_000;
/** A list that stays open is refreshed all day; within this time only who is new on it is written down. */
const SAME_LIST_MS = 60 * 60_000;

/** So many lists may wait to be written while the disk is full; beyond that none is shown. A board that cannot be read helps nobody. */
const MOST_DUE = 50;

/** What a query answered, as far as the audit wants to know. */
export interface Answered {
  readonly method: string;
  readonly disclosure: Disclosure;
  /** True where a further answer takes the place of one that stood for a letter only. */
  readonly asTyped: boolean;
  readonly input: unknown;
  readonly output: unknown;
  /** Whose chart it was. */
  readonly patientId: string | null;
  /** What was read, where it was no one patient's. */
  readonly what: string | null;
  /** Whom it names beside. */
  readonly named: readonly string[];
}

/** Writes down what one window was shown. It lies behind the window's line, so no screen can leave it out. */
export interface Looks {
  /** Hears of every answer. Throws what the store throws: a chart that cannot be written down is not shown. */
  answered(actor: Actor, answer: Answered): void;
  /** Something else was done now, so the lists that stood until now were used. */
  acted(): void;
  /** The session ends; writes down what is left and never throws. */
  ended(actor: Actor | null): void;
}

interface PendingList {
  burst: ListBurst;
  callOff: () => void;
}

/** Makes the looks of one window. */
export function createLooks(core: EngineCore): Looks {
  const charts = new Map<string, number>();
  const listed = new Map<string, { readonly at: number; readonly ids: Set<string> }>();
  const pending = new Map<string, PendingList>();
  /** Lists that stood, and are not written yet. */
  const due: ListBurst[] = [];
  const state: { actor: Actor | null } = { actor: null };

  const writeList = (actor: Actor, burst: ListBurst): void => {
    const detail = detailOf(burst.input);
    const key = `${burst.method} ${detail}`;
    const known = listed.get(key);
    const isSame = known !== undefined && burst.at - known.at < SAME_LIST_MS;
    const all = isTooLong(burst) ? burst.passed : burst.shown;
    const fresh = patientsAmong(core.db, isSame ? [...all].filter((id) => !known.ids.has(id)) : all);
    if (isSame && fresh.length === 0) return;
    core.audit({
      at: burst.at,
      staffId: actor.staffId,
      role: actor.role,
      method: burst.method,
      action: 'R',
      outcome: 'list shown',
      entities: JSON.stringify(fresh.map((id) => `Patient/${id}`)),
      detail,
    });
    listed.set(
      key,
      isSame
        ? { at: known.at, ids: new Set([...known.ids, ...fresh]) }
        : { at: burst.at, ids: new Set(fresh) },
    );
  };

  /** Call inside a transaction. */
  const writeDue = (actor: Actor): void => {
    for (const burst of due) writeList(actor, burst);
  };

  const writeNow = (): void => {
    const { actor } = state;
    if (due.length === 0 || actor === null) return;
    core.immediate(() => writeDue(actor));
    due.length = 0;
  };

  /** Where nobody waits for an answer. What could not be written stays due, and is tried again with what comes next. */
  const tryToWrite = (): void => {
    try {
      writeNow();
    } catch (error) {
      core.ports.log.error('audit.list-not-written', { problem: storeError(error, true).problem });
    }
  };

  const stood = (method: string): void => {
    const list = pending.get(method);
    if (list === undefined) return;
    list.callOff();
    pending.delete(method);
    due.push(list.burst);
  };

  const showList = ({ method, asTyped, input, output }: Answered): void => {
    const at = core.now();
    const before = pending.get(method)?.burst;
    const isRefreshed = before !== undefined && detailOf(before.input) === detailOf(input);
    if (before !== undefined && !isRefreshed && (!asTyped || isSettled(before, at))) stood(method);
    if (due.length > MOST_DUE) writeNow();
    const burst = grownBurst(pending.get(method)?.burst, { method, at, isRefreshed, input, output });
    pending.get(method)?.callOff();
    const callOff = core.timer.after(SETTLED_MS, () => {
      stood(method);
      tryToWrite();
    });
    pending.set(method, { burst, callOff });
    if (isTooLong(burst)) stood(method);
    if (due.length > 0) core.timer.after(0, tryToWrite);
  };

  /** One row for each look at a chart, or at anything else that is written down at once. */
  const showOne = (actor: Actor, { method, patientId, what, named }: Answered): void => {
    const now = core.now();
    const key = `${method} ${patientId ?? what}`;
    const last = charts.get(key);
    if (last !== undefined && now - last < SAME_LOOK_MS) return;
    const { staffId, role } = actor;
    core.immediate(() => {
      writeDue(actor);
      core.audit({
        at: now,
        staffId,
        role,
        method,
        action: 'R',
        outcome: 'ok',
        patientId,
        entities: JSON.stringify(
          [...(patientId === null ? [] : [patientId]), ...named].map((id) => `Patient/${id}`),
        ),
        detail: what,
      });
    });
    due.length = 0;
    charts.set(key, now);
  };

  const acted = (): void => {
    for (const method of [...pending.keys()]) stood(method);
    if (due.length > 0) core.timer.after(0, tryToWrite);
  };

  return {
    answered: (actor, answer) => {
      state.actor = actor;
      if (answer.disclosure === 'list') showList(answer);
      if (answer.disclosure !== 'chart' && answer.disclosure !== 'record') return;
      if (answer.patientId === null && answer.what === null) return;
      acted();
      showOne(actor, answer);
    },
    acted,
    ended: (actor) => {
      state.actor = actor ?? state.actor;
      for (const method of [...pending.keys()]) stood(method);
      tryToWrite();
      due.length = 0;
      state.actor = null;
      charts.clear();
      listed.clear();
    },
  };
}
