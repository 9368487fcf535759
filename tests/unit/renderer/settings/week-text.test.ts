import { describe, expect, it } from 'vitest';
import { asInstant, weekText } from '../../../../renderer/settings/week-text.ts';
import { formatTime } from '../../../../shared/kernel/time.ts';

const words = {
  weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  none: 'no hours',
  time: (clock: string) => clock,
};
const day = (weekday: number, ...times: readonly [string, string][]) =>
  times.map(([opens, closes]) => ({ weekday, opens, closes }));

describe('a week in one line', () => {
  it('says days that are alike together, and a lunch break as two stretches', () => {
    const long: [string, string][] = [
      ['13:00', '17:00'],
      ['08:00', '12:00'],
    ];
    const week = [
      ...day(1, ...long),
      ...day(2, ...long),
      ...day(4, ['08:00', '12:00']),
      ...day(5, ...long),
      ...day(7, ['10:00', '11:00']),
    ];
    expect(weekText(week, words)).toBe(
      'Mon–Tue 08:00–12:00, 13:00–17:00; Thu 08:00–12:00; Fri 08:00–12:00, 13:00–17:00; Sun 10:00–11:00',
    );
  });

  it('does not join alike days over one that is not, and says where there are none', () => {
    const short: [string, string] = ['08:00', '12:00'];
    expect(weekText([...day(1, short), ...day(3, short)], words)).toBe('Mon 08:00–12:00; Wed 08:00–12:00');
    expect(weekText([], words)).toBe('no hours');
  });

  it('reads its times by the clock of whoever reads', () => {
    expect(formatTime(asInstant('13:05'), 'UTC')).toBe('1:05 PM');
    expect(formatTime(asInstant('00:00'), 'UTC', { hours: 24 })).toBe('00:00');
  });
});
