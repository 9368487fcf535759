import fc from 'fast-check';
import { expect, inject, it } from 'vitest';
import { type AuditLine, auditEventOf } from '../../electron/fhir/audit-event.ts';
import { problemsOf } from '../support/fhir-validators.ts';

const numRuns = inject('isDeep') ? 2_000 : 150;
const id = fc.uuid();

const line: fc.Arbitrary<AuditLine> = fc.record({
  sequence: fc.integer({ min: 1, max: 10_000_000 }),
  at: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  staffId: fc.option(id),
  role: fc.option(fc.constantFrom('front-desk', 'lead', 'administrator', '')),
  deskId: id,
  method: fc.constantFrom('patients.edit', 'staff.signIn', 'staff.lock', 'visits.board', 'sync.pull'),
  action: fc.constantFrom('C', 'R', 'U', 'E'),
  outcome: fc.constantFrom('ok', 'denied', 'refused'),
  patientId: fc.option(id),
  entities: fc.array(
    fc
      .tuple(fc.constantFrom('Patient', 'Encounter', 'Basic.staff', 'Task.room', 'Print'), id)
      .map((each) => each.join('/')),
    { maxLength: 5 },
  ),
});

it('every line of the audit is an AuditEvent by both validators, the same each time, and says who at which desk', () => {
  fc.assert(
    fc.property(line, (each) => {
      const event = auditEventOf(each);
      expect(problemsOf(event)).toEqual([]);
      expect(JSON.stringify(auditEventOf(structuredClone(each)))).toBe(JSON.stringify(event));
      const said = JSON.stringify(event);
      for (const who of [each.staffId, each.deskId, each.patientId])
        if (who !== null) expect(said).toContain(who);
    }),
    { numRuns },
  );
});
