import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { type Algorithm, hashRaw } from '@node-rs/argon2';
import { z } from 'zod';

/** RFC 9106, second recommended setting: the recovery code guards the whole practice, so it may cost 70 ms. */
const SLOT_SETTING = {
  algorithm: 2 as Algorithm,
  memoryCost: 65_536,
  timeCost: 3,
  parallelism: 4,
  outputLen: 32,
};

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

const recoverySlotSchema = z
  .object({
    kind: z.literal('recovery-code'),
    salt: hex(16),
    nonce: hex(12),
    wrapped: hex(32),
    tag: hex(16),
  })
  .strict();

/** The key as the OS keeps it for one account of this PC, so that its people need not type the code. */
const accountSlotSchema = z
  .object({
    kind: z.literal('os-account'),
    /** Which account: a fingerprint, no name. */
    account: hex(16),
    /** What of the OS wrapped the key; another one cannot open it. */
    backend: z.string().max(40),
    /** What the OS made of the key, base64. */
    wrapped: z.string().regex(/^[A-Za-z0-9+/]+=*$/),
  })
  .strict();
export type AccountSlot = z.output<typeof accountSlotSchema>;

const envelopeSchema = z
  .object({
    version: z.literal(1),
    /** Tells a damaged file from a wrong key: SHA-256 over a label and the key, never the key. */
    keyCheck: hex(32),
    slots: z.array(z.discriminatedUnion('kind', [recoverySlotSchema, accountSlotSchema])),
  })
  .strict();
export type KeyEnvelope = z.output<typeof envelopeSchema>;

export type EnvelopeProblem = 'envelope-missing' | 'envelope-damaged' | 'wrong-code';

/** Why the key could not be had. The message is fixed: it never holds the code, the key or a path. */
export class EnvelopeError extends Error {
  readonly problem: EnvelopeProblem;
  constructor(problem: EnvelopeProblem) {
    super(`key envelope: ${problem}`);
    this.name = 'EnvelopeError';
    this.problem = problem;
  }
}

/** The fingerprint kept outside the database: with it, NOTADB and a right key mean a damaged first page. */
export function keyCheck(key: Buffer): string {
  return createHash('sha256').update('anteroom key check 1').update(key).digest('hex');
}

/** Makes the random 256-bit database key and wraps it by a recovery code. Answers both; nothing is written. */
export async function createEnvelope(recoveryCode: string): Promise<{ key: Buffer; envelope: KeyEnvelope }> {
  const key = randomBytes(32);
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await slotKey(recoveryCode, salt), nonce);
  const wrapped = Buffer.concat([cipher.update(key), cipher.final()]);
  const slot = {
    kind: 'recovery-code' as const,
    salt: salt.toString('hex'),
    nonce: nonce.toString('hex'),
    wrapped: wrapped.toString('hex'),
    tag: cipher.getAuthTag().toString('hex'),
  };
  return { key, envelope: { version: 1, keyCheck: keyCheck(key), slots: [slot] } };
}

/** Unwraps the key with the recovery code; throws EnvelopeError `wrong-code` when no slot opens. */
export async function openEnvelope(envelope: KeyEnvelope, recoveryCode: string): Promise<Buffer> {
  for (const slot of envelope.slots) {
    if (slot.kind !== 'recovery-code') continue;
    const decipher = createDecipheriv(
      'aes-256-gcm',
      await slotKey(recoveryCode, Buffer.from(slot.salt, 'hex')),
      Buffer.from(slot.nonce, 'hex'),
    );
    decipher.setAuthTag(Buffer.from(slot.tag, 'hex'));
    try {
      const key = Buffer.concat([decipher.update(Buffer.from(slot.wrapped, 'hex')), decipher.final()]);
      if (isKeyOf(envelope, key)) return key;
    } catch {
      // GCM refuses a wrong code here; the next slot may be another person's.
    }
  }
  throw new EnvelopeError('wrong-code');
}

/** True for the key that this envelope was made for. */
export function isKeyOf(envelope: KeyEnvelope, key: Buffer): boolean {
  return timingSafeEqual(Buffer.from(keyCheck(key), 'hex'), Buffer.from(envelope.keyCheck, 'hex'));
}

/** The envelope with this account's slot in place of an earlier one. Nothing is written. */
export function withAccountSlot(envelope: KeyEnvelope, slot: Omit<AccountSlot, 'kind'>): KeyEnvelope {
  const others = envelope.slots.filter((each) => each.kind !== 'os-account' || each.account !== slot.account);
  return { ...envelope, slots: [...others, { kind: 'os-account', ...slot }] };
}

/** Reads the envelope file; throws EnvelopeError when it is not there or not ours. */
export function readEnvelope(file: string): KeyEnvelope {
  if (!existsSync(file)) throw new EnvelopeError('envelope-missing');
  try {
    return envelopeSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new EnvelopeError('envelope-damaged');
  }
}

/**
 * Writes the envelope durably: a torn write must never cost a practice its key. `mode` is who may read it, where the
 * accounts of a PC share the folder. Throws the error of the file system; what stood there before then still does.
 */
export function writeEnvelope(file: string, envelope: KeyEnvelope, mode = 0o600): void {
  const part = `${file}.part`;
  try {
    const handle = openSync(part, 'w', mode);
    try {
      // The process's mask takes rights away that the folder's people need.
      if (process.platform !== 'win32') fchmodSync(handle, mode);
      writeSync(handle, JSON.stringify(envelope));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  renameSync(part, file);
  syncFolder(dirname(file));
}

/** Makes a rename last through a power cut; where a folder cannot be opened (Windows) the file system sees to it. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** People type codes with and without dashes, in either case. */
function slotKey(recoveryCode: string, salt: Buffer): Promise<Buffer> {
  return hashRaw(recoveryCode.toUpperCase().replace(/[^A-Z0-9]/g, ''), { ...SLOT_SETTING, salt });
}
