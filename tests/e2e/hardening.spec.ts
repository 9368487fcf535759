import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { debugPort, spawnDesk, stopDesk } from '../../build/chromium-host/launch.ts';
import { nodePath, root } from '../../build/setup.mjs';
import { CONTENT_SECURITY_POLICY, PERMISSIONS_POLICY } from '../../electron/shell/app-protocol.ts';
import { type Desk, expect, test } from './support/desk.ts';

/** Takes the problems that an attack was meant to cause, so that only others fail the test. */
function takeProblems(desk: Desk): string[] {
  return desk.problems.splice(0, desk.problems.length);
}

test('the page gets the desk, frozen, and nothing of Node or of the host', async ({ page }) => {
  const found = await page.evaluate(() => {
    const scope = globalThis as unknown as Record<string, unknown>;
    const desk = scope['desk'] as { call: Record<string, unknown> };
    const before = desk.call;
    const assign = (): boolean => Reflect.set(desk, 'call', {}) || Reflect.set(desk.call, 'staff.signIn', 1);
    return {
      keys: Object.keys(desk).sort(),
      isFrozen: Object.isFrozen(desk) && Object.isFrozen(desk.call),
      wasChanged: assign() || desk.call !== before,
      wasReplaced: Reflect.set(scope, 'desk', 1),
      onlyFunctions: Object.values(desk.call).every((member) => typeof member === 'function'),
      node: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(
        (name) => name in scope,
      ),
      ways: Object.getOwnPropertyNames(scope).filter((name) => /anteroom/i.test(name)),
    };
  });
  expect(found).toEqual({
    keys: [
      'call',
      'host',
      'onLock',
      'onTopics',
      'print',
      'printLabel',
      'saveCalendar',
      'savePdf',
      'saveRefused',
    ],
    isFrozen: true,
    wasChanged: false,
    wasReplaced: false,
    onlyFunctions: true,
    node: [],
    ways: [],
  });
});

test('every answer carries the content policy, and the page is bound by it', async ({ desk, page }) => {
  const policies = await page.evaluate(async () => {
    const script = document.querySelector('script[src]')?.getAttribute('src') ?? '';
    const answers = await Promise.all(['/', script, '/nothing-here'].map((path) => fetch(path)));
    return answers.map(({ headers }) => [
      headers.get('content-security-policy'),
      headers.get('permissions-policy'),
    ]);
  });
  expect(policies).toEqual(Array(3).fill([CONTENT_SECURITY_POLICY, PERMISSIONS_POLICY]));
  expect(takeProblems(desk).filter((problem) => problem.includes('Content Security Policy'))).toEqual([]);

  const attacks = await page.evaluate(async () => {
    const scope = globalThis as unknown as Record<string, unknown>;
    const inline = document.createElement('script');
    inline.textContent = 'globalThis.wasRun = true';
    document.head.append(inline);
    const style = document.createElement('style');
    style.textContent = 'body { outline: 7px solid }';
    document.head.append(style);
    const image = document.createElement('img');
    image.src = 'https://example.com/pixel.png';
    document.body.append(image);
    const sent = await fetch('https://example.com/').then(
      () => true,
      () => false,
    );
    // On a timer: what the debugger evaluates itself is outside the policy.
    const evaluated = await new Promise((resolve) => {
      setTimeout(() => {
        try {
          resolve(new Function('return true')());
        } catch {
          resolve(false);
        }
      }, 0);
    });
    return {
      sent,
      evaluated,
      ran: scope['wasRun'] === true,
      outline: getComputedStyle(document.body).outlineWidth,
    };
  });
  expect(attacks).toMatchObject({ sent: false, evaluated: false, ran: false });
  expect(attacks.outline).not.toBe('7px');
  await expect
    .poll(() => desk.problems.filter((problem) => problem.includes('Content Security Policy')).length)
    .toBeGreaterThanOrEqual(5);
  takeProblems(desk);
});

test('the window stays on its page and opens no other', async ({ desk, page }) => {
  const address = page.url();
  const handle = await page.evaluateHandle(() => document);
  for (const target of [
    'https://example.com/',
    'file:///etc/hostname',
    '/elsewhere.html',
    'javascript:document.write(1)',
  ]) {
    await page.evaluate((to) => location.assign(to), target);
    await page.evaluate(() => window.open('https://example.com/'));
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
  }
  expect(page.url()).toBe(address);
  expect(await handle.evaluate((document) => document.defaultView !== null)).toBe(true);
  await expect.poll(() => page.context().pages().length).toBe(1);
  takeProblems(desk);
});

