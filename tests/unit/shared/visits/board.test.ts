import { describe, expect, it } from 'vitest';
import type { PatientId, ProviderId, VisitId } from '../../../../shared/kernel/ids.ts';
import { cents } from '../../../../shared/kernel/money.ts';
import type { Instant, PlainDate } from '../../../../shared/kernel/time.ts';
import {
  beforeTheVisit,
  boardCounts,
  boardItems,
  filterBoard,
  minutesSince,
  providerLoads,
  waitingLevel,
  waitingOf,
} from '../../../../shared/visits/board.ts';
import type { VisitRow } from '../../../../shared/visits/contract.ts';
import { VISIT_STATUSES, type VisitStatus } from '../../../../shared/visits/state-machine.ts';

const MINUTE = 60_000;
const NOW = 1_800_000_000_000;
const DAY = '2027-01-15' as PlainDate;
const RUIZ = 'ruiz' as ProviderId;
const CHEN = 'chen' as ProviderId;

function visit(name: string, status: VisitStatus, more: Partial<VisitRow> = {}): VisitRow {
  const [given = '', family = ''] = name.split(' ');
  return {
    id: name.toLowerCase().replace(' ', '-') as VisitId,
    patient: {
      id: name as PatientId,
      mrn: '20418',
      family,
      given,
      middle: '',
      suffix: '',
      preferredName: '',
      birthDate: '1988-03-04' as PlainDate,
      sex: 'female',
      phone: '',
      provisional: false,
      restricted: false,
      deceasedOn: null,
      needsInterpreter: false,
      language: 'en',
    },
    status,
    statusSince: NOW as Instant,
    scheduledAt: NOW as Instant,
    lateMinutes: null,
    minutes: 20,
    arrivedAt: null,
    walkIn: false,
    reason: 'Follow-up',
    providerId: RUIZ,
    roomId: null,
    typeName: 'Follow-up',
    alerts: [],
    namesakesToday: 1,
    missing: [],
    copayCents: cents(0),
    dueCents: cents(0),
    paidCents: cents(0),
    ...more,
  };
}

const at = (minutesAgo: number): Instant => (NOW - minutesAgo * MINUTE) as Instant;
const named = (rows: readonly VisitRow[]) => rows.map((row) => row.patient.given);

describe('waiting', () => {
  it('counts whole minutes and never below zero when the clock was set back', () => {
    expect(minutesSince(NOW - 6 * MINUTE - 59_999, NOW)).toBe(6);
    expect(minutesSince(NOW + MINUTE, NOW)).toBe(0);
  });

  it('warns from fifteen minutes and alarms from twenty', () => {
    expect([0, 14, 15, 19, 20, 90].map(waitingLevel)).toEqual(['calm', 'calm', 'warn', 'warn', 'bad', 'bad']);
  });

  it('times the wait at the desk, for a room and to leave, and only tells how long somebody is in a room', () => {
    for (const status of ['arrived', 'checked-in', 'ready-to-leave'] as const)
      expect(waitingOf(visit('Ana Ruiz', status, { statusSince: at(21) }), NOW)).toEqual({
        minutes: 21,
        level: 'bad',
        late: false,
      });
    expect(waitingOf(visit('Ana Ruiz', 'with-clinician', { statusSince: at(50) }), NOW)).toEqual({
      minutes: 50,
      level: 'calm',
      late: false,
    });
  });

  it('calls somebody expected late five minutes after the appointment, not before', () => {
    expect(waitingOf(visit('Ana Ruiz', 'booked', { scheduledAt: at(4) }), NOW)).toEqual({
      minutes: null,
      level: 'calm',
      late: false,
    });
    // Who said that they come a quarter of an hour later is not late before that.
    const told = { scheduledAt: at(19), lateMinutes: 15 };
    expect(waitingOf(visit('Ana Ruiz', 'booked', told), NOW).late).toBe(false);
    expect(waitingOf(visit('Ana Ruiz', 'booked', { ...told, scheduledAt: at(20) }), NOW).late).toBe(true);
    expect(waitingOf(visit('Ana Ruiz', 'confirmed', { scheduledAt: at(5) }), NOW)).toEqual({
      minutes: 5,
      level: 'warn',
      late: true,
    });
  });

  it('says nothing about time once a visit is over', () => {
    for (const status of ['checked-out', 'no-show', 'cancelled'] as const)
      expect(waitingOf(visit('Ana Ruiz', status, { statusSince: at(90) }), NOW).minutes).toBeNull();
  });
});

describe('before the visit', () => {
  it('lists what is missing, says ready when nothing is, and stops asking in the room', () => {
    expect(beforeTheVisit(visit('Ana Ruiz', 'arrived', { missing: ['copay'] }))).toEqual(['copay']);
    expect(beforeTheVisit(visit('Ana Ruiz', 'booked'))).toBe('ready');
    expect(beforeTheVisit(visit('Ana Ruiz', 'with-clinician', { missing: ['copay'] }))).toBe('past');
  });
});

