import type { CommandName } from '../../shared/api/index.ts';
import type { Topic } from '../../shared/api/topics.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { refuseOutdated } from '../practice/policy.ts';
import type { EngineCore } from './core.ts';
import type { ServerMethod, SessionMethod } from './handler.ts';
import { commandHandlers } from './handlers.ts';
import { prepared } from './statements.ts';
import { type Actor, beginUnitOfWork, type UnitOfWork } from './unit-of-work.ts';

export type RecordCommand = Exclude<CommandName, SessionMethod | ServerMethod>;

/** Runs one command as one transaction: rows, change log, outbox, its answer and its audit; then says what it touched. */
export function runCommand(
  core: EngineCore,
  name: RecordCommand,
  input: unknown,
  operationId: string,
  actor: Actor,
): unknown {
  const { db, ports } = core;
  const now = core.now();
  const touched = new Set<Topic>();
  const output = core.immediate(() => {
    ports.failpoint?.('after-begin', name);
    const answered = earlierAnswer(core, name, operationId, actor);
    if (answered !== undefined) return answered;
    const { deskId, nextHlc, version } = core;
    const unit = beginUnitOfWork({
      db,
      actor,
      operationId,
      method: name,
      now,
      day: core.dayOf(now),
      deskId,
      random: ports.random,
      nextHlc,
      version,
      beforeWrite: () => refuseOutdated(db, version),
    });
    const value = (commandHandlers[name] as (unit: UnitOfWork, input: unknown) => unknown)(unit, input);
    const answer = JSON.stringify(value);
    prepared(db, 'INSERT INTO operation (id, method, staff_id, output, at) VALUES (?, ?, ?, ?, ?)').run(
      operationId,
      name,
      actor.staffId,
      answer,
      now,
    );
    const { staffId, role } = actor;
    const entities = JSON.stringify(unit.entities);
    core.audit({
      at: now,
      staffId,
      role,
      method: name,
      action: 'U',
      outcome: 'ok',
      patientId: unit.patientId,
      entities,
      operationId,
      detail: unit.detail,
    });
    for (const topic of unit.touched) touched.add(topic);
    ports.failpoint?.('before-commit', name);
    return value;
  });
  ports.failpoint?.('after-commit', name);
  core.publish(touched);
  return output;
}

/** The same click again, after its answer was lost: the same answer, and nothing written twice. */
function earlierAnswer(core: EngineCore, name: RecordCommand, operationId: string, actor: Actor): unknown {
  const known = prepared(core.db, 'SELECT method, staff_id, output FROM operation WHERE id = ?').get(
    operationId,
  ) as { method: string; staff_id: string; output: string } | undefined;
  if (!known) return undefined;
  if (known.method === name && known.staff_id === actor.staffId) return JSON.parse(known.output) as unknown;
  throw new Refusal('operation/reused', 'This action was already used for something else. Try again.');
}
