import { expect, it } from 'vitest';
import { FOREIGN_SQL } from '../../../electron/imports/foreign-store.ts';
import { RUN_SQL } from '../../../electron/imports/runs.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';

const practice = practiceOfEachTest();

it('every statement of an import is answered by an index, however much came in before', () => {
  const statements = [...Object.values(FOREIGN_SQL), ...Object.values(RUN_SQL)];
  const walks = statements.flatMap((sql) => {
    const marks = Array.from({ length: sql.split('?').length - 1 }, () => null);
    const steps = practice.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...marks) as { detail: string }[];
    return steps.map(({ detail }) => detail).filter((detail) => /^SCAN|TEMP B-TREE/.test(detail));
  });
  // The newest runs are read from the end of their index, as many as are asked for.
  expect(walks).toEqual(['SCAN import_run USING INDEX import_run_started']);
});
