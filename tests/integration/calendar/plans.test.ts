import { expect, it } from 'vitest';
import type { InputOf } from '../../../shared/api/index.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';
import { DAY, providerId, typeId } from '../../support/practice.ts';

const practice = practiceOfEachTest();

it('reads the days that are asked for and nothing else', async () => {
  const { db, desk } = practice;
  const statements = new Set<string>();
  const prepare = db.prepare.bind(db);
  db.prepare = ((sql: string) => {
    statements.add(sql);
    return prepare(sql);
  }) as typeof db.prepare;
  const find: InputOf<'calendar.openings'> = {
    typeIds: [typeId],
    providerIds: [],
    weekdays: [],
    opens: null,
    closes: null,
    notBefore: DAY,
    days: 90,
    needsRoom: true,
    count: 9,
  };
  await desk.signIn('front-desk');
  await desk.ask('calendar.range', { fromDay: DAY, untilDay: DAY });
  await desk.ask('calendar.openings', find);
  const place = { providerId, roomId: null, starts: practice.clock.now(), minutes: 20 };
  await desk.ask('calendar.check', { ...place, visitId: null, patientId: null, typeId });

  const plans = [...statements]
    .filter((sql) => /FROM visit v\b/.test(sql))
    .map((sql) => {
      const days = sql.includes('BETWEEN') ? [DAY, DAY] : ['[]'];
      const asked = sql.includes('v.provider_id = ?') ? [providerId, ...days] : days;
      return (prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...asked) as { detail: string }[]).map(
        ({ detail }) => detail,
      );
    });
  expect(plans).toHaveLength(4);
  for (const [first, ...others] of plans) {
    expect(first).toMatch(
      /^SEARCH v USING INDEX (visit_day \(day[>=]|visit_provider \(provider_id=\? AND day=)/,
    );
    for (const detail of others)
      expect(detail).toMatch(
        /^SEARCH p USING INDEX sqlite_autoindex_|^(SEARCH|SCAN) t\b|^LIST SUBQUERY|^SCAN json_each/,
      );
  }
});