test('a frame inside the page is not the desk', async ({ desk, page }) => {
  const found = await page.evaluate(async () => {
    const frames = ['about:blank', '/', 'https://example.com/'].map((address) => {
      const frame = document.createElement('iframe');
      frame.src = address;
      document.body.append(frame);
      return frame;
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    return frames.map((frame) => {
      try {
        return frame.contentWindow !== null && 'desk' in frame.contentWindow;
      } catch {
        return false;
      }
    });
  });
  expect(found).toEqual([false, false, false]);
  takeProblems(desk);
});

test.describe('with a camera at the PC', () => {
  test.use({ browserArguments: [['--use-fake-device-for-media-stream'], { scope: 'test' }] });

  test('the page may use the camera; every other permission is denied without asking', async ({
    desk,
    page,
  }) => {
    const states = await page.evaluate(async () => {
      const names =
        'camera geolocation notifications microphone clipboard-read clipboard-write midi background-sync persistent-storage screen-wake-lock window-management local-fonts idle-detection display-capture'.split(
          ' ',
        );
      const asked = await Promise.all(
        names.map(async (name) => {
          const status = await navigator.permissions.query({ name: name as PermissionName });
          return [name, status.state] as const;
        }),
      );
      return asked.filter(([, state]) => state !== 'denied');
    });
    expect(states).toEqual([['camera', 'granted']]);

    const media = await page.evaluate(async () => {
      const outcome = (opening: Promise<MediaStream>): Promise<string> =>
        opening.then(
          (stream) => {
            const kinds = stream.getTracks().map(({ kind }) => kind);
            for (const track of stream.getTracks()) track.stop();
            return kinds.join();
          },
          (error: unknown) => (error as DOMException).name,
        );
      const { mediaDevices } = navigator;
      return {
        video: await outcome(mediaDevices.getUserMedia({ video: true })),
        audio: await outcome(mediaDevices.getUserMedia({ audio: true })),
        both: await outcome(mediaDevices.getUserMedia({ audio: true, video: true })),
        screen: await outcome(mediaDevices.getDisplayMedia()),
      };
    });
    expect(media).toEqual({
      video: 'video',
      audio: 'NotAllowedError',
      both: 'NotAllowedError',
      screen: 'NotAllowedError',
    });
    takeProblems(desk);
  });
});

test('files outside the screens cannot be read through the app scheme', async ({ desk, page }) => {
  const statuses = await page.evaluate(async () => {
    const paths = [
      '/..%2fmain.js',
      '/%2e%2e/preload.cjs',
      '/assets/..%5c..%5cmain.js',
      '/%00',
      '/%ff',
      '//etc/passwd',
    ];
    return Promise.all(paths.map((path) => fetch(location.origin + path).then((answer) => answer.status)));
  });
  for (const status of statuses) expect([403, 404]).toContain(status);
  takeProblems(desk);
});

test('a call too large or unreadable is refused before the engine sees it', async ({ page }) => {
  const answers = await page
    .evaluate(async () => {
      type Call = (envelope: unknown) => Promise<{ ok: boolean; error?: { code: string } }>;
      const { call } = (globalThis as unknown as { desk: { call: Record<string, Call> } }).desk;
      const roster = call['staff.roster'] as Call;
      const flood = await roster({ input: 'x'.repeat(300 * 1024) });
      const after = await roster({ input: {} });
      let functions = 'taken';
      try {
        await roster({ input: () => 1 });
      } catch {
        functions = 'refused';
      }
      return { flood: flood.error?.code, after: after.ok, functions };
    })
    .catch((error: unknown) => String(error));
  expect(answers).toEqual({ flood: 'too-large', after: true, functions: 'refused' });
});

test('the desk locks when the OS locks or sleeps', async ({ desk, page, signIn }) => {
  for (const event of ['lock-screen', 'suspend'] as const) {
    await signIn();
    await expect(page.locator('[aria-label="Today"]').first()).toBeVisible();
    desk.system(event);
    await expect(page.locator('[aria-label="Today"]')).toHaveCount(0);
    const board = await page.evaluate(() => {
      type Call = (envelope: unknown) => Promise<{ ok: boolean }>;
      const { call } = (globalThis as unknown as { desk: { call: Record<string, Call> } }).desk;
      return (call['visits.board'] as Call)({ input: {} });
    });
    expect(board.ok).toBe(false);
  }
});

test('a second desk on the same data leaves politely and harms nothing', async ({ desk, page }) => {
  const second = spawnDesk({ data: desk.data });
  let said = '';
  second.stderr?.on('data', (chunk: Buffer) => {
    said += String(chunk);
  });
  const port = await debugPort(second).catch(() => 'none');
  await stopDesk(second);
  expect(port).toBe('none');
  expect(second.exitCode).toBe(0);
  expect(said).toContain('already open');
  await expect(page.getByRole('button').first()).toBeVisible();
});

test('the Chromium host opens made-up data only', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-real-'));
  try {
    writeFileSync(join(folder, 'practice.json'), '{"kind":"practice"}');
    writeFileSync(join(folder, 'anteroom.db'), 'left alone');
    const ran = spawnSync(nodePath(), [
      join(root, 'build/chromium-host/run.ts'),
      '--headless',
      `--data=${folder}`,
    ]);
    expect(ran.status).toBe(1);
    expect(String(ran.stderr)).toContain('real practice');
    expect(readdirSync(folder).sort()).toEqual(['anteroom.db', 'practice.json']);
    expect(readFileSync(join(folder, 'anteroom.db'), 'utf8')).toBe('left alone');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the browser profile goes with the desk', async ({ desk }) => {
  const profiles = () =>
    readdirSync(tmpdir()).filter((name) => name.startsWith(`anteroom-profile-${desk.process.pid}-`));
  expect(profiles()).toHaveLength(1);
  await desk.close();
  expect(profiles()).toEqual([]);
});
