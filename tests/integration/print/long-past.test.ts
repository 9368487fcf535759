import { expect, it } from 'vitest';
import { registry } from '../../../shared/api/index.ts';
import type { PlainDate } from '../../../shared/kernel/time.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';
import { providerId } from '../../support/practice.ts';

const practice = practiceOfEachTest('administrator');
const LONG_PAST = '1946-07-07' as PlainDate;

it('a day before 1970 is looked at and printed like any other, although its hours are numbers below nothing', async () => {
  const { desk } = practice;
  await desk.tell('calendar.saveWeek', {
    id: null,
    fields: {
      providerId,
      roomId: null,
      fromDay: '1900-01-01',
      untilDay: null,
      hours: [{ weekday: 7, opens: '09:00', closes: '12:00' }],
      active: true,
    },
  });
  const range = await desk.ask('calendar.range', { fromDay: LONG_PAST, untilDay: LONG_PAST });
  expect(range.open[0]?.spans[0]?.starts).toBeLessThan(0);
  expect(registry['calendar.range'].output.safeParse(range).error).toBeUndefined();
  const paper = await desk.ask('print.day', { kind: 'day-sheet', day: LONG_PAST });
  expect(paper.open[0]?.spans).toHaveLength(1);
  expect(registry['print.day'].output.safeParse(paper).error).toBeUndefined();
});
