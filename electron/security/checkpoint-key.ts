import { hkdfSync } from 'node:crypto';

/**
 * The key that signs the checkpoints of the journals: HKDF-SHA256 (RFC 5869) of the store's key, 32 bytes. Who can edit
 * rows but does not have the store's key cannot make a checkpoint that fits them.
 */
export function checkpointKeyOf(storeKey: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', storeKey, new Uint8Array(), 'anteroom audit checkpoint 1', 32));
}
