import { expect, it } from 'vitest';
import type { InputOf } from '../../../shared/api/index.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';
import { DAY, providerId, typeId } from '../../support/practice.ts';

/** What the statistics say of a large practice after some years. */
const STATISTICS = `ANALYZE;
  DELETE FROM sqlite_stat1 WHERE tbl IN ('visit', 'patient');
  INSERT INTO sqlite_stat1 VALUES ('visit', 'visit_day', '1000000 400 10'), ('visit', 'visit_patient', '1000000 50 1'),
    ('visit', 'visit_provider', '1000000 50000 20'), ('visit', 'sqlite_autoindex_visit_1', '1000000 1'),
    ('patient', 'sqlite_autoindex_patient_1', '20000 1');
  ANALYZE sqlite_schema`;

const practice = practiceOfEachTest();

it('reads the days that are asked for and nothing else, in a file of a million visits, too', async () => {
  const { db, desk } = practice;
  db.exec(STATISTICS);
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
    .map((sql) =>
      (prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...sql.matchAll(/\?/g)) as { detail: string }[]).map(
        ({ detail }) => detail,
      ),
    );
  expect(plans).toHaveLength(4);
  for (const [first, ...others] of plans) {
    expect(first).toMatch(
      /^SEARCH v USING INDEX (visit_day \(day>|visit_provider \(provider_id=\? AND day>)/,
    );
    for (const detail of others)
      expect(detail).toMatch(/^SEARCH p USING INDEX sqlite_autoindex_|^(SEARCH|SCAN) t\b/);
  }
});
