import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createEngine } from '../../electron/engine/engine.ts';
import { systemRandom } from '../../electron/engine/ports.ts';
import { openStore } from '../../electron/store/open.ts';
import type { CommandName, OutputOf } from '../../shared/api/index.ts';
import type { DeskId, VisitId } from '../../shared/kernel/ids.ts';
import { cents } from '../../shared/kernel/money.ts';
import { statusAfter, VISIT_MOVES } from '../../shared/visits/state-machine.ts';
import {
  type Action,
  actions,
  callFor,
  fromPrepaid,
  NEW_CARD_COPAY,
  ownCoverage,
  paid,
} from '../support/desk-actions.ts';
import { insertRow } from '../support/insert-row.ts';
import {
  addExpectedPatient,
  deskId,
  deskOf,
  openTestPractice,
  operationId,
  patientId,
  silentLog,
  TEST_CHECKPOINT_KEY,
  TEST_KEY,
  type TestDesk,
  testClock,
  testId,
  testTimer,
  visitId,
} from '../support/practice.ts';
import { recordsOf, storeContent, storeProblems } from '../support/store-facts.ts';
import * as tables from '../support/tables.ts';

const SECOND_DESK = testId<DeskId>(1, 2);
const PRIOR_BALANCE = 8240;
type Panel = OutputOf<'visits.panel'>;

