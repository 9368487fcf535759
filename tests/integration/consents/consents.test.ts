import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_TEXTS } from '../../../electron/consents/default-texts/index.ts';
import type { OutputOf } from '../../../shared/api/index.ts';
import { instantOf, type PlainDate } from '../../../shared/kernel/time.ts';
import { drawnSignature } from '../../support/pictures.ts';
import {
  addExpectedPatient,
  deskOf,
  openTestPractice,
  operationId,
  type TestDesk,
  type TestPractice,
  ZONE,
} from '../../support/practice.ts';
import { storeContent } from '../../support/store-facts.ts';

type Version = OutputOf<'consents.texts'>['versions'][number];

let practice: TestPractice;
let desk: TestDesk;
let administrator: TestDesk;
beforeEach(async () => {
  practice = await openTestPractice();
  desk = practice.desk;
  await desk.signIn('front-desk');
  administrator = deskOf(practice.engine);
  await administrator.signIn('administrator');
});
afterEach(() => practice.dispose());

const WORDS = {
  en: { title: 'Privacy notice', body: 'We keep what you tell us.' },
  es: { title: 'Aviso de privacidad', body: 'Guardamos lo que usted nos dice.' },
};

async function publish(
  changes: { renewal?: 'yearly' | 'on-new-version'; body?: string; seriesId?: string } = {},
) {
  const { seriesId } = await administrator.tell('consents.publish', {
    seriesId: changes.seriesId ?? null,
    kind: 'privacy-notice',
    renewal: changes.renewal ?? 'yearly',
    required: true,
    en: { ...WORDS.en, body: changes.body ?? WORDS.en.body },
    es: WORDS.es,
  });
  return desk.ask('consents.wording', { seriesId });
}

const wordingOf = (version: Version, language: 'en' | 'es' = 'en') => {
  const found = version.wordings.find((wording) => wording.language === language);
  if (found === undefined) throw new Error('the text has this language');
  return found;
};

function signing(
  version: Version,
  who: { patientId: string; visitId: string | null },
  language: 'en' | 'es' = 'en',
) {
  const { textId, sha256 } = wordingOf(version, language);
  return {
    ...who,
    textId,
    textHash: sha256,
    signerName: 'Margaret Smith',
    relation: 'self' as const,
    method: 'pad' as const,
    ...drawnSignature(),
  };
}

const patientOf = (number: number, changes = {}) => {
  const { patientId, visitId } = addExpectedPatient(practice.db, number, changes);
  return { patientId, visitId };
};

