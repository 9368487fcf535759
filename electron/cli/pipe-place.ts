import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const PLACE = 'desk-pipe.json';
const SECRET_BYTES = 32;
/** The address of a Unix socket has a fixed length; macOS takes 104 bytes with the end mark. */
const LONGEST_SOCKET_PATH = 100;

const placeSchema = z
  .object({ address: z.string().max(300), secret: z.string().regex(/^[0-9a-f]{64}$/) })
  .strict();
/** Where the open desk listens, and what both ends know and nobody else. */
export type PipePlace = z.output<typeof placeSchema>;

/**
 * Makes a new place for this start in the OS account's own folder; whoever can read it is that account. `folder` is where
 * the window keeps its state. Throws the error of the file system.
 */
export function makePipePlace(folder: string, random: (bytes: number) => Uint8Array): PipePlace {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const place = {
    address: addressFor(folder, Buffer.from(random(16)).toString('hex')),
    secret: Buffer.from(random(SECRET_BYTES)).toString('hex'),
  };
  const file = join(folder, PLACE);
  // Written anew: an old file would keep the rights that somebody gave it.
  rmSync(file, { force: true });
  writeFileSync(file, JSON.stringify(place), { mode: 0o600 });
  chmodSync(file, 0o600);
  return place;
}

/** The place of the desk that is open, or was; undefined where there is none that only this account can have made. */
export function readPipePlace(folder: string): PipePlace | undefined {
  const file = join(folder, PLACE);
  try {
    if (process.platform !== 'win32') {
      const { uid, mode } = statSync(file);
      // Another account could listen there for PINs.
      if (uid !== process.getuid?.() || (mode & 0o077) !== 0) return undefined;
    }
    return placeSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Takes the place away when the desk closes. */
export function removePipePlace(folder: string, { address }: PipePlace): void {
  rmSync(join(folder, PLACE), { force: true });
  if (process.platform !== 'win32') rmSync(address, { force: true });
}

/** Proof of knowing the secret, for one conversation and one end of it; the secret itself never crosses. */
export function proofOf(
  secret: string,
  end: 'desk' | 'client',
  deskNonce: string,
  clientNonce: string,
): string {
  return createHmac('sha256', Buffer.from(secret, 'hex'))
    .update(`anteroom pipe 1\0${end}\0${deskNonce}\0${clientNonce}`)
    .digest('hex');
}

/** True for the very proof, in the same time for every wrong one. */
export function isProof(given: unknown, expected: string): boolean {
  if (typeof given !== 'string' || given.length !== expected.length) return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}

function addressFor(folder: string, id: string): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\anteroom-${id}`;
  const beside = join(folder, 'desk.pipe');
  if (Buffer.byteLength(beside) <= LONGEST_SOCKET_PATH) return beside;
  const short = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  const own = join(tmpdir(), `anteroom-${process.getuid?.() ?? 0}-${short}`);
  mkdirSync(own, { recursive: true, mode: 0o700 });
  return join(own, 'desk.pipe');
}
