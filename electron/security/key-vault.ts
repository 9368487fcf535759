import { type AccountSlot, EnvelopeError, isKeyOf, type KeyEnvelope } from './key-envelope.ts';

/**
 * Where the OS keeps a secret for the account that is signed in to it: DPAPI, the macOS keychain, a Linux keyring.
 * It keeps others of this PC from the key, not a colleague who sits down at an open OS session: staff sign-in is ours.
 */
export interface KeyVault {
  /** Fingerprint of the OS account, 16 bytes in hex. */
  readonly account: string;
  /** What of the OS would wrap now, or undefined when none of it protects anything; then the code is asked at each start. */
  backend(): Promise<string | undefined>;
  wrap(secret: string): Promise<Buffer>;
  /** `isStale` asks to be wrapped anew. Rejects for what another account or backend wrapped. */
  unwrap(wrapped: Buffer): Promise<{ readonly secret: string; readonly isStale: boolean }>;
}

/** Wraps the key for the account; undefined where the OS has no safe place, or would not give it out again. */
export async function enrolAccount(
  vault: KeyVault,
  key: Buffer,
): Promise<Omit<AccountSlot, 'kind'> | undefined> {
  const backend = await vault.backend().catch(() => undefined);
  if (backend === undefined) return undefined;
  try {
    const wrapped = await vault.wrap(key.toString('hex'));
    const { secret } = await vault.unwrap(wrapped);
    if (secret !== key.toString('hex')) return undefined;
    return { account: vault.account, backend, wrapped: wrapped.toString('base64') };
  } catch {
    return undefined;
  }
}

/**
 * The key from the account's slot. Undefined when there is none, the backend is no longer the one that wrapped it, or the
 * OS does not open it: then only the recovery code helps. `isStale` asks to enrol the account anew.
 */
export async function openByAccount(
  vault: KeyVault,
  envelope: KeyEnvelope,
): Promise<{ readonly key: Buffer; readonly isStale: boolean } | undefined> {
  const slot = envelope.slots.find(
    (each): each is AccountSlot => each.kind === 'os-account' && each.account === vault.account,
  );
  if (slot === undefined) return undefined;
  try {
    if ((await vault.backend()) !== slot.backend) return undefined;
    const { secret, isStale } = await vault.unwrap(Buffer.from(slot.wrapped, 'base64'));
    const key = Buffer.from(secret, 'hex');
    if (key.length !== 32 || !isKeyOf(envelope, key)) throw new EnvelopeError('wrong-code');
    return { key, isStale };
  } catch {
    return undefined;
  }
}
