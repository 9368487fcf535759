import { beforeEach, describe, expect, it } from 'vitest';
import { MOST_PICTURE_BYTES } from '../../../shared/pictures/picture-format.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';
import { drawnSignature, tinyJpeg } from '../../support/pictures.ts';
import { addExpectedPatient, coverageId, operationId, type TestDesk } from '../../support/practice.ts';
import { storeContent } from '../../support/store-facts.ts';

const practice = practiceOfEachTest();
let desk: TestDesk;
let patientId: string;
beforeEach(async () => {
  desk = practice.desk;
  await desk.signIn('front-desk');
  patientId = addExpectedPatient(practice.db, 1).patientId;
});

const jpeg = tinyJpeg(480, 480).toString('base64');
const photoOf = () => practice.db.prepare('SELECT photo_id FROM patient WHERE id = ?').pluck().get(patientId);

describe('a picture', () => {
  it('is kept by its content, read with its size, and looked at under audit', async () => {
    const { pictureId } = await desk.tell('pictures.add', { patientId, kind: 'card-front', data: jpeg });
    const twin = await desk.tell('pictures.add', { patientId, kind: 'card-back', data: jpeg });
    expect(practice.db.prepare('SELECT count(*) FROM picture_content').pluck().get()).toBe(1);
    expect(await desk.ask('pictures.read', { pictureId })).toMatchObject({
      kind: 'card-front',
      mime: 'image/jpeg',
      width: 480,
      height: 480,
      takenBy: 'Person front-desk',
      data: jpeg,
    });
    const { pictures } = await desk.ask('pictures.ofPatient', { patientId });
    expect(pictures.map(({ id }) => id).sort()).toEqual([pictureId, twin.pictureId].sort());
    expect(
      practice.db.prepare(`SELECT patient_id FROM audit WHERE method = 'pictures.read'`).pluck().all(),
    ).toEqual([patientId]);
  });

  it('of the patient is the photo; a new one takes its place, and undo brings the old one back', async () => {
    expect(photoOf()).toBeNull();
    const first = await desk.tell('pictures.add', { patientId, kind: 'photo', data: jpeg });
    expect(photoOf()).toBe(first.pictureId);
    practice.clock.advance(1000);
    const operation = operationId();
    const { image } = drawnSignature();
    const second = await desk.tell('pictures.add', { patientId, kind: 'photo', data: image }, operation);
    expect(photoOf()).toBe(second.pictureId);
    await desk.tell('pictures.undo', { operationId: operation });
    expect(photoOf()).toBe(first.pictureId);
    expect((await desk.refused('pictures.read', { pictureId: second.pictureId })).code).toBe(
      'pictures/unknown',
    );
  });

  it('removed is out of use, and comes back with undo', async () => {
    const { pictureId } = await desk.tell('pictures.add', { patientId, kind: 'photo', data: jpeg });
    const operation = operationId();
    await desk.tell('pictures.remove', { pictureId }, operation);
    expect(photoOf()).toBeNull();
    expect((await desk.ask('pictures.ofPatient', { patientId })).pictures).toEqual([]);
    expect((await desk.refused('pictures.remove', { pictureId })).code).toBe('pictures/unknown');
    await desk.tell('pictures.undo', { operationId: operation });
    expect(photoOf()).toBe(pictureId);
  });

  it.each([
    ['no picture at all', Buffer.from('hello, I am a picture').toString('base64'), 'pictures/unreadable'],
    [
      'an SVG with a script',
      Buffer.from('<svg><script>1</script></svg>').toString('base64'),
      'pictures/unreadable',
    ],
    [
      'a JPEG with a web page behind it',
      Buffer.concat([tinyJpeg(9, 9), Buffer.from('<html>')]).toString('base64'),
      'pictures/unreadable',
    ],
    ['one that unfolds to a wall', tinyJpeg(60_000, 60_000).toString('base64'), 'pictures/unreadable'],
    ['nothing', '', 'pictures/unreadable'],
    ['one byte too many', Buffer.alloc(MOST_PICTURE_BYTES + 3).toString('base64'), 'input/invalid'],
    ['an address instead of bytes', 'data:image/jpeg;base64,AAAA', 'input/invalid'],
  ])('that is %s is refused, and nothing is kept', async (_what, data, code) => {
    const before = storeContent(practice.db);
    expect((await desk.refused('pictures.add', { patientId, kind: 'photo', data })).code).toBe(code);
    expect(storeContent(practice.db)).toEqual(before);
  });

  it('whose bytes were changed in the file is not shown', async () => {
    const { pictureId } = await desk.tell('pictures.add', { patientId, kind: 'photo', data: jpeg });
    for (const { name } of practice.db
      .prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'picture_content'`)
      .all() as { name: string }[])
      practice.db.exec(`DROP TRIGGER "${name}"`);
    practice.db.prepare(`UPDATE picture_content SET bytes = x'ffd8'`).run();
    expect((await desk.refused('pictures.read', { pictureId })).code).toBe('pictures/damaged');
  });
});

it('a card of one patient never carries the picture of another', async () => {
  const other = addExpectedPatient(practice.db, 2, { given: 'Ana' });
  const { pictureId } = await desk.tell('pictures.add', { patientId, kind: 'card-front', data: jpeg });
  const edit = (coverageId: string) => ({ coverageId, version: 1, changes: { frontPictureId: pictureId } });
  expect((await desk.refused('coverage.edit', edit(other.coverageId))).code).toBe('pictures/unknown');
  await desk.tell('coverage.edit', edit(coverageId(1)));
  await desk.tell('pictures.remove', { pictureId });
  expect((await desk.ask('pictures.ofPatient', { patientId })).pictures).toEqual([]);
});
