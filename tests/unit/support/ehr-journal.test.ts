import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '../../support/ehr/journal.ts';
import { bundle, patient } from '../../support/ehr/talk.ts';
import { type TestEhr, testEhr } from '../../support/ehr/test-ehr.ts';

const at = { folder: '' };
const file = (name: string) => join(at.folder, name);

beforeEach(() => {
  at.folder = mkdtempSync(join(tmpdir(), 'ehr-journal-'));
});
afterEach(() => rmSync(at.folder, { recursive: true }));

function reopened(): TestEhr {
  return testEhr({ journal: openJournal(at.folder), newId: () => 'after-restart' });
}

/** Three commits: two patients in one, a change, a deletion. */
async function worked(): Promise<TestEhr> {
  const test = testEhr({ journal: openJournal(at.folder) });
  await test.send(
    'POST',
    '',
    bundle('transaction', [
      ['POST', 'Patient', patient('1')],
      ['POST', 'Patient', patient('2')],
    ]),
  );
  test.clock.now += 1_000;
  await test.send('PUT', '/Patient/id-1', patient('1', { id: 'id-1', gender: 'male' }));
  test.clock.now += 1_000;
  await test.send('DELETE', '/Patient/id-2');
  return test;
}

describe('a server that stops', () => {
  it.each([
    ['as it should', true],
    ['in the middle', false],
  ])('%s has the same ids, versions, stamps and tombstones afterwards', async (_, isClosed) => {
    const before = await worked();
    if (isClosed) await before.ehr.close();
    expect(readFileSync(file('journal.jsonl'), 'utf8') === '').toBe(isClosed);
    const after = reopened();
    expect(after.ehr.history()).toEqual(before.ehr.history());
    expect((await after.send('GET', '/Patient/id-1')).headers['etag']).toBe('W/"2"');
    expect((await after.send('GET', '/Patient/id-2')).status).toBe(410);
    const stale = patient('1', { id: 'id-1' });
    expect((await after.send('PUT', '/Patient/id-1', stale, { 'if-match': 'W/"1"' })).status).toBe(412);
    const once = { 'if-none-exist': 'identifier=urn:anteroom:desk-record|1' };
    expect((await after.send('POST', '/Patient', patient('1'), once)).status).toBe(200);
  });

  it('in the middle of a line loses that commit whole, and writes on behind the last good one', async () => {
    await worked();
    const whole = readFileSync(file('journal.jsonl'), 'utf8');
    const torn = whole.slice(0, whole.lastIndexOf('[') + 20);
    writeFileSync(file('journal.jsonl'), torn);
    const after = reopened();
    expect(after.ehr.history()).toHaveLength(3);
    expect((await after.send('GET', '/Patient/id-2')).status).toBe(200);
    await after.send('POST', '/Patient', patient('3'));
    expect(reopened().ehr.history()).toEqual(after.ehr.history());
  });

  it('between snapshot and emptied journal reads nothing twice', async () => {
    const before = await worked();
    const journal = readFileSync(file('journal.jsonl'));
    await before.ehr.close();
    appendFileSync(file('journal.jsonl'), journal);
    expect(reopened().ehr.history()).toEqual(before.ehr.history());
    expect(existsSync(file('snapshot.jsonl.new'))).toBe(false);
  });

  it('says so where a line in the middle is damaged', async () => {
    await worked();
    const whole = readFileSync(file('journal.jsonl'), 'utf8');
    writeFileSync(file('journal.jsonl'), whole.replace('"Patient"', '"Pat'));
    expect(() => openJournal(at.folder)).toThrow();
  });

  it('keeps nothing of a transaction that was refused', async () => {
    const test = await worked();
    const before = readFileSync(file('journal.jsonl'), 'utf8');
    const refused = await test.send(
      'POST',
      '',
      bundle('transaction', [
        ['POST', 'Patient', patient('3')],
        ['POST', 'Patient', patient('4', { gender: '' })],
      ]),
    );
    expect(refused.status).toBe(422);
    expect(readFileSync(file('journal.jsonl'), 'utf8')).toBe(before);
  });
});
