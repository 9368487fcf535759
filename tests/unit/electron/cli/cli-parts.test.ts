import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXIT, understand } from '../../../../electron/cli/arguments.ts';
import { csvLine } from '../../../../electron/cli/csv.ts';
import { HELP } from '../../../../electron/cli/help.ts';
import { createFrameReader, FrameError, frameOf } from '../../../../electron/cli/pipe-frames.ts';
import { isProof, proofOf } from '../../../../electron/cli/pipe-place.ts';
import { progressBar } from '../../../../electron/cli/progress.ts';
import { checkpointKeyOf } from '../../../../electron/security/checkpoint-key.ts';

describe('the words of a command', () => {
  it('are understood wherever the options stand', () => {
    expect(understand(['--json', 'call', 'visits.board', '--secret-file=/x/y'])).toMatchObject({
      ok: true,
      asked: { command: 'call', operand: 'visits.board', json: true, secretFile: '/x/y' },
    });
    expect(understand(['import', 'a.ndjson', '--source', 'Synthea'])).toMatchObject({
      asked: { command: 'import', operand: 'a.ndjson', source: 'Synthea' },
    });
  });

  it('of the program itself are passed over', () => {
    expect(understand(['--data=/practice', 'verify', '--no-sandbox'])).toMatchObject({ ok: true });
  });

  it.each([
    [['verify', 'x']],
    [['import']],
    [['import', 'a', 'b']],
    [['delete']],
    [['verify', '--pin=1']],
    [['verify', '--recovery-code=1']],
    [['export']],
    [['call', 'x', '--secret-file']],
  ])('%j are refused without saying a value back', (words) => {
    const understood = understand(words);
    expect(understood.ok).toBe(false);
    if (!understood.ok) expect(understood.problem).not.toContain('=1');
  });

  it('and what it ends with are all in the help', () => {
    for (const word of [
      'import',
      'call',
      'verify',
      'doctor',
      'export',
      '--json',
      '--data',
      '--secret-file',
      '--recovery-code-file',
    ])
      expect(HELP).toContain(word);
    for (const code of Object.values(EXIT)) expect(HELP).toMatch(new RegExp(`\\b${code} `));
    for (const line of HELP.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });
});

describe('a line of a table', () => {
  it('reads back as what it was, whatever stands in it', () => {
    const cell = fc.string({ unit: 'binary' }).filter((text) => !/^[=+\-@\t\r]/.test(text));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1 }), (cells) => {
        expect(readCsv(csvLine(cells))).toEqual(cells);
      }),
    );
  });

  it('is no formula to a spreadsheet', () => {
    expect(csvLine(['=HYPERLINK("x")', '+1', '-2', '@a', -3, null])).toBe(
      `"'=HYPERLINK(""x"")",'+1,'-2,'@a,-3,\r\n`,
    );
  });
});

/** A reader of RFC 4180 of the test's own. */
function readCsv(line: string): string[] {
  const cells: string[] = [];
  let rest = line.slice(0, -2);
  for (;;) {
    const quoted = /^"((?:[^"]|"")*)"(,|$)/.exec(rest);
    const plain = /^([^",\r\n]*)(,|$)/.exec(rest);
    const found = quoted ?? plain;
    if (!found) throw new Error('no cell');
    cells.push(quoted ? (found[1] ?? '').replaceAll('""', '"') : (found[1] ?? ''));
    rest = rest.slice(found[0].length);
    if (found[2] === '') return cells;
  }
}

describe('frames', () => {
  it('come through whole in whatever pieces they arrive', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat({ max: 40 })),
        (values, cuts) => {
          const bytes = Buffer.concat(values.map(frameOf));
          const reader = createFrameReader(10_000_000);
          const got: unknown[] = [];
          let at = 0;
          for (const cut of [...cuts, bytes.length]) {
            got.push(...reader.take(bytes.subarray(at, at + cut)));
            at += cut;
          }
          expect(JSON.stringify(got)).toBe(JSON.stringify(values));
          expect(reader.isWaiting()).toBe(false);
        },
      ),
    );
  });

  it('that are too large, empty or no JSON are refused at once', () => {
    expect(() => createFrameReader(10).take(frameOf('x'.repeat(20)).subarray(0, 4))).toThrow(FrameError);
    expect(() => createFrameReader(10).take(Buffer.alloc(4))).toThrow(FrameError);
    expect(() => createFrameReader(10).take(Buffer.from([0, 0, 0, 1, 0x7b]))).toThrow(FrameError);
  });
});

it('a proof holds for one conversation, one end and one secret', () => {
  const secret = '11'.repeat(32);
  const proof = proofOf(secret, 'client', 'a', 'b');
  expect(isProof(proof, proofOf(secret, 'client', 'a', 'b'))).toBe(true);
  for (const other of [
    proofOf(secret, 'desk', 'a', 'b'),
    proofOf(secret, 'client', 'b', 'a'),
    proofOf(secret, 'client', 'ab', ''),
    proofOf('22'.repeat(32), 'client', 'a', 'b'),
  ])
    expect(isProof(other, proof)).toBe(false);
  expect(isProof(undefined, proof)).toBe(false);
});

it('the key of the checkpoints follows from the store’s key, and is another one', () => {
  const key = Buffer.alloc(32, 7);
  const derived = checkpointKeyOf(key);
  expect(derived).toHaveLength(32);
  expect(Buffer.from(derived).equals(key)).toBe(false);
  expect(checkpointKeyOf(key)).toEqual(derived);
  expect(checkpointKeyOf(Buffer.alloc(32, 8))).not.toEqual(derived);
});

it('a progress bar is drawn on a terminal only, and a file’s name cannot speak to it', () => {
  const written: string[] = [];
  const terminal = (canRedraw: boolean) => ({ canRedraw, err: (text: string) => void written.push(text) });
  progressBar(terminal(false) as never).show('x', 0.5, '');
  expect(written).toEqual([]);
  progressBar(terminal(true) as never).show('evil\u001b[2J\u0007', 0.5, '3 lines');
  expect(written.join('').replace('\r\u001b[K', '')).toMatch(/^evil\?\[2J\? \[#{15}\.{15}\] 50% 3 lines$/);
});
