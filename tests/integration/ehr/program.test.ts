import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { patient } from '../../support/ehr/talk.ts';

const at = { folder: '', started: [] as ChildProcess[] };

beforeEach(() => {
  at.folder = mkdtempSync(join(tmpdir(), 'ehr-program-'));
});
// Asked to end, not killed: the program that npm starts hands the signal on to the server.
afterEach(async () => {
  for (const child of at.started.splice(0)) {
    if (child.exitCode !== null || !child.kill('SIGTERM')) continue;
    await once(child, 'exit');
  }
  rmSync(at.folder, { recursive: true });
});

function run(...options: string[]): ChildProcess {
  const program = resolve('build/ehr.mjs');
  const child = spawn(process.execPath, [program, `--data=${at.folder}`, '--port=0', ...options]);
  at.started.push(child);
  return child;
}

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  const chunks: string[] = [];
  for await (const chunk of stream ?? []) chunks.push(String(chunk));
  return chunks.join('');
}

/** Starts it and waits for its one line. */
async function started(...options: string[]): Promise<{ child: ChildProcess; base: string }> {
  const child = run(...options);
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  return { child, base: /http:\S+/.exec(String(line))?.[0] ?? '' };
}

describe('npm run ehr', () => {
  it('says in one line where it answers, and ends at once when it only has to start', async () => {
    const child = run('--once');
    const [said, [code]] = await Promise.all([textOf(child.stdout), once(child, 'exit')]);
    expect(said).toMatch(/^The demo EHR answers at http:\/\/127\.0\.0\.1:\d+\/fhir and .*\n$/);
    expect(code).toBe(0);
  });

  it('has what it had after it was stopped', async () => {
    const before = await started();
    const made = await fetch(`${before.base}/Patient`, {
      method: 'POST',
      body: JSON.stringify(patient('1')),
      headers: { 'content-type': 'application/fhir+json' },
    });
    const { id } = (await made.json()) as { id: string };
    before.child.kill('SIGTERM');
    await once(before.child, 'exit');
    const after = await started('--latency=5');
    expect(await (await fetch(`${after.base}/Patient/${id}`)).json()).toMatchObject({ id });
  });

  it('fails on purpose as often as it is told to', async () => {
    const { base } = await started('--fault=429,503', '--rate=1');
    expect([429, 503]).toContain((await fetch(`${base}/Patient`)).status);
  });

  it('knows its faults by name', async () => {
    const child = run('--fault=gremlins');
    const [said, [code]] = await Promise.all([textOf(child.stderr), once(child, 'exit')]);
    expect(said).toMatch(/^Unknown fault: gremlins\. There are: .*lost-response/);
    expect(code).toBe(1);
  });
});