const folder = mkdtempSync(join(tmpdir(), 'anteroom-model-'));
const template = join(folder, 'template.sqlite');
beforeAll(async () => {
  const practice = await openTestPractice();
  insertRow(practice.db, tables.desk, { id: SECOND_DESK, name: 'Desk 2', receiptPrefix: 'D2' });
  for (const number of [1, 2, 3]) {
    addExpectedPatient(practice.db, number, { given: `Person ${number}` });
    practice.db
      .prepare('INSERT INTO prior_balance (patient_id, amount_cents, as_of) VALUES (?, ?, 0)')
      .run(patientId(number), PRIOR_BALANCE);
  }
  // The same person comes twice today.
  practice.db.exec(
    `CREATE TEMP TABLE again AS SELECT * FROM visit WHERE id = '${visitId(1)}'; UPDATE again SET id = '${visitId(4)}'; INSERT INTO visit SELECT * FROM again; DROP TABLE again;`,
  );
  practice.db.pragma('wal_checkpoint(TRUNCATE)');
  copyFileSync(practice.file, template);
  practice.dispose();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface World {
  readonly desks: readonly [TestDesk, TestDesk];
  readonly visits: VisitId[];
  readonly content: () => unknown;
}

it('any morning at two desks keeps the laws of visits and money', async () => {
  const seen = { accepted: 0, refused: 0, takenBack: 0, voided: 0, fromPrepaid: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(actions, { minLength: 15, maxLength: 30 }), async (morning) => {
      const file = join(folder, 'desk.sqlite');
      for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
      copyFileSync(template, file);
      const db = openStore({ file, key: TEST_KEY });
      const clock = testClock();
      const ports = {
        clock,
        log: silentLog,
        random: systemRandom,
        checkpointKey: TEST_CHECKPOINT_KEY,
        timer: testTimer(),
      };
      const desks = [
        deskOf(createEngine(db, deskId, ports)),
        deskOf(createEngine(db, SECOND_DESK, ports)),
      ] as const;
      await desks[0].signIn('front-desk');
      await desks[1].signIn('lead');
      const world: World = {
        desks,
        visits: [1, 2, 3, 4].map(visitId),
        content: () => storeContent(db, ['audit']),
      };
      const start = recordsOf(db);
      try {
        // One of them has paid ahead.
        await desks[0].tell('cash.takePayment', {
          visitId: visitId(1),
          payment: { tender: 'cash', amountCents: cents(20_000), reference: '', purpose: 'prepayment' },
        });
        for (const action of morning) {
          clock.advance(action.minutes * 60_000);
          await act(world, action, seen);
          await expectSameStory(world);
        }
        expect(storeProblems(db, start)).toEqual([]);
      } finally {
        db.close();
      }
    }),
    { numRuns: inject('isDeep') ? 1_200 : 36 },
  );
  // A morning in which hardly anything happens proves nothing.
  expect(Math.min(seen.accepted, seen.refused, seen.takenBack)).toBeGreaterThan(50);
  expect(Math.min(seen.voided, seen.fromPrepaid)).toBeGreaterThan(5);
});

describe('found by such mornings', () => {
  const unknown = {
    known: false as const,
    family: 'Baker',
    given: 'Theo',
    birthDate: '2019-01-30',
    phone: '',
  };

  it('a walk-in with a second visit today stays when the first one is taken back, or turns out to be somebody else', async () => {
    const practice = await openTestPractice();
    try {
      const { desk } = practice;
      addExpectedPatient(practice.db, 1, { family: 'Baker', given: 'Theo' });
      await desk.signIn('front-desk');
      for (const end of ['undo', 'assign'] as const) {
        const first = await desk.tell('visits.walkIn', { who: unknown, reason: 'cough', providerId: null });
        const second = await desk.tell('visits.walkIn', {
          who: { known: true, patientId: first.patientId },
          reason: 'form to sign',
          providerId: null,
          again: true,
        });
        const { undoable } = await desk.ask('visits.panel', { visitId: first.visitId });
        if (end === 'undo')
          await desk.tell('visits.undo', {
            visitId: first.visitId,
            operationId: undoable?.operationId ?? '',
          });
        else
          await desk.tell('visits.assignPatient', {
            visitId: first.visitId,
            patientId: patientId(1),
            again: true,
          });
        expect((await desk.ask('visits.panel', { visitId: second.visitId })).patient.id).toBe(
          first.patientId,
        );
        expect((await desk.ask('patients.chart', { patientId: first.patientId })).patient.provisional).toBe(
          true,
        );
      }
    } finally {
      practice.dispose();
    }
  });

  it('a copay of which every part was given back is not noted as taken', async () => {
    const practice = await openTestPractice();
    try {
      const { desk } = practice;
      addExpectedPatient(practice.db, 1);
      await desk.signIn('front-desk');
      const pay = (amountCents: number) =>
        desk.tell('cash.takePayment', {
          visitId: visitId(1),
          payment: { tender: 'cash', amountCents, reference: '', purpose: 'copay' },
        });
      const { tenderId } = await pay(1000);
      await pay(2000);
      await desk.tell('cash.voidTender', { tenderId, reason: 'wrong amount' });
      const { undoable } = await desk.ask('visits.panel', { visitId: visitId(1) });
      await desk.tell('visits.undo', { visitId: visitId(1), operationId: undoable?.operationId ?? '' });
      expect(await desk.ask('visits.panel', { visitId: visitId(1) })).toMatchObject({
        copayOutcome: null,
        visit: { missing: ['copay'], dueCents: 3000, paidCents: 0 },
      });
    } finally {
      practice.dispose();
    }
  });
});

/** Tries one action; refused it leaves nothing, accepted it obeys the model, taken back it leaves only money moved to and fro. */
async function act(
  world: World,
  action: Action,
  seen: { accepted: number; refused: number; takenBack: number; voided: number; fromPrepaid: number },
): Promise<void> {
  const desk = world.desks[action.desk];
  const id = world.visits[action.visit % world.visits.length]!;
  const panel = await panelOf(desk, id);
  const call = callFor(action, id, panel);
  if (!call) return;
  const [method, input] = call;
  const before = await viewsOf(desk, world.visits);
  const content = world.content();
  const operation = operationId();
  const reply = await desk.connection.call(method, { operationId: operation, input });
  if (!reply.ok) {
    expect(reply.error.code, `${method} ${reply.error.message}`).not.toMatch(/^desk\/|^store\/|^input\//);
    expect(world.content()).toEqual(content);
    seen.refused += 1;
    return;
  }
  seen.accepted += 1;
  if (method === 'cash.voidTender') seen.voided += 1;
  if (JSON.stringify(input).includes('"prepaid"')) seen.fromPrepaid += 1;
  expectLawful(action, panel, input);
  if (method === 'visits.walkIn') world.visits.push((reply.value as OutputOf<'visits.walkIn'>).visitId);
  if (!action.takenBack || !TAKEN_BACK.has(method)) return;
  const target = method === 'visits.walkIn' ? world.visits.at(-1)! : id;
  await desk.tell('visits.undo', { visitId: target, operationId: operation });
  const known = method === 'visits.walkIn' ? world.visits.slice(0, -1) : world.visits;
  expect(await viewsOf(desk, known)).toEqual(before);
  seen.takenBack += 1;
}

const TAKEN_BACK: ReadonlySet<CommandName> = new Set([
  'visits.move',
  'visits.checkIn',
  'visits.checkOut',
  'visits.walkIn',
  'visits.assignPatient',
  'cash.takePayment',
]);

/** The model's word on an accepted command: the status machine, and never more money than is owed. */
function expectLawful(action: Action, panel: Panel, input: unknown): void {
  const move = VISIT_MOVES.find((each) => each === action.what);
  if (move)
    expect(
      statusAfter(panel.visit.status, move),
      `${action.what} of a visit ${panel.visit.status}`,
    ).toBeDefined();
  const given = input as {
    payment?: { amountCents: number; purpose: string } | null;
    copay?: { payment?: { amountCents: number; purpose: string } };
    morePayments?: { amountCents: number; purpose: string }[];
  };
  const first = given.payment ?? given.copay?.payment;
  const payments = [...(first ? [first] : []), ...(given.morePayments ?? [])];
  for (const purpose of ['copay', 'balance']) {
    const sum = payments
      .filter((payment) => payment.purpose === purpose)
      .reduce((total, { amountCents }) => total + amountCents, 0);
    const owed =
      purpose === 'balance' ? panel.priorBalanceCents : copayOwed(action, panel, move === 'check-in');
    if (owed !== null && sum > 0) expect(sum, purpose).toBeLessThanOrEqual(owed);
  }
}

function copayOwed(action: Action, panel: Panel, atCheckIn: boolean): number | null {
  const active = ownCoverage(panel);
  const kept = active ? active.copayCents : 0;
  const card = !atCheckIn
    ? panel.coverageChoice === 'self-pay'
      ? 0
      : kept
    : {
        keep: kept,
        add: kept,
        case: NEW_CARD_COPAY,
        replace: NEW_CARD_COPAY,
        'self-pay': null,
        'unknown-copay': null,
      }[action.card];
  return card === null ? null : card - paid(panel, 'copay');
}

/** The board, and every visit's panel, tell one story of each visit, whoever asks; and what was paid is what the receipts say. */
async function expectSameStory({ desks, visits }: World): Promise<void> {
  const boards = await Promise.all(desks.map((desk) => desk.ask('visits.board', {})));
  expect(boards[1]).toEqual(boards[0]);
  const rows = boards[0]?.rows ?? [];
  expect(rows.map((row) => row.id).toSorted()).toEqual(visits.toSorted());
  for (const row of rows) {
    const panel = await panelOf(desks[0], row.id);
    expect(panel.visit).toEqual(row);
    const ahead = Math.max(0, paid(panel, 'prepayment') - fromPrepaid(panel));
    expect(row.paidCents).toBe(paid(panel, 'copay') + paid(panel, 'balance') + ahead);
    expect(panel.prepaidCents).toBeGreaterThanOrEqual(0);
    expect(paid(panel, 'prepayment')).toBeGreaterThanOrEqual(0);
    expect(paid(panel, 'copay')).toBeGreaterThanOrEqual(0);
    expect(panel.priorBalanceCents).toBeGreaterThanOrEqual(0);
    expect(row.dueCents).toBeGreaterThanOrEqual(0);
    if (panel.copayOutcome === 'taken')
      expect(paid(panel, 'copay'), 'a copay noted as taken').toBeGreaterThan(0);
    for (const tender of panel.tenders.filter((each) => each.voids !== null)) {
      const original = panel.tenders.find((each) => each.id === tender.voids);
      expect([(original?.amountCents ?? 0) + tender.amountCents, original?.voided]).toEqual([0, true]);
    }
  }
}

/** Everything that a desk can see of these visits, but for the receipts. */
async function viewsOf(desk: TestDesk, visits: readonly VisitId[]): Promise<unknown> {
  const panels = [];
  for (const id of visits) {
    const panel = await panelOf(desk, id);
    panels.push({ ...panel, tenders: [] });
  }
  const { rows } = await desk.ask('visits.board', {});
  const found = await Promise.all(
    ['smith', 'baker', 'fr-'].map((text) => desk.ask('patients.search', { text, limit: 50 })),
  );
  return { panels, rows: rows.filter((row) => visits.includes(row.id)), found };
}

function panelOf(desk: TestDesk, id: VisitId): Promise<Panel> {
  return desk.ask('visits.panel', { visitId: id });
}
