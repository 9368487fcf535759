/**
 * Stands in for the OS's safe place of an account. IT IS NO PROTECTION: its key lies in a file beside the data, for
 * anybody to read. It exists so that made-up practices go through the same doors as real ones; this host opens no others.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type * as Electron from 'electron';

type StandInStorage = Pick<
  Electron.SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

/** The account's folder holds its key; the account `none` has no keyring, as a bare Linux desktop. */
export function standInStorage(accountFolder: () => string): StandInStorage {
  const hasKeyring = (): boolean => basename(accountFolder()) !== 'none';
  const key = (): Buffer => {
    const file = join(accountFolder(), 'stand-in-keyring');
    if (!existsSync(file)) {
      mkdirSync(accountFolder(), { recursive: true });
      writeFileSync(file, randomBytes(32));
    }
    return readFileSync(file);
  };
  return {
    isAsyncEncryptionAvailable: async () => hasKeyring(),
    getSelectedStorageBackend: () => (hasKeyring() ? 'gnome_libsecret' : 'basic_text'),
    encryptStringAsync: async (plainText) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key(), nonce);
      const body = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    decryptStringAsync: async (encrypted) => {
      const decipher = createDecipheriv('aes-256-gcm', key(), encrypted.subarray(0, 12));
      decipher.setAuthTag(encrypted.subarray(12, 28));
      const result = Buffer.concat([decipher.update(encrypted.subarray(28)), decipher.final()]).toString(
        'utf8',
      );
      return { result, shouldReEncrypt: false };
    },
  };
}
