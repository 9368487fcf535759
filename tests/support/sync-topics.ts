import type { CommandName, InputOf } from '../../shared/api/index.ts';
import { addExpectedPatient, deskOf, operationId, type TestPractice } from './practice.ts';
import type { Prove } from './practice-topics.ts';

/** Every command of the room that settles what the sync left open once, each held against its topics; answers their names. */
export async function proveSync(prove: Prove, { engine, db }: TestPractice): Promise<CommandName[]> {
  const desk = deskOf(engine);
  await desk.signIn('lead');
  const proven: CommandName[] = [];
  const tell = <Name extends CommandName>(name: Name, input: InputOf<Name>, id = operationId()) => {
    proven.push(name);
    return prove(name, () => desk.tell(name, input, id));
  };
  const { patientId } = addExpectedPatient(db, 8, { family: 'Two', given: 'Answers' });
  const conflictId = 'proof';
  db.prepare(
    `INSERT INTO sync_conflict (id, record_type, local_id, patient_id, fields, base, mine, theirs, mine_by, theirs_by, theirs_desk, found_at)
     VALUES (?, 'Patient', ?, ?, '["city"]', '{"city":"A"}', '{"city":"B"}', '{"city":"C"}', '', '', '', 0)`,
  ).run(conflictId, patientId, patientId);
  await tell('sync.settle', { conflictId, choice: 'mine' });
  await tell('sync.reopen', { conflictId });
  const record = { recordType: 'Patient', localId: patientId };
  db.prepare(`UPDATE outbox SET state = 'dead', problem = 'refused' WHERE local_id = ?`).run(patientId);
  await tell('sync.retry', { record });
  db.prepare(`UPDATE outbox SET state = 'dead', problem = 'refused' WHERE local_id = ?`).run(patientId);
  const { city } = db.prepare('SELECT city FROM patient WHERE id = ?').get(patientId) as { city: string };
  const resource = {
    resourceType: 'Patient',
    id: 'there',
    meta: { versionId: '1' },
    name: [{ family: 'Two' }],
  };
  db.prepare(
    `INSERT INTO foreign_content (source, resource_type, foreign_id, state, record_type, record_id, hash, content, run_id, line, version, last_updated)
     VALUES ('@server', 'Patient', 'there', 'record', 'Patient', ?, x'00', ?, '', 0, '1', 0)`,
  ).run(patientId, JSON.stringify({ ...resource, address: [{ city: `not ${city}` }] }));
  const discarded = operationId();
  await tell('sync.discard', { record, reason: 'typed wrong' }, discarded);
  await tell('sync.undoDiscard', { operationId: discarded });
  return proven;
}
