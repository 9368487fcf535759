import { describe, expect, it } from 'vitest';
import { filesOf } from '../../../electron/imports/import-path.ts';
import { readBundle } from '../../../electron/imports/read-bundle.ts';
import { type ReadLine, readLines } from '../../../electron/imports/read-lines.ts';
import { importFolderOfEachTest } from '../../support/each-test.ts';

const files = importFolderOfEachTest();

async function all(lines: AsyncIterable<ReadLine>): Promise<ReadLine[]> {
  const read: ReadLine[] = [];
  for await (const line of lines) read.push(line);
  return read;
}
const texts = (lines: readonly ReadLine[]) => lines.map(({ text, fault }) => fault ?? text);
const read = (content: string | Buffer, { fromByte = 0, longest = 1_000 } = {}) =>
  all(readLines(files.write('a.ndjson', content), { fromByte, longest }));

describe('lines', () => {
  it('end with or without a carriage return, and the last one needs no end', async () => {
    expect(texts(await read('a\r\nb\n\n c\nd'))).toEqual(['a', 'b', '', ' c', 'd']);
    expect(texts(await read(''))).toEqual([]);
    expect(texts(await read('\n'))).toEqual(['']);
  });

  it('begin behind the mark of UTF-8, and only the first one has it', async () => {
    expect(texts(await read('\ufeff{}\n\ufeff{}'))).toEqual(['{}', '\ufeff{}']);
  });

  it('can be entered at every place that they name', async () => {
    const content = 'eins\r\nzwei ü\n\ndrei';
    const lines = await read(content);
    for (const [index, { nextByte }] of lines.entries())
      expect(texts(await read(content, { fromByte: nextByte }))).toEqual(texts(lines.slice(index + 1)));
  });

  it('that are too long are said and passed over, however the file is cut', async () => {
    const long = 'x'.repeat(300_000);
    expect(texts(await read(`a\n${long}\nb\n${long}`))).toEqual(['a', 'line-too-long', 'b', 'line-too-long']);
    expect(texts(await read(`${'y'.repeat(1_000)}\n${'y'.repeat(1_001)}`))).toEqual([
      'y'.repeat(1_000),
      'line-too-long',
    ]);
  });

  it('with bytes that are no UTF-8 are said; the sign for such bytes may stand in a file itself', async () => {
    const broken = Buffer.concat([Buffer.from('a\nGarc'), Buffer.from([0xed]), Buffer.from('a\n\ufffd\nb')]);
    expect(texts(await read(broken))).toEqual(['a', 'not-utf8', '\ufffd', 'b']);
    const cut = Buffer.from('García ☃ 𝄞').subarray(0, -1);
    expect(texts(await read(cut))).toEqual(['not-utf8']);
  });
});

describe('a Bundle', () => {
  const bundle = (content: string, longest = 1_000_000) =>
    all(readBundle(files.write('b.json', content), { longest }));

  it('gives its resources in their own words, whatever else it holds', async () => {
    const tricky = String.raw`{"resourceType":"Patient","id":"1","name":[{"family":"a}]\"\\","resource":{"entry":[{}]}}],"value":1.50}`;
    const content = `{ "entry":[ {"request":{"method":"PUT","resource":{}},"resource" : ${tricky}} ,\n {"fullUrl":"x"}, {"resource":{"id":"2"}} ], "contained":[{"resource":{"id":"no"}}], "resourceType":"Bundle", "meta":{"entry":[{"resource":{"id":"no"}}]} }`;
    expect(texts(await bundle(content))).toEqual([tricky, '{"id":"2"}']);
  });

  it('of any size is read piece by piece; what is too long or cut off is said', async () => {
    const entries = Array.from({ length: 3_000 }, (_, index) => ({
      resource: { id: String(index), text: 'é'.repeat(index % 97) },
    }));
    const read = await bundle(JSON.stringify({ resourceType: 'Bundle', entry: entries }, null, 1));
    expect(read.map(({ text }) => JSON.parse(text) as unknown)).toEqual(
      entries.map(({ resource }) => resource),
    );
    expect(
      texts(await bundle(`{"entry":[{"resource":{"a":"${'x'.repeat(200_000)}"}},{"resource":{}}]}`, 1_000)),
    ).toEqual(['line-too-long', '{}']);
    expect(texts(await bundle('{"entry":[{"resource":{"a":1}},{"resource":{"b":'))).toEqual([
      '{"a":1}',
      '{"b":',
    ]);
    expect(texts(await bundle('not json at all ]]]]}}}} {'))).toEqual([]);
  });
});

it('a folder is taken in the order in which its files refer to each other', async () => {
  for (const name of [
    'Encounter.ndjson',
    'Patient.000.ndjson',
    'Observation.ndjson',
    'notes.txt',
    'Organization.ndjson',
    'Coverage.json',
  ])
    files.write(name, '');
  const names = (await filesOf(files.folder)).map((path) => path.slice(files.folder.length + 1));
  expect(names).toEqual([
    'Organization.ndjson',
    'Patient.000.ndjson',
    'Coverage.json',
    'Encounter.ndjson',
    'Observation.ndjson',
  ]);
});
