import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectToDesk, PipeError } from '../../../electron/cli/pipe-client.ts';
import { createFrameReader, frameOf, MOST_BEFORE_PROOF } from '../../../electron/cli/pipe-frames.ts';
import { type PipePlace, proofOf, readPipePlace } from '../../../electron/cli/pipe-place.ts';
import { servePipe } from '../../../electron/cli/pipe-server.ts';
import { systemRandom } from '../../../electron/engine/ports.ts';
import {
  openTestPractice,
  PIN,
  silentLog,
  staffIdOf,
  type TestPractice,
  type TestTimer,
  testTimer,
} from '../../support/practice.ts';

let practice: TestPractice;
let folder: string;
let timer: TestTimer;
let close: () => void;
let place: PipePlace;
const sockets: Socket[] = [];
beforeEach(async () => {
  practice = await openTestPractice();
  folder = mkdtempSync(join(tmpdir(), 'anteroom-pipe-'));
  timer = testTimer();
  close = servePipe({ folder, engine: () => practice.engine, random: systemRandom, log: silentLog, timer });
  const found = readPipePlace(folder);
  if (found === undefined) throw new Error('the pipe has no place');
  place = found;
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  close();
  practice.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** A client that knows nothing of manners: what it got until it was cut off. */
async function rough(speak: (socket: Socket, deskNonce: string) => void): Promise<unknown[]> {
  const socket = connect(place.address);
  sockets.push(socket);
  const reader = createFrameReader(1_000_000);
  const got: unknown[] = [];
  await new Promise<void>((resolve) => {
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
    socket.on('data', (piece) => {
      const isFirst = got.length === 0;
      got.push(...reader.take(piece));
      if (isFirst) speak(socket, (got[0] as { nonce: string }).nonce);
    });
  });
  return got.slice(1);
}

const nonce = 'ab'.repeat(16);
function prove(socket: Socket, deskNonce: string): void {
  socket.write(frameOf({ nonce, proof: proofOf(place.secret, 'client', deskNonce, nonce) }));
}
const signedIn = { staffId: staffIdOf('lead'), pin: PIN };

/** The desk still serves who behaves. */
async function expectServing(): Promise<void> {
  const line = await connectToDesk(place, systemRandom);
  expect(await line?.call('staff.signIn', { input: signedIn })).toMatchObject({ ok: true });
  expect(await line?.call('visits.board', { input: {} })).toMatchObject({ ok: true });
  await line?.close();
}

describe('where the desk listens', () => {
  it('is this account’s alone', () => {
    if (process.platform === 'win32') return;
    expect(statSync(join(folder, 'desk-pipe.json')).mode & 0o777).toBe(0o600);
    expect(statSync(place.address).mode & 0o777).toBe(0o600);
  });

  it('has a new secret at each start, and nothing is left when the desk closes', () => {
    close();
    expect(readPipePlace(folder)).toBeUndefined();
    close = servePipe({ folder, engine: () => practice.engine, random: systemRandom, log: silentLog, timer });
    expect(readPipePlace(folder)?.secret).not.toBe(place.secret);
  });

  it('is not believed when others may read or write it', () => {
    chmodSync(join(folder, 'desk-pipe.json'), 0o644);
    expect(readPipePlace(folder)).toBeUndefined();
    writeFileSync(join(folder, 'desk-pipe.json'), '{"address":"x"}', { mode: 0o600 });
    chmodSync(join(folder, 'desk-pipe.json'), 0o600);
    expect(readPipePlace(folder)).toBeUndefined();
  });
});

describe('a client', () => {
  it('that proves itself has a line of its own, and its session is nobody else’s', async () => {
    const one = await connectToDesk(place, systemRandom);
    const other = await connectToDesk(place, systemRandom);
    expect(await one?.call('staff.signIn', { input: signedIn })).toMatchObject({ ok: true });
    expect(await other?.call('visits.board', { input: {} })).toMatchObject({
      error: { code: 'staff/not-signed-in' },
    });
    const answers = await Promise.all([1, 2, 3, 4].map(() => one?.call('visits.board', { input: {} })));
    expect(answers.every((answer) => answer?.ok)).toBe(true);
    await one?.close();
    await other?.close();
  });

  it('of another secret is cut off without a word, and learns nothing', async () => {
    for (const secret of ['00'.repeat(32), place.secret.replace(/^./, (sign) => (sign === 'a' ? 'b' : 'a'))])
      await expect(connectToDesk({ ...place, secret }, systemRandom)).rejects.toThrow(PipeError);
    await expectServing();
  });

  it('cannot replay what another one said', async () => {
    const heard = { proof: '' };
    const line = await connectToDesk(place, (bytes) => Buffer.alloc(bytes, 0xab));
    await rough((socket, deskNonce) => {
      heard.proof = proofOf(place.secret, 'client', deskNonce, nonce);
      socket.destroy();
    });
    expect(await rough((socket) => socket.write(frameOf({ nonce, proof: heard.proof })))).toEqual([]);
    await line?.close();
  });

  it.each<[string, (socket: Socket, deskNonce: string) => void]>([
    [
      'calls before it has proven itself',
      (socket) => socket.write(frameOf({ id: 1, method: 'staff.roster', envelope: { input: {} } })),
    ],
    ['speaks another language', (socket) => socket.write('GET / HTTP/1.1\r\n\r\n')],
    ['sends no JSON', (socket) => socket.write(Buffer.from([0, 0, 0, 3, 1, 2, 3]))],
    [
      'says that a frame is of four gigabytes',
      (socket) => socket.write(Buffer.from([255, 255, 255, 255, 1])),
    ],
    ['says that a frame is empty', (socket) => socket.write(Buffer.alloc(4))],
    ['sends much before its proof', (socket) => socket.write(frameOf('x'.repeat(MOST_BEFORE_PROOF + 1)))],
    [
      'proves itself and then sends nonsense',
      (socket, deskNonce) => {
        prove(socket, deskNonce);
        socket.write(frameOf({ id: 'x', method: 7 }));
      },
    ],
    [
      'proves itself and then says that a frame is huge',
      (socket, deskNonce) => {
        prove(socket, deskNonce);
        socket.write(Buffer.from([255, 0, 0, 0]));
      },
    ],
  ])('that %s is cut off', async (_what, speak) => {
    const got = await rough(speak);
    expect(got.filter((value) => JSON.stringify(value).includes('Person'))).toEqual([]);
    await expectServing();
  });

  it('that is silent, or begins a call and does not end it, is cut off in time', async () => {
    const silent = rough(() => setImmediate(timer.fire));
    expect(await silent).toEqual([]);
    const half = rough((socket, deskNonce) => {
      prove(socket, deskNonce);
      socket.write(frameOf({ id: 1, method: 'staff.roster', envelope: {} }).subarray(0, 9));
      setTimeout(timer.fire, 100);
    });
    expect(await half).toMatchObject([{ open: true }]);
    await expectServing();
  });

  it('beyond the eighth is turned away, and a place is free again when one leaves', async () => {
    const lines = await Promise.all(Array.from({ length: 8 }, () => connectToDesk(place, systemRandom)));
    await expect(connectToDesk(place, systemRandom)).rejects.toThrow(PipeError);
    await Promise.all(lines.map((line) => line?.close()));
    await expect.poll(() => connectToDesk(place, systemRandom).then(Boolean, () => false)).toBe(true);
  });

  it('that goes away in the middle of a call leaves a desk that serves, and what it asked is done once or not at all', async () => {
    await rough((socket, deskNonce) => {
      prove(socket, deskNonce);
      socket.write(frameOf({ id: 1, method: 'staff.signIn', envelope: { input: signedIn } }));
      setImmediate(() => socket.destroy());
    });
    await expectServing();
    expect(practice.db.pragma('integrity_check', { simple: true })).toBe('ok');
  });
});

it('what listens in the desk’s place without the secret gets no PIN', async () => {
  close();
  const heard: Buffer[] = [];
  const impostor = createServer((socket) => {
    socket.on('data', (piece) => {
      heard.push(piece);
      socket.write(frameOf({ proof: '00'.repeat(32), open: true }));
    });
    socket.on('error', () => undefined);
    socket.write(frameOf({ nonce }));
  });
  await new Promise<void>((resolve) => impostor.listen(place.address, resolve));
  await expect(connectToDesk(place, systemRandom)).rejects.toMatchObject({ problem: 'not-the-desk' });
  expect(Buffer.concat(heard).toString()).not.toContain(place.secret);
  expect(Buffer.concat(heard).toString()).not.toContain('signIn');
  impostor.close();
});

it('a desk that is open without a practice says so', async () => {
  close();
  close = servePipe({ folder, engine: () => undefined, random: systemRandom, log: silentLog, timer });
  const found = readPipePlace(folder);
  await expect(connectToDesk(found ?? place, systemRandom)).rejects.toMatchObject({ problem: 'not-open' });
});

it('a folder that cannot be written costs the desk its command line, and nothing else', () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const stop = servePipe({
    folder: join(file, 'x'),
    engine: () => practice.engine,
    random: systemRandom,
    log: silentLog,
    timer,
  });
  stop();
  expect(readFileSync(file, 'utf8')).toBe('');
});
