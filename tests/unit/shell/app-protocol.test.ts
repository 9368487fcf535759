import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  answerFromFolder,
  CONTENT_SECURITY_POLICY,
  pathInside,
} from '../../../electron/shell/app-protocol.ts';

let place = '';
let folder = '';

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'anteroom-protocol-'));
  folder = join(place, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'assets', 'main.js'), '1');
  writeFileSync(join(place, 'main.js'), 'secret');
  symlinkSync(join(place, 'main.js'), join(folder, 'assets', 'link.js'));
});
afterAll(() => rmSync(place, { recursive: true }));

describe('the path of an address', () => {
  test('is inside the folder, whatever the address', () => {
    const part = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '',
        '%2e%2e',
        '..%2f',
        '%2F',
        '\\',
        '%5c',
        '%00',
        'a',
        'C:',
        '~',
        '%',
        '?x',
        '#x',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const path = pathInside(`app://desk/${parts.join('/')}`, folder);
        if (path === undefined) return;
        const way = relative(folder, path);
        expect(way.split(/[\\/]/)).not.toContain('..');
        expect(isAbsolute(way)).toBe(false);
      }),
    );
  });

  test.each([
    'app://other/index.html',
    'https://desk/index.html',
    'file:///etc/passwd',
    'not an address',
    '',
  ])('is none for %j, which is not ours', (address) => expect(pathInside(address, folder)).toBeUndefined());
});

describe('an answer', () => {
  const ask = (path: string, method = 'GET') =>
    answerFromFolder(new Request(`app://desk${path}`, { method }), folder);

  test('is the file, with its type and the content policy', async () => {
    const [page, script] = await Promise.all([ask('/'), ask('/assets/main.js')]);
    expect(await page.text()).toBe('<!doctype html>');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    for (const answer of [page, script]) {
      expect(answer.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test('is a refusal with the same policy for what is not there, not ours or not asked for', async () => {
    const answers = await Promise.all([
      ask('/none.js'),
      ask('/assets'),
      ask('/..%2fmain.js'),
      ask('/assets/link.js'),
      ask('/', 'POST'),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([404, 404, 403, 403, 405]);
    for (const answer of answers) {
      expect(await answer.text()).toBe('');
      expect(answer.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
    }
  });
});

test('the content policy allows nothing inline and nothing from elsewhere', () => {
  expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|http|data:|\*/);
  expect(CONTENT_SECURITY_POLICY.startsWith("default-src 'none'; script-src 'self';")).toBe(true);
});