describe('signing', () => {
  it('binds the signature to the words, and the chart shows it until it expires', async () => {
    const who = patientOf(1);
    const version = await publish();
    const before = await desk.ask('consents.ofPatient', who);
    expect(before.standings).toMatchObject([{ state: 'never', isDue: true, required: true }]);
    const { signatureId } = await desk.tell('consents.sign', signing(version, who, 'es'));
    const after = await desk.ask('consents.ofPatient', who);
    expect(after.standings).toMatchObject([
      { state: 'valid', isDue: false, validUntil: '2027-03-09', signatureId },
    ]);
    const document = await desk.ask('consents.document', { signatureId });
    expect(document).toMatchObject({
      patientName: 'Margaret Smith',
      body: WORDS.es.body,
      image: drawnSignature().image,
      signature: { language: 'es', witness: 'Person front-desk', status: 'valid' },
    });
    expect(document.sha256).toBe(
      createHash('sha256').update(`${WORDS.es.title}\n\n${WORDS.es.body}`).digest('hex'),
    );
    practice.clock.set(instantOf('2027-03-10' as PlainDate, 9, 0, ZONE));
    expect((await desk.ask('consents.ofPatient', { ...who, visitId: null })).standings).toMatchObject([
      { state: 'expired', isDue: true },
    ]);
  });

  it.each([
    ['other words', 'consents/other-words', { textHash: '0'.repeat(64) }],
    ['an empty pad', 'consents/not-drawn', { strokes: [], image: '' }],
    ['a dot without its four numbers', 'consents/not-drawn', { strokes: [[1, 2, 3, 4, 5]] }],
    ['paper with a drawing', 'consents/paper-has-none', { method: 'paper' }],
    ['a parent of somebody grown', 'consents/signer', { relation: 'parent' }],
    ['nobody’s name', 'input/invalid', { signerName: ' ' }],
    ['a picture that is none', 'pictures/unreadable', { image: Buffer.from('<svg/>').toString('base64') }],
    ['a picture too large', 'input/invalid', { image: 'A'.repeat(90_000) }],
    ['no base64', 'input/invalid', { image: 'data:image/png;base64,xx' }],
    ['endless strokes', 'input/invalid', { strokes: [Array.from({ length: 8004 }, () => 1)] }],
  ])('with %s is refused, and nothing of it is kept', async (_what, code, changes) => {
    const who = patientOf(1);
    const version = await publish();
    const before = storeContent(practice.db);
    expect((await desk.refused('consents.sign', { ...signing(version, who), ...changes })).code).toBe(code);
    expect(storeContent(practice.db)).toEqual(before);
  });

  it('at the visit of somebody else is refused', async () => {
    const who = patientOf(1);
    const other = patientOf(2, { given: 'Ana' });
    const version = await publish();
    const input = { ...signing(version, who), visitId: other.visitId };
    expect((await desk.refused('consents.sign', input)).code).toBe('consents/other-visit');
  });

  it('for a child is the parent’s, and the child alone is refused', async () => {
    const who = patientOf(1, { birthDate: '2019-01-30' as PlainDate });
    const version = await publish();
    expect((await desk.refused('consents.sign', signing(version, who))).code).toBe('consents/signer');
    await desk.tell('consents.sign', {
      ...signing(version, who),
      relation: 'parent',
      signerName: 'Dana Baker',
    });
    expect((await desk.ask('consents.ofPatient', who)).standings).toMatchObject([{ state: 'valid' }]);
  });

  it('keeps nothing when the store fails before the end', async () => {
    practice.dispose();
    const fault = { armed: false };
    practice = await openTestPractice({
      failpoint: (point) => {
        if (fault.armed && point === 'before-commit') throw new Error('the disk is gone');
      },
    });
    desk = practice.desk;
    await desk.signIn('front-desk');
    administrator = deskOf(practice.engine);
    await administrator.signIn('administrator');
    const who = patientOf(1);
    const version = await publish();
    const before = storeContent(practice.db);
    fault.armed = true;
    await desk.refused('consents.sign', signing(version, who));
    fault.armed = false;
    expect(storeContent(practice.db)).toEqual(before);
    await desk.tell('consents.sign', signing(version, who));
  });
});

describe('a refusal', () => {
  it('is the documented effort of that visit, and the next visit asks again', async () => {
    const who = patientOf(1);
    const version = await publish();
    const { strokes: _strokes, image: _image, method: _method, ...asked } = signing(version, who);
    expect((await desk.refused('consents.refuse', { ...asked, reason: '' })).code).toBe('input/invalid');
    await desk.tell('consents.refuse', { ...asked, reason: 'Declined' });
    expect(await desk.ask('consents.ofPatient', who)).toMatchObject({
      standings: [{ state: 'refused', isDue: false }],
      signatures: [{ outcome: 'refused', refusalReason: 'Declined', witness: 'Person front-desk' }],
    });
    practice.clock.advance(2 * 86_400_000);
    expect((await desk.ask('consents.ofPatient', { ...who, visitId: null })).standings).toMatchObject([
      { state: 'refused', isDue: true },
    ]);
  });
});

