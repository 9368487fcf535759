import type { ProviderId } from '../kernel/ids.ts';
import type { PlainDate } from '../kernel/time.ts';
import { parseBirthDate } from '../patients/birth-date.ts';
import { foldLetters, foldName } from '../patients/fold.ts';
import type { Missing, VisitRow } from './contract.ts';
import { type BoardGroup, boardGroup } from './state-machine.ts';

/** Minutes after which a wait is shown as a warning, and after which it is an alarm. */
export const WAITING_WARN_MINUTES = 15;
export const WAITING_BAD_MINUTES = 20;
/** Minutes past the appointment after which somebody still expected is called late. */
export const LATE_MINUTES = 5;

/** The groups in the order in which the desk has to act on them. */
export const BOARD_GROUPS = [
  'at-the-desk',
  'expected',
  'checked-in',
  'in-room',
  'ready-to-leave',
  'done',
] as const satisfies readonly BoardGroup[];

/** What the tabs above the board show: one group, or everybody who has not left. */
export type BoardTab = BoardGroup | 'open';

export interface BoardFilter {
  readonly tab: BoardTab;
  readonly providerId: ProviderId | null;
  /** What was typed into the find field: names in any order, an MRN, a reason, a birth date; empty finds everybody. */
  readonly text: string;
  /** The practice's day, to read a two-digit birth year. */
  readonly day: PlainDate;
}

export type WaitingLevel = 'calm' | 'warn' | 'bad';

export interface BoardWaiting {
  /** Whole minutes in the status, or past the appointment for somebody late; null where time says nothing. */
  readonly minutes: number | null;
  readonly level: WaitingLevel;
  readonly late: boolean;
}

export type BoardItem =
  | { readonly kind: 'group'; readonly key: string; readonly group: BoardGroup; readonly count: number }
  | { readonly kind: 'visit'; readonly key: string; readonly row: VisitRow };

/** Whole minutes from one instant (epoch milliseconds) to the other; a clock that was set back counts as none. */
export function minutesSince(instant: number, now: number): number {
  return Math.max(0, Math.floor((now - instant) / 60_000));
}

/** How loud a wait of so many minutes is. */
export function waitingLevel(minutes: number): WaitingLevel {
  if (minutes >= WAITING_BAD_MINUTES) return 'bad';
  return minutes >= WAITING_WARN_MINUTES ? 'warn' : 'calm';
}

/** The time beside a visit's status. `now` in epoch milliseconds. */
export function waitingOf(
  row: Pick<VisitRow, 'status' | 'statusSince' | 'scheduledAt' | 'lateMinutes'>,
  now: number,
): BoardWaiting {
  switch (boardGroup(row.status)) {
    case 'at-the-desk':
    case 'checked-in':
    case 'ready-to-leave': {
      const minutes = minutesSince(row.statusSince, now);
      return { minutes, level: waitingLevel(minutes), late: false };
    }
    case 'in-room':
      // The clinician decides how long a visit takes: it is told, never an alarm.
      return { minutes: minutesSince(row.statusSince, now), level: 'calm', late: false };
    case 'expected': {
      const minutes = row.scheduledAt === null ? 0 : minutesSince(row.scheduledAt, now);
      // Who said how late they will be is expected by then, and late after that.
      if (minutes < (row.lateMinutes ?? 0) + LATE_MINUTES)
        return { minutes: null, level: 'calm', late: false };
      return { minutes, level: 'warn', late: true };
    }
    case 'done':
      return { minutes: null, level: 'calm', late: false };
  }
}

/**
 * What still keeps the patient from being seen: a list, `ready` when nothing does, or `past` once the
 * patient is with the clinician and the question is no longer asked.
 */
export function beforeTheVisit(
  row: Pick<VisitRow, 'status' | 'missing'>,
): readonly Missing[] | 'ready' | 'past' {
  const group = boardGroup(row.status);
  if (group === 'in-room' || group === 'ready-to-leave' || group === 'done') return 'past';
  return row.missing.length === 0 ? 'ready' : row.missing;
}

/** How many visits stand under each tab; a chosen provider narrows the counts as it narrows the list. */
export function boardCounts(
  rows: readonly VisitRow[],
  providerId: ProviderId | null = null,
): Readonly<Record<BoardTab, number>> {
  const counts = {
    open: 0,
    'at-the-desk': 0,
    expected: 0,
    'checked-in': 0,
    'in-room': 0,
    'ready-to-leave': 0,
    done: 0,
  };
  for (const row of rows) {
    if (providerId !== null && row.providerId !== providerId) continue;
    const group = boardGroup(row.status);
    counts[group] += 1;
    if (group !== 'done') counts.open += 1;
  }
  return counts;
}

