import type { Timer } from '../engine/ports.ts';
import type { CycleEnd, CycleKind } from './sync.ts';

/** How long is waited for what, in milliseconds. */
export const WAITS = {
  /** After a change here, so that what one click changed goes out together. */
  change: 250,
  /** What others at the desks change is asked for this often while somebody works here. */
  hot: 3_000,
  /** Everything else. */
  whole: 60_000,
  /** While nobody is signed in. */
  idle: 60_000,
  /** After a failure: a random part of this, doubled each time, up to the longest. */
  firstBackOff: 1_000,
  longestBackOff: 300_000,
} as const;

export interface ScheduleOptions {
  readonly timer: Timer;
  /** A number from 0 up to 1. */
  readonly chance: () => number;
  readonly isInUse: () => boolean;
  readonly cycle: (kind: CycleKind) => Promise<CycleEnd>;
  readonly ended: (kind: CycleKind, end: CycleEnd) => void;
  /** How long the server asked to be left alone, in milliseconds. */
  readonly restMs: () => number;
}

/** Runs cycles one at a time: soon after a change, at once by hand, every few seconds while the desk is in use. */
export interface Schedule {
  /** Something changed here. During a back-off it waits with the rest. */
  changed(): void;
  /** By hand, or because the network came back: cuts a back-off short. Resolves when the cycle is over. */
  now(): Promise<CycleEnd>;
  stop(): void;
}

/** Starts with a whole cycle. */
export function startSchedule(options: ScheduleOptions): Schedule {
  const state = {
    failures: 0,
    sinceWhole: Number.POSITIVE_INFINITY,
    isStopped: false,
    callOff: (): void => undefined,
    running: undefined as Promise<CycleEnd> | undefined,
    isAskedAgain: false,
  };
  const wait = (ms: number): void => {
    state.callOff();
    if (!state.isStopped) state.callOff = options.timer.after(ms, () => void run());
  };
  const backOff = (): number => {
    const most = Math.min(WAITS.longestBackOff, WAITS.firstBackOff * 2 ** state.failures);
    return Math.round(most * (0.5 + options.chance() / 2));
  };
  const isWholeDue = (): boolean => state.sinceWhole >= WAITS.whole;
  const after = (kind: CycleKind, end: CycleEnd): void => {
    state.running = undefined;
    const isWell = end === 'whole';
    state.failures = isWell ? 0 : state.failures + 1;
    const next = options.isInUse() ? WAITS.hot : WAITS.idle;
    state.sinceWhole = kind === 'whole' && isWell ? 0 : state.sinceWhole + next;
    options.ended(kind, end);
    if (!isWell) wait(Math.max(backOff(), options.restMs()));
    else wait(state.isAskedAgain ? WAITS.change : next);
    state.isAskedAgain = false;
  };
  const run = (): Promise<CycleEnd> => {
    state.callOff();
    if (state.running) return state.running;
    const kind: CycleKind = isWholeDue() || state.failures > 0 ? 'whole' : 'hot';
    state.running = options.cycle(kind).then((end) => {
      if (!state.isStopped) after(kind, end);
      return end;
    });
    return state.running;
  };
  void run();
  return {
    changed: () => {
      if (state.running) state.isAskedAgain = true;
      else if (state.failures === 0) wait(WAITS.change);
    },
    now: async () => {
      // One that is under way may be past what was done a moment ago.
      await state.running;
      state.sinceWhole = Number.POSITIVE_INFINITY;
      return run();
    },
    stop: () => {
      state.isStopped = true;
      state.callOff();
    },
  };
}