describe('undo', () => {
  it('of a signature asks again, once, and leaves the row for whoever looks', async () => {
    const who = patientOf(1);
    const version = await publish();
    const operation = operationId();
    const { signatureId } = await desk.tell('consents.sign', signing(version, who), operation);
    await desk.tell('consents.undo', { operationId: operation });
    expect((await desk.ask('consents.ofPatient', who)).standings).toMatchObject([{ state: 'never' }]);
    expect((await desk.refused('consents.undo', { operationId: operation })).code).toBe('undo/nothing');
    expect((await desk.refused('consents.document', { signatureId })).code).toBe(
      'consents/unknown-signature',
    );
    const row = practice.db.prepare('SELECT status FROM consent_signature WHERE id = ?').get(signatureId);
    expect(row).toEqual({ status: 'entered-in-error' });
  });

  it('of a withdrawal puts the consent back in force', async () => {
    const who = patientOf(1);
    const version = await publish();
    const { signatureId } = await desk.tell('consents.sign', signing(version, who));
    const operation = operationId();
    await desk.tell('consents.revoke', { signatureId, reason: 'Asked for by letter' }, operation);
    expect((await desk.ask('consents.ofPatient', who)).standings).toMatchObject([
      { state: 'revoked', isDue: true },
    ]);
    expect((await desk.refused('consents.revoke', { signatureId, reason: 'again' })).code).toBe(
      'consents/revoked',
    );
    await desk.tell('consents.undo', { operationId: operation });
    expect((await desk.ask('consents.ofPatient', who)).standings).toMatchObject([{ state: 'valid' }]);
  });

  it('reaches neither other days nor other commands', async () => {
    const who = patientOf(1);
    const version = await publish();
    const operation = operationId();
    await desk.tell('consents.sign', signing(version, who), operation);
    expect((await administrator.refused('consents.undoText', { operationId: operation })).code).toBe(
      'undo/nothing',
    );
    practice.clock.advance(86_400_000);
    expect((await desk.refused('consents.undo', { operationId: operation })).code).toBe('undo/nothing');
  });
});

describe('a new version', () => {
  it('leaves what was signed as it was, and its words cannot be edited by anybody', async () => {
    const who = patientOf(1);
    const first = await publish({ renewal: 'on-new-version' });
    const { signatureId } = await desk.tell('consents.sign', signing(first, who));
    const operation = operationId();
    await administrator.tell(
      'consents.publish',
      {
        seriesId: first.seriesId,
        kind: 'privacy-notice',
        renewal: 'on-new-version',
        required: true,
        en: { ...WORDS.en, body: 'New words.' },
        es: WORDS.es,
      },
      operation,
    );
    expect((await desk.ask('consents.ofPatient', who)).standings).toMatchObject([
      { state: 'new-version', version: 2 },
    ]);
    expect((await desk.ask('consents.document', { signatureId })).body).toBe(WORDS.en.body);
    expect((await desk.refused('consents.sign', signing(first, who))).code).toBe('consents/not-in-force');
    await administrator.tell('consents.undoText', { operationId: operation });
    expect((await desk.ask('consents.ofPatient', who)).standings).toMatchObject([
      { state: 'valid', version: 1 },
    ]);
    const again = await publish({
      seriesId: first.seriesId,
      renewal: 'on-new-version',
      body: 'Newer words.',
    });
    expect(again.version).toBe(3);
  });

  it('without anything new is refused, and so is one of a text that is not there', async () => {
    const version = await publish();
    const same = {
      seriesId: version.seriesId,
      kind: 'privacy-notice',
      renewal: 'yearly',
      required: true,
      ...WORDS,
    };
    expect((await administrator.refused('consents.publish', same)).code).toBe('consents/unchanged');
    expect((await administrator.refused('consents.publish', { ...same, kind: 'own' })).code).toBe(
      'consents/other-kind',
    );
    const unknown = { ...same, seriesId: '01890000-0000-7000-8000-000000000000' };
    expect((await administrator.refused('consents.publish', unknown)).code).toBe('consents/unknown-text');
  });

  it('retired is asked of nobody, and comes back with undo', async () => {
    const who = patientOf(1);
    const { seriesId } = await publish();
    const operation = operationId();
    await administrator.tell('consents.retire', { seriesId }, operation);
    expect((await desk.ask('consents.ofPatient', who)).standings).toEqual([]);
    expect((await administrator.refused('consents.retire', { seriesId })).code).toBe('consents/not-in-force');
    await administrator.tell('consents.undoText', { operationId: operation });
    expect((await desk.ask('consents.ofPatient', who)).standings).toHaveLength(1);
  });

  it('is put in force by the administrator alone', async () => {
    const input = { seriesId: null, kind: 'own', renewal: 'once', required: false, ...WORDS };
    for (const role of ['front-desk', 'lead', 'billing', 'clinician'] as const) {
      const other = deskOf(practice.engine);
      await other.signIn(role);
      expect((await other.refused('consents.publish', input)).code, role).toBe('staff/not-allowed');
    }
  });
});

