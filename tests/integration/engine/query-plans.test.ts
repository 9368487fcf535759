import { expect, it } from 'vitest';
import { signEverything } from '../../support/consent-topics.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';
import { addExpectedPatient, patientFields, roomId } from '../../support/practice.ts';

/** Tables that grow with the practice; a scan of one of them is what makes a desk slow after a year. */
const GROWING = [
  'patient',
  'visit',
  'coverage',
  'eligibility_check',
  'authorization',
  'tender',
  'consent_signature',
  'picture',
  'picture_content',
  'change_log',
  'audit',
  'audit_subject',
  'operation',
  'patient_alert',
  'prior_balance',
  'patient_search',
  'patient_search_token',
  'outbox',
];

/** The status bar counts what waits; the last row of a journal is one step from the end of its table. */
const ALLOWED = /^SELECT count\(\*\) AS waiting|ORDER BY sequence DESC LIMIT 1$/;

const practice = practiceOfEachTest();

it('every statement of a morning is answered by an index', async () => {
  const { db, desk } = practice;
  const someone = addExpectedPatient(db, 1);
  const statements = new Set<string>();
  const prepare = db.prepare.bind(db);
  db.prepare = ((sql: string) => {
    statements.add(sql);
    return prepare(sql);
  }) as typeof db.prepare;

  await desk.signIn('front-desk');
  await desk.ask('staff.roster', {});
  await desk.ask('practice.frame', {});
  await desk.ask('sync.state', {});
  await desk.ask('visits.board', {});
  for (const text of ['m', 'smith', 'smi mar', '7/7/1946', '5550123', '1001', 'M1', 'smith 7/7/1946'])
    await desk.ask('patients.search', { text, limit: 20 });
  await desk.ask('patients.likelyDuplicates', {
    family: 'Smith',
    given: 'Maggie',
    birthDate: '1946-07-07',
    phone: '9705550123',
    addressLine: '12 Cleveland Avenue',
    postalCode: '80537',
    excluding: null,
  });
  const { patientId } = await desk.tell('patients.register', { fields: patientFields({ family: 'Garcia' }) });
  await desk.tell('patients.edit', { patientId, version: 1, changes: { email: 'a@b.co' } });
  await desk.ask('patients.chart', { patientId });
  await desk.ask('patients.history', { patientId });
  await desk.tell('visits.walkIn', { who: { known: true, patientId }, reason: 'cough', providerId: null });
  const payment = { tender: 'cash' as const, amountCents: 3000, reference: '', purpose: 'copay' as const };
  const { receipt } = await desk.tell('visits.checkIn', {
    visitId: someone.visitId,
    identifiers: ['name', 'phone'],
    demographicsConfirmed: true,
    coverage: { choice: 'keep', coverageId: someone.coverageId },
    copay: { outcome: 'taken', payment },
  });
  await desk.ask('cash.receipt', { tenderId: receipt?.tenderId ?? '' });
  await desk.tell('visits.move', { visitId: someone.visitId, move: 'room', roomId });
  await desk.ask('coverage.ofPatient', { patientId: someone.patientId });
  const { undoable } = await desk.ask('visits.panel', { visitId: someone.visitId });
  await desk.tell('visits.undo', { visitId: someone.visitId, operationId: undoable?.operationId ?? '' });

  await signEverything(practice, patientId);

  expect(statements.size).toBeGreaterThan(30);
  const scans = [...statements].flatMap((sql) => {
    if (/^(BEGIN|COMMIT|ROLLBACK)/.test(sql) || ALLOWED.test(sql)) return [];
    const plan = prepare(`EXPLAIN QUERY PLAN ${sql}`).all(
      ...Array.from({ length: parameters(sql) }, () => null),
    ) as { detail: string }[];
    return plan
      .map((step) => step.detail)
      .filter((detail) => isScanOf(detail))
      .map((detail) => `${detail}: ${sql}`);
  });
  expect(scans).toEqual([]);
});

/** A walk over a whole table; `SCAN … USING INDEX … ` for an ordered LIMIT 1 of a journal's last row is not one. */
function isScanOf(detail: string): boolean {
  const match = /^SCAN (\w+)/.exec(detail);
  const aliases: Record<string, string> = {
    p: 'patient',
    v: 'visit',
    c: 'coverage',
    t: 'tender',
    b: 'prior_balance',
    s: 'consent_signature',
    a: 'authorization',
    z: 'authorization',
    w: 'visit',
    u: 'change_log',
    l: 'change_log',
  };
  const table = aliases[match?.[1] ?? ''] ?? match?.[1] ?? '';
  return GROWING.includes(table);
}

function parameters(sql: string): number {
  return sql.replaceAll(/'[^']*'/g, '').split('?').length - 1;
}
