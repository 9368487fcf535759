import { beforeEach, expect, it } from 'vitest';
import { appendAudit } from '../../electron/engine/journal.ts';
import type { CommandName, InputOf } from '../../shared/api/index.ts';
import type { Cents } from '../../shared/kernel/money.ts';
import { instantOf, type PlainDate } from '../../shared/kernel/time.ts';
import { practiceOfEachTest } from '../support/each-test.ts';
import { fhirCoverage, fhirPatient } from '../support/imports.ts';
import { drawnSignature, tinyJpeg } from '../support/pictures.ts';
import { addExpectedPatient, deskId, deskOf, operationId, ZONE } from '../support/practice.ts';
import { recordsOf, storeContent, storeProblems } from '../support/store-facts.ts';

/** More pages than any of these commands needs; an import of a hundred people is the largest. */
const MOST_PAGES = 2_000;

const practice = practiceOfEachTest();
let someone: ReturnType<typeof addExpectedPatient>;
let twin: ReturnType<typeof addExpectedPatient>;
beforeEach(async () => {
  someone = addExpectedPatient(practice.db, 1);
  twin = addExpectedPatient(practice.db, 2, { given: 'Peggy', family: 'Smyth' });
  await practice.desk.signIn('front-desk');
});

interface Step<Name extends CommandName> {
  readonly method: Name;
  readonly input: InputOf<Name>;
}
const step = <Name extends CommandName>(method: Name, input: InputOf<Name>): Step<Name> => ({
  method,
  input,
});

const jpeg = tinyJpeg(480, 480).toString('base64');
const pictureOf = async (kind: 'card-front' | 'card-back') =>
  (await practice.desk.tell('pictures.add', { patientId: someone.patientId, kind, data: jpeg })).pictureId;

async function administrator() {
  const desk = deskOf(practice.engine);
  await desk.signIn('administrator');
  return desk;
}

/** A text in force, and its signature on the pad. */
async function signing() {
  const words = { title: 'Privacy notice', body: 'We keep what you tell us. '.repeat(40) };
  const { seriesId } = await (await administrator()).tell('consents.publish', {
    seriesId: null,
    kind: 'privacy-notice',
    renewal: 'yearly',
    required: true,
    en: words,
    es: words,
  });
  const { wordings } = await practice.desk.ask('consents.wording', { seriesId });
  const [wording] = wordings;
  if (wording === undefined) throw new Error('the text has words');
  return step('consents.sign', {
    patientId: someone.patientId,
    visitId: someone.visitId,
    textId: wording.textId,
    textHash: wording.sha256,
    signerName: 'Margaret Smith',
    relation: 'self',
    method: 'pad',
    ...drawnSignature(),
  });
}

async function coverageWithPictures() {
  return step('coverage.add', {
    patientId: someone.patientId,
    fields: {
      payerName: 'Front Range Health',
      planName: '',
      memberId: 'FRH-1',
      groupNumber: '',
      copayCents: 2500 as Cents,
      frontPictureId: await pictureOf('card-front'),
      backPictureId: await pictureOf('card-back'),
    },
  });
}

async function merging() {
  const { patientId } = twin;
  for (const text of ['Wants a call before noon.', 'Parks at the side door.'])
    await practice.desk.tell('patients.saveNote', { patientId, noteId: null, text });
  const versionOf = async (id: typeof patientId) =>
    (await practice.desk.ask('patients.chart', { patientId: id })).patient.version;
  return step('patients.merge', {
    survivorId: someone.patientId,
    survivorVersion: await versionOf(someone.patientId),
    duplicateId: patientId,
    duplicateVersion: await versionOf(patientId),
    take: ['given'],
  });
}

const RUN = { source: 'EHR', fingerprint: '0'.repeat(64), size: 90_000, format: 'ndjson' as const };

/** The lines of an import; `forwards` has the cards before the people whom they wait for. */
async function importing(order: 'backwards' | 'forwards' = 'backwards') {
  await practice.desk.signIn('administrator');
  const { runId } = await practice.desk.tell('imports.begin', RUN);
  const people = Array.from({ length: 60 }, (_, index) => fhirPatient(`p${index}`));
  const cards = people.slice(0, 20).map(({ id }) => fhirCoverage(`c${id}`, id));
  const resources = order === 'backwards' ? [...people, ...cards] : [...cards, ...people];
  const lines = resources.map((resource) => JSON.stringify(resource));
  return step('imports.batch', { runId, fromLine: 1, toByte: 90_000, lines, unreadable: [] });
}

