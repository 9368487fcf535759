import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
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

const envelopeSchema = z
  .object({
    version: z.literal(1),
    /** Tells a damaged file from a wrong key: SHA-256 over a label and the key, never the key. */
    keyCheck: hex(32),
    slots: z.array(
      z
        .object({
          kind: z.literal('recovery-code'),
          salt: hex(16),
          nonce: hex(12),
          wrapped: hex(32),
          tag: hex(16),
        })
        .strict(),
    ),
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
    const decipher = createDecipheriv(
      'aes-256-gcm',
      await slotKey(recoveryCode, Buffer.from(slot.salt, 'hex')),
      Buffer.from(slot.nonce, 'hex'),
    );
    decipher.setAuthTag(Buffer.from(slot.tag, 'hex'));
    try {
      const key = Buffer.concat([decipher.update(Buffer.from(slot.wrapped, 'hex')), decipher.final()]);
      if (timingSafeEqual(Buffer.from(keyCheck(key), 'hex'), Buffer.from(envelope.keyCheck, 'hex')))
        return key;
    } catch {
      // GCM refuses a wrong code here; the next slot may be another person's.
    }
  }
  throw new EnvelopeError('wrong-code');
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

/** Writes the envelope durably: a torn write must never cost a practice its key. */
export function writeEnvelope(file: string, envelope: KeyEnvelope): void {
  const part = `${file}.part`;
  const handle = openSync(part, 'w', 0o600);
  try {
    writeSync(handle, JSON.stringify(envelope));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(part, file);
}

/** People type codes with and without dashes, in either case. */
function slotKey(recoveryCode: string, salt: Buffer): Promise<Buffer> {
  return hashRaw(recoveryCode.toUpperCase().replace(/[^A-Z0-9]/g, ''), { ...SLOT_SETTING, salt });
}
