import { type Algorithm, hash, verify } from '@node-rs/argon2';

/** OWASP's Argon2id setting (m = 19 MiB, t = 2, p = 1): about 10 ms, off the main thread. */
const SETTING = { algorithm: 2 as Algorithm, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes a staff PIN with Argon2id; answers the PHC string, salt inside. */
export function hashPin(pin: string): Promise<string> {
  return hash(pin, SETTING);
}

/** True when the PIN is the one that was hashed. */
export function isPin(storedHash: string, pin: string): Promise<boolean> {
  return verify(storedHash, pin);
}