describe('the board', () => {
  const everyStatus = VISIT_STATUSES.map((status, index) => visit(`Name${index} Family`, status));

  it('counts every visit under exactly one group, and the open ones together', () => {
    expect(boardCounts(everyStatus)).toEqual({
      open: 6,
      'at-the-desk': 1,
      expected: 2,
      'checked-in': 1,
      'in-room': 1,
      'ready-to-leave': 1,
      done: 3,
    });
    expect(boardCounts(everyStatus, CHEN).open).toBe(0);
  });

  it('shows the groups in the order in which the desk acts and leaves empty ones out', () => {
    const groups = boardItems([
      visit('Ana Ruiz', 'ready-to-leave'),
      visit('Bo Lee', 'arrived'),
      visit('Cy Day', 'booked'),
    ]).flatMap((item) => (item.kind === 'group' ? [`${item.group} ${item.count}`] : []));
    expect(groups).toEqual(['at-the-desk 1', 'expected 1', 'ready-to-leave 1']);
  });

  it('puts who waits longest first, the expected by the clock, and the newest of the done on top', () => {
    const order = (rows: VisitRow[]) =>
      boardItems(rows).flatMap((item) => (item.kind === 'visit' ? [item.row.patient.given] : []));
    expect(
      order([
        visit('Short A', 'arrived', { statusSince: at(2) }),
        visit('Long A', 'arrived', { statusSince: at(21) }),
      ]),
    ).toEqual(['Long', 'Short']);
    expect(
      order([
        visit('Later A', 'booked', { scheduledAt: at(-30) }),
        visit('Sooner A', 'booked', { scheduledAt: at(-15) }),
      ]),
    ).toEqual(['Sooner', 'Later']);
    expect(
      order([
        visit('Old A', 'checked-out', { statusSince: at(60) }),
        visit('New A', 'no-show', { statusSince: at(1) }),
      ]),
    ).toEqual(['New', 'Old']);
  });

  it('keeps one order for the same minute: by name, accents aside', () => {
    const rows = [visit('Zoe Ávila', 'booked'), visit('Ana Baker', 'booked'), visit('Bo Ávila', 'booked')];
    const order = (list: readonly VisitRow[]) => boardItems(list).map((item) => item.key);
    expect(order(rows)).toEqual(['expected', 'bo-ávila', 'zoe-ávila', 'ana-baker']);
    expect(order(rows.toReversed())).toEqual(order(rows));
  });

  it('filters by tab and provider', () => {
    const rows = [
      visit('Ana Ruiz', 'arrived'),
      visit('Bo Lee', 'arrived', { providerId: CHEN }),
      visit('Cy Day', 'checked-out'),
    ];
    expect(named(filterBoard(rows, { tab: 'open', providerId: null, text: '', day: DAY }))).toEqual([
      'Ana',
      'Bo',
    ]);
    expect(named(filterBoard(rows, { tab: 'at-the-desk', providerId: CHEN, text: '', day: DAY }))).toEqual([
      'Bo',
    ]);
    expect(named(filterBoard(rows, { tab: 'done', providerId: null, text: '', day: DAY }))).toEqual(['Cy']);
  });

  it('finds by any part of the name in any order, accents aside, through the whole day', () => {
    const rows = [visit('José Peña', 'checked-out'), visit('Joan Perry', 'arrived')];
    const find = (text: string) =>
      named(filterBoard(rows, { tab: 'open', providerId: null, text, day: DAY }));
    expect(find('pena jo')).toEqual(['José']);
    expect(find('jo')).toEqual(['José', 'Joan']);
    expect(
      named(
        filterBoard([visit('Pat O’Dowd', 'arrived')], {
          tab: 'open',
          providerId: null,
          text: 'dowd',
          day: DAY,
        }),
      ),
    ).toEqual(['Pat']);
    expect(find('xyz')).toEqual([]);
    expect(find('  ')).toEqual(['Joan']);
    expect(find('20418 pe')).toEqual(['José', 'Joan']);
    expect(find('3/4/88')).toEqual(['José', 'Joan']);
    expect(find('3/5/88')).toEqual([]);
  });
});

describe('provider loads', () => {
  it('counts who waits, sits in a room and is still to come, longest wait first', () => {
    const rows = [
      visit('Ana Ruiz', 'arrived', { arrivedAt: at(6), statusSince: at(6) }),
      visit('Bo Lee', 'checked-in', { arrivedAt: at(25), statusSince: at(3), providerId: CHEN }),
      visit('Cy Day', 'booked', { providerId: CHEN }),
      visit('Di Fox', 'with-clinician'),
      visit('Ed Gee', 'checked-out'),
    ];
    expect(providerLoads(rows, NOW)).toEqual([
      { providerId: CHEN, waiting: 1, longestMinutes: 25, inRoom: 0, expected: 1 },
      { providerId: RUIZ, waiting: 1, longestMinutes: 6, inRoom: 1, expected: 0 },
    ]);
  });
});
