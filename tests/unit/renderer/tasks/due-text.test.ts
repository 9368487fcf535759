import { describe, expect, it } from 'vitest';
import { dueText, readDue } from '../../../../renderer/tasks/due-text.ts';
import type { PlainDate } from '../../../../shared/kernel/time.ts';

/** A Tuesday. */
const TODAY = '2026-03-10' as PlainDate;

describe('when a task is due', () => {
  it.each([
    ['', null, null],
    ['today', '2026-03-10', null],
    ['Tomorrow', '2026-03-11', null],
    ['mañana', '2026-03-11', null],
    ['fri', '2026-03-13', null],
    ['viernes', '2026-03-13', null],
    ['tue', '2026-03-17', null],
    ['next monday', '2026-03-16', null],
    ['sáb', '2026-03-14', null],
    ['in 2 weeks', '2026-03-24', null],
    ['en 2 semanas', '2026-03-24', null],
    ['3 days', '2026-03-13', null],
    ['2w', '2026-03-24', null],
    ['1m', '2026-04-10', null],
    ['3/12/2026', '2026-03-12', null],
    ['3pm', '2026-03-10', '15:00'],
    ['today 14:30', '2026-03-10', '14:30'],
    ['fri 9am', '2026-03-13', '09:00'],
    ['tomorrow at 12:15 pm', '2026-03-11', '12:15'],
    ['mañana a las 8:00', '2026-03-11', '08:00'],
    ['3/12/26 12am', '2026-03-12', '00:00'],
  ])('%s', (text, day, time) => expect(readDue(text, TODAY)).toEqual({ day, time }));

  it.each(['soon', 'fri 25:00', '13pm', 'today 9:75', '2/30/2026', 'th', '12'])(
    '%s is nothing anybody could mean',
    (text) => expect(readDue(text, TODAY)).toBeUndefined(),
  );

  it('reads again what it writes', () => {
    const due = { day: '2026-03-13' as PlainDate, time: '15:00' };
    expect(readDue(dueText(due), TODAY)).toEqual(due);
    expect(dueText({ day: null, time: null })).toBe('');
  });
});