it('words edited under a signature behind our back are found, not shown', async () => {
  const who = patientOf(1);
  const version = await publish();
  const { signatureId } = await desk.tell('consents.sign', signing(version, who));
  for (const { name } of practice.db
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'consent_text'`)
    .all() as { name: string }[])
    practice.db.exec(`DROP TRIGGER "${name}"`);
  practice.db.prepare(`UPDATE consent_text SET body = 'We sell what you tell us.'`).run();
  expect((await desk.refused('consents.document', { signatureId })).code).toBe('consents/damaged');
});

it.each([
  ['consent_text', `UPDATE consent_text SET body = 'x'`],
  ['consent_text', `UPDATE consent_text SET sha256 = 'x'`],
  ['consent_text', 'DELETE FROM consent_text'],
  ['consent_signature', `UPDATE consent_signature SET signer_name = 'Somebody else'`],
  ['consent_signature', 'UPDATE consent_signature SET image_hash = NULL'],
  ['consent_signature', 'DELETE FROM consent_signature'],
  ['picture_content', `UPDATE picture_content SET bytes = x'00'`],
  ['picture_content', 'DELETE FROM picture_content'],
])('%s only grows: %s is refused by the file', async (_table, sql) => {
  const who = patientOf(1);
  const version = await publish();
  await desk.tell('consents.sign', signing(version, who));
  expect(() => practice.db.prepare(sql).run()).toThrow();
});

it('opening a signed text is audited for its patient', async () => {
  const who = patientOf(1);
  const version = await publish();
  const { signatureId } = await desk.tell('consents.sign', signing(version, who));
  await desk.ask('consents.document', { signatureId });
  const rows = practice.db
    .prepare(`SELECT patient_id FROM audit WHERE method = 'consents.document' AND action = 'R'`)
    .pluck()
    .all();
  expect(rows).toEqual([who.patientId]);
});

it('a practice that begins gets the sample texts once, and can take them back', async () => {
  const operation = operationId();
  expect(await administrator.tell('consents.publishDefaults', {}, operation)).toEqual({ published: 5 });
  expect(await administrator.tell('consents.publishDefaults', {})).toEqual({ published: 0 });
  const who = patientOf(1);
  const { standings } = await desk.ask('consents.ofPatient', who);
  expect(standings.map(({ kind }) => kind)).toEqual(DEFAULT_TEXTS.map(({ kind }) => kind));
  const { versions } = await administrator.ask('consents.texts', {});
  expect(versions.map(({ isSample }) => isSample)).toEqual(DEFAULT_TEXTS.map(() => true));
  await administrator.tell('consents.undoText', { operationId: operation });
  expect((await desk.ask('consents.ofPatient', who)).standings).toEqual([]);
});

it('that a text is a sample is said to the staff, never in what the patient signs', async () => {
  for (const { en, es } of DEFAULT_TEXTS) expect(`${en.body} ${es.body}`).not.toMatch(/sample|muestra|\[/i);
  const [sample] = DEFAULT_TEXTS;
  if (sample === undefined) throw new Error('No text ships.');
  const { kind, renewal, required, en, es } = sample;
  const read = (body: string) => `${body}\n\nRead by counsel.`;
  await administrator.tell('consents.publish', {
    ...{ seriesId: null, kind, renewal, required },
    en: { title: en.title, body: read(en.body) },
    es: { title: es.title, body: read(es.body) },
  });
  const { versions } = await administrator.ask('consents.texts', {});
  expect(versions.map(({ isSample }) => isSample)).toEqual([false]);
});

it('the texts that ship have both languages, and every kind but the practice’s own', () => {
  expect(DEFAULT_TEXTS.map(({ kind }) => kind)).toEqual([
    'privacy-notice',
    'treatment',
    'billing-release',
    'assignment-of-benefits',
    'financial-policy',
  ]);
  for (const { en, es } of DEFAULT_TEXTS) {
    expect(es.body.split('\n\n')).toHaveLength(en.body.split('\n\n').length);
  }
});