/** The visits under a tab. Text that was typed looks through the whole day, whatever the tab: people look for a person. */
export function filterBoard(rows: readonly VisitRow[], filter: BoardFilter): readonly VisitRow[] {
  const words = foldWords(filter.text);
  const birthDates = parseBirthDate(filter.text, filter.day);
  return rows.filter((row) => {
    if (filter.providerId !== null && row.providerId !== filter.providerId) return false;
    if (words.length > 0) return matchesWords(row, words) || birthDates.includes(row.patient.birthDate);
    const group = boardGroup(row.status);
    return filter.tab === 'open' ? group !== 'done' : group === filter.tab;
  });
}

/** Groups and visits in the order of the screen; empty groups are left out. */
export function boardItems(rows: readonly VisitRow[]): readonly BoardItem[] {
  return BOARD_GROUPS.flatMap((group): BoardItem[] => {
    const members = rows.filter((row) => boardGroup(row.status) === group);
    if (members.length === 0) return [];
    const ordered = members.toSorted((left, right) => compareInGroup(group, left, right));
    return [
      { kind: 'group', key: group, group, count: members.length },
      ...ordered.map((row): BoardItem => ({ kind: 'visit', key: row.id, row })),
    ];
  });
}

/** Who waits longest comes first; the expected by the clock; what is done newest first. */
function compareInGroup(group: BoardGroup, left: VisitRow, right: VisitRow): number {
  const byTime =
    group === 'expected'
      ? (left.scheduledAt ?? 0) - (right.scheduledAt ?? 0)
      : group === 'done'
        ? right.statusSince - left.statusSince
        : left.statusSince - right.statusSince;
  return byTime || compareText(sortName(left), sortName(right)) || compareText(left.id, right.id);
}

function sortName(row: VisitRow): string {
  return [...foldName(row.patient.family), ...foldName(row.patient.given)].join(' ');
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

export interface ProviderLoad {
  readonly providerId: ProviderId | null;
  readonly waiting: number;
  /** Minutes of the longest wait at the desk or for a room; 0 when nobody waits. */
  readonly longestMinutes: number;
  readonly inRoom: number;
  readonly expected: number;
}

/** How busy each provider is right now, the longest wait first; providers without open visits are left out. */
export function providerLoads(rows: readonly VisitRow[], now: number): readonly ProviderLoad[] {
  const loads = new Map<ProviderId | null, ProviderLoad>();
  for (const row of rows) {
    const group = boardGroup(row.status);
    if (group === 'done' || group === 'ready-to-leave') continue;
    const before = loads.get(row.providerId) ?? {
      providerId: row.providerId,
      waiting: 0,
      longestMinutes: 0,
      inRoom: 0,
      expected: 0,
    };
    const waits = group === 'at-the-desk' || group === 'checked-in';
    loads.set(row.providerId, {
      providerId: row.providerId,
      waiting: before.waiting + (waits ? 1 : 0),
      longestMinutes: waits
        ? Math.max(before.longestMinutes, minutesSince(row.arrivedAt ?? row.statusSince, now))
        : before.longestMinutes,
      inRoom: before.inRoom + (group === 'in-room' ? 1 : 0),
      expected: before.expected + (group === 'expected' ? 1 : 0),
    });
  }
  return [...loads.values()].toSorted(
    (left, right) =>
      right.longestMinutes - left.longestMinutes ||
      right.expected - left.expected ||
      compareText(left.providerId ?? '', right.providerId ?? ''),
  );
}

function matchesWords(row: VisitRow, words: readonly string[]): boolean {
  const { family, given, middle, preferredName, mrn } = row.patient;
  const haystack = [
    // O’Dowd is found as odowd and as dowd.
    ...foldWords(family.replace(/['’]/g, ' ')),
    ...foldWords(`${family} ${given} ${middle} ${preferredName} ${mrn} ${row.reason}`),
  ];
  return words.every((word) => haystack.some((part) => part.startsWith(word)));
}

function foldWords(text: string): readonly string[] {
  return (
    foldLetters(text)
      .replace(/['’]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
