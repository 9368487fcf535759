/** A clock that is off by more than this makes times on this desk wrong for the others, in milliseconds. */
export const CLOCK_WARNING_MS = 120_000;