async function beginningImport() {
  await practice.desk.signIn('administrator');
  return step('imports.begin', RUN);
}

async function finishingImport() {
  const { method, input } = await importing('forwards');
  await practice.desk.tell(method, input);
  return step('imports.finish', { runId: input.runId, after: 0 });
}

async function settings() {
  await practice.desk.signIn('administrator');
  const { details } = await practice.desk.ask('practice.settings', {});
  return step('practice.saveDetails', { details: { ...details, name: 'R'.repeat(80), paper: 'a4' } });
}

const note = (text: string) =>
  step('patients.saveNote', { patientId: someone.patientId, noteId: null, text });

const steps: readonly (readonly [string, () => Promise<Step<CommandName>>])[] = [
  ['a consent that is signed', signing],
  [
    'a picture',
    async () => step('pictures.add', { patientId: someone.patientId, kind: 'photo', data: jpeg }),
  ],
  ['a coverage with both sides of its card', coverageWithPictures],
  ['two records that become one', merging],
  ['the beginning of an import', beginningImport],
  ['a step of an import', importing],
  ['the end of an import, with cards that waited for their people', finishingImport],
  ['the practice’s own settings', settings],
  [
    'the note of a print',
    async () =>
      step('print.note', { kind: 'label', subjectId: someone.visitId, destination: 'label-printer' }),
  ],
  [
    'the first command of a new day, with the signed checkpoint before it',
    async () => {
      practice.clock.set(instantOf('2026-03-11' as PlainDate, 8, 0, ZONE));
      await practice.desk.signIn('front-desk');
      practice.clock.set(instantOf('2026-03-12' as PlainDate, 8, 0, ZONE));
      return note('The first of the day.');
    },
  ],
];

it.each(steps)(
  '%s: wherever the disk fills, nothing of it is kept, and it works when there is room',
  async (_what, prepare) => {
    const { db, desk } = practice;
    const start = recordsOf(db);
    const { method, input } = await prepare();
    fillJournal();
    const id = operationId();
    const before = storeContent(db);
    let stops = 0;
    for (let room = 0; ; room += 1) {
      expect(room, 'there was never room enough').toBeLessThan(MOST_PAGES);
      leaveRoom(room);
      const reply = await desk.connection.call(method, { operationId: id, input });
      if (reply.ok) break;
      expect(reply.error).toMatchObject({ code: 'store/disk-full', retryable: true });
      expect(reply.error.message).toMatch(/^Not saved: .*full.*try again/);
      expect(storeContent(db)).toEqual(before);
      stops += 1;
    }
    expect(stops).toBeGreaterThan(0);
    leaveRoom(MOST_PAGES);
    expect(db.prepare('SELECT count(*) FROM operation WHERE id = ?').pluck().get(id)).toBe(1);
    expect(storeProblems(db, start).filter((problem) => !mayDiffer(method, problem))).toEqual([]);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  },
);

/** What comes from an EHR is not queued for it. */
const mayDiffer = (method: string, problem: string): boolean =>
  method.startsWith('imports.') && problem === 'the queue holds another number of records';

/** Uses up what room is left in the last pages of the journal, so that a small command needs a new one, too. */
function fillJournal(): void {
  const { db } = practice;
  leaveRoom(0);
  const entry = {
    at: practice.clock.now(),
    deskId,
    staffId: null,
    role: null,
    patientId: null,
    entities: '[]',
    operationId: null,
    method: 'staff.session',
    action: 'E' as const,
    outcome: 'denied',
  };
  for (const length of [2_000, 200, 0])
    expect(() => {
      for (let row = 0; row < 10_000; row += 1) appendAudit(db, { ...entry, detail: 'x'.repeat(length) });
    }).toThrow('full');
}

/** The file may grow by so many pages and no more: SQLite then answers as it does on a full disk. */
function leaveRoom(pages: number): void {
  const { db } = practice;
  const free = db.pragma('freelist_count', { simple: true }) as number;
  const used = db.pragma('page_count', { simple: true }) as number;
  db.pragma(`max_page_count=${used + Math.max(0, pages - free)}`);
}
