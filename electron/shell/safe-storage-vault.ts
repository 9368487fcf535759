import { createHash } from 'node:crypto';
import type { SafeStorage } from 'electron';
import type { KeyVault } from '../security/key-vault.ts';
import { osAccount } from './os-account.ts';

/** What of Electron's safe storage is used; the asynchronous half only, the other is deprecated. */
export type VaultStorage = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

/** Linux keyrings that keep a secret; `basic_text` is a fixed password in the program, and `unknown` is nobody's promise. */
const LINUX_KEYRINGS: readonly string[] = ['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'];

export interface VaultSetting {
  /** The OS lends its vault only to a program that is ready. */
  readonly ready: Promise<void>;
  readonly platform?: NodeJS.Platform | undefined;
  /** Another account than the one that runs the program, where a test plays one. */
  readonly accountName?: string | undefined;
}

/** The vault of the OS account that runs this program. */
export function safeStorageVault(storage: VaultStorage, setting: VaultSetting): KeyVault {
  const { ready, platform = process.platform, accountName = osAccount().key } = setting;
  return {
    account: createHash('sha256').update(`anteroom account 1\0${accountName}`).digest('hex').slice(0, 32),
    backend: async () => {
      await ready;
      if (!(await storage.isAsyncEncryptionAvailable())) return undefined;
      if (platform === 'win32') return 'dpapi';
      if (platform === 'darwin') return 'keychain';
      // Electron knows the keyring only after its first use.
      const keyring = storage.getSelectedStorageBackend();
      return LINUX_KEYRINGS.includes(keyring) ? keyring : undefined;
    },
    wrap: async (secret) => {
      await ready;
      return storage.encryptStringAsync(secret);
    },
    unwrap: async (wrapped) => {
      await ready;
      const { result, shouldReEncrypt } = await storage.decryptStringAsync(wrapped);
      return { secret: result, isStale: shouldReEncrypt };
    },
  };
}
