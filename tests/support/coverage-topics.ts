import type { CommandName } from '../../shared/api/index.ts';
import type { Cents } from '../../shared/kernel/money.ts';
import { deskOf, operationId, type TestPractice } from './practice.ts';

/** Proves of one command that it touched what it says. */
type Prove = <Value>(name: CommandName, work: () => Promise<Value>) => Promise<Value>;

/** Every command of the coverage room once, each held against its topics; answers their names. */
export async function proveCoverage(
  prove: Prove,
  { engine }: TestPractice,
  patientId: string,
  visitId: string,
): Promise<CommandName[]> {
  const desk = deskOf(engine);
  await desk.signIn('lead');
  const fields = {
    payerName: 'Front Range Health',
    planName: '',
    memberId: 'FR-9',
    groupNumber: '',
    copayCents: 0 as Cents,
  };
  const { coverageId } = await prove('coverage.add', () => desk.tell('coverage.add', { patientId, fields }));
  await prove('coverage.edit', () =>
    desk.tell('coverage.edit', { coverageId, version: 1, changes: { planName: 'Gold' } }),
  );
  await prove('coverage.reorder', () => desk.tell('coverage.reorder', { patientId, order: [coverageId] }));
  const version = async (): Promise<number> =>
    (await desk.ask('coverage.ofPatient', { patientId })).coverages.find(({ id }) => id === coverageId)
      ?.version ?? 0;
  const before = await version();
  const ended = operationId();
  await prove('coverage.end', () =>
    desk.tell('coverage.end', { coverageId, version: before, endsOn: '2026-03-01' }, ended),
  );
  await prove('coverage.undo', () => desk.tell('coverage.undo', { operationId: ended }));
  const after = await version();
  await prove('coverage.enteredInError', () =>
    desk.tell('coverage.enteredInError', { coverageId, version: after }),
  );
  await prove('coverage.recordEligibility', () =>
    desk.tell('coverage.recordEligibility', {
      visitId,
      coverageId: null,
      answer: { result: 'not-checked', how: 'offline', copayCents: null, note: '', overrideReason: '' },
    }),
  );
  const { authorizationId } = await prove('coverage.addAuthorization', () =>
    desk.tell('coverage.addAuthorization', {
      patientId,
      fields: {
        kind: 'referral',
        number: 'R-1',
        issuedBy: '',
        unitsApproved: null,
        unitsUsedBefore: 0,
        startsOn: null,
        expiresOn: null,
        coverageId: null,
        note: '',
      },
    }),
  );
  await prove('coverage.editAuthorization', () =>
    desk.tell('coverage.editAuthorization', { authorizationId, version: 1, changes: { note: 'by fax' } }),
  );
  await prove('coverage.removeAuthorization', () =>
    desk.tell('coverage.removeAuthorization', { authorizationId, version: 2 }),
  );
  return [
    'coverage.add',
    'coverage.edit',
    'coverage.reorder',
    'coverage.end',
    'coverage.undo',
    'coverage.enteredInError',
    'coverage.recordEligibility',
    'coverage.addAuthorization',
    'coverage.editAuthorization',
    'coverage.removeAuthorization',
  ];
}
