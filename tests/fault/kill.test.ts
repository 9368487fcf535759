import { existsSync, rmSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { afterEach, expect, inject, it } from 'vitest';
import type { Failpoint } from '../../electron/engine/ports.ts';
import { keyCheck } from '../../electron/security/key-envelope.ts';
import { openStore } from '../../electron/store/open.ts';
import type { Reply } from '../../shared/api/reply.ts';
import { type EngineProcess, startEngineProcess } from '../support/engine-client.ts';
import { chanceFrom, type MorningCommand, nextCommand, walkIn } from '../support/morning.ts';
import { addExpectedPatient, MORNING, openTestPractice, operationId, TEST_KEY } from '../support/practice.ts';
import { recordsOf, storeProblems } from '../support/store-facts.ts';

const KILLS = inject('isDeep') ? 200 : 20;
const FAILPOINTS: readonly Failpoint[] = ['after-begin', 'before-commit', 'after-commit'];

/** One command as the parent knows it: sent under a number, and perhaps acknowledged. */
interface Sent extends MorningCommand {
  readonly operationId: string;
  readonly dieAt?: Failpoint | undefined;
}
interface Acknowledged extends Sent {
  readonly value: unknown;
}

const state: { folder: string; processes: EngineProcess[] } = { folder: '', processes: [] };
afterEach(async () => {
  for (const engine of state.processes) await engine.kill();
  rmSync(state.folder, { recursive: true, force: true });
});

it(`a morning with ${KILLS} kills: every acknowledged command is there once, none is there by half`, async () => {
  const practice = await openTestPractice();
  state.folder = practice.folder;
  for (let number = 1; number <= 12; number += 1) {
    const someone = addExpectedPatient(practice.db, number, { given: `Person ${number}` });
    practice.db
      .prepare('INSERT INTO prior_balance (patient_id, amount_cents, as_of) VALUES (?, 8240, 0)')
      .run(someone.patientId);
  }
  const start = recordsOf(practice.db);
  const { file } = practice;
  practice.engine.dispose();

  const chance = chanceFrom(inject('seed'));
  const clock = { now: MORNING as number };
  const later = () => (clock.now += 5_000);
  const acknowledged = new Map<string, Acknowledged>();
  const killed = { whileStarting: 0, atFailpoint: 0, atRandom: 0 };
  let unanswered: readonly Sent[] = [];

  for (let kill = 1; kill <= KILLS; kill += 1) {
    const engine = state.processes.at(-1) ?? startEngineProcess(file);
    state.processes = [engine, startEngineProcess(file)];
    // One life in ten ends while the store is being opened; more than half of the others between BEGIN and the reply.
    if (kill % 10 === 0) {
      void engine.open(later());
      await pause(chance.below(60));
      await engine.kill();
      killed.whileStarting += 1;
    } else {
      expect(await engine.open(later())).toBe(true);
      for (const sent of unanswered) {
        const reply = await engine.call(sent.method, envelopeOf(sent), later());
        expect(reply, `${sent.method} again, after ${sent.dieAt ?? 'a random kill'}`).toMatchObject({
          ok: true,
        });
        acknowledged.set(sent.operationId, { ...sent, value: valueIn(reply) });
      }
      const dieAt = kill % 2 === 0 ? undefined : chance.of(FAILPOINTS);
      unanswered = await liveAndDie(engine, chance, later, dieAt, acknowledged);
      killed[dieAt === undefined ? 'atRandom' : 'atFailpoint'] += 1;
    }
    expect(await engine.ended).toBe('SIGKILL');
    expectWhole(file, start, acknowledged, unanswered);
  }
  expect(killed.atFailpoint).toBeGreaterThanOrEqual(KILLS / 4);
  expect(acknowledged.size).toBeGreaterThan(KILLS);
  expect(new Set([...acknowledged.values()].map(({ method }) => method)).size).toBeGreaterThan(5);
});

/** Some commands one after the other, and the last one or two cut off. Answers what was sent and never answered. */
async function liveAndDie(
  engine: EngineProcess,
  chance: ReturnType<typeof chanceFrom>,
  later: () => number,
  dieAt: Failpoint | undefined,
  acknowledged: Map<string, Acknowledged>,
): Promise<readonly Sent[]> {
  const ask = async (name: string, input: unknown) => valueIn(await engine.call(name, { input }, later()));
  const choose = () => nextCommand(ask as Parameters<typeof nextCommand>[0], chance);
  for (let commands = 1 + chance.below(5); commands > 0; commands -= 1) {
    const sent: Sent = { ...(await choose()), operationId: operationId() };
    const reply = await engine.call(sent.method, envelopeOf(sent), later());
    expect(reply, sent.method).toMatchObject({ ok: true });
    acknowledged.set(sent.operationId, { ...sent, value: valueIn(reply) });
  }
  const last: Sent[] = [{ ...(await choose()), operationId: operationId(), dieAt }];
  if (dieAt === undefined && chance.below(2) === 0)
    last.push({ ...walkIn(chance), operationId: operationId() });
  const replies = last.map((sent) => engine.call(sent.method, envelopeOf(sent), later(), sent.dieAt));
  if (dieAt === undefined) {
    // A command takes some milliseconds: now and then the kill comes before it, in it, or after it.
    await pause(chance.below(12));
    await engine.kill();
  }
  const answers = await Promise.all(replies);
  return last.flatMap((sent, place) => {
    const reply = answers[place];
    if (reply === undefined) return [sent];
    expect(reply, sent.method).toMatchObject({ ok: true });
    acknowledged.set(sent.operationId, { ...sent, value: valueIn(reply) });
    return [];
  });
}

/** Opens the file as the next start would, and holds it against what the parent wrote down. */
function expectWhole(
  file: string,
  start: ReturnType<typeof recordsOf>,
  acknowledged: ReadonlyMap<string, Acknowledged>,
  unanswered: readonly Sent[],
): void {
  expect(existsSync(file)).toBe(true);
  const db = openStore({ file, key: TEST_KEY, keyCheck: keyCheck(TEST_KEY) });
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(storeProblems(db, start)).toEqual([]);
    const operations = new Map(
      (
        db.prepare('SELECT id, method, output FROM operation').all() as {
          id: string;
          method: string;
          output: string;
        }[]
      ).map((row) => [row.id, row]),
    );
    for (const { operationId: id, method, value } of acknowledged.values()) {
      expect(operations.get(id)?.method, `${method} was acknowledged`).toBe(method);
      expect(JSON.parse(operations.get(id)?.output ?? '')).toEqual(value);
      expect(changesOf(db, id), `${method} is in the change log`).toBeGreaterThan(0);
      for (const { tenderId, receiptNumber } of receiptsIn(value)) {
        const row = db
          .prepare(
            `SELECT 'D1-' || printf('%06d', receipt_sequence) AS receiptNumber FROM tender WHERE id = ?`,
          )
          .all(tenderId);
        expect(row).toEqual([{ receiptNumber }]);
      }
    }
    for (const { operationId: id, method, dieAt } of unanswered) {
      if (dieAt === 'after-commit') expect(operations.has(id), `${method} was committed`).toBe(true);
      if (dieAt === 'after-begin' || dieAt === 'before-commit')
        expect([operations.has(id), changesOf(db, id)], `${method} was not committed`).toEqual([false, 0]);
    }
    const known = new Set([...acknowledged.keys(), ...unanswered.map((sent) => sent.operationId)]);
    expect([...operations.keys()].filter((id) => !known.has(id))).toEqual([]);
  } finally {
    db.close();
  }
}

function changesOf(db: Database, id: string): number {
  return db.prepare('SELECT count(*) FROM change_log WHERE operation_id = ?').pluck().get(id) as number;
}

function receiptsIn(value: unknown): { tenderId: string; receiptNumber: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('tenderId' in value && 'receiptNumber' in value)
    return [value as { tenderId: string; receiptNumber: string }];
  return Object.values(value).flatMap(receiptsIn);
}

function envelopeOf({ operationId: id, input }: Sent) {
  return { operationId: id, input };
}

function valueIn(reply: Reply | undefined): unknown {
  if (!reply?.ok) throw new Error(`the desk did not answer: ${reply?.error.code ?? 'gone'}`);
  return reply.value;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
