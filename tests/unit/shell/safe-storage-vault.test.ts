import { describe, expect, test } from 'vitest';
import { safeStorageVault, type VaultStorage } from '../../../electron/shell/safe-storage-vault.ts';

type Keyring = ReturnType<VaultStorage['getSelectedStorageBackend']>;

const storage = (keyring: Keyring = 'gnome_libsecret', isAvailable = true): VaultStorage => ({
  isAsyncEncryptionAvailable: async () => isAvailable,
  getSelectedStorageBackend: () => keyring,
  encryptStringAsync: async (plainText) => Buffer.from(plainText).reverse(),
  decryptStringAsync: async (encrypted) => ({
    result: Buffer.from(encrypted).reverse().toString(),
    shouldReEncrypt: true,
  }),
});
const ready = Promise.resolve();

describe('the vault of an OS account', () => {
  test.each([
    ['win32', 'gnome_libsecret', 'dpapi'],
    ['darwin', 'gnome_libsecret', 'keychain'],
    ['linux', 'gnome_libsecret', 'gnome_libsecret'],
    ['linux', 'kwallet6', 'kwallet6'],
  ] as const)('on %s with %s is %s', async (platform, keyring, backend) => {
    expect(await safeStorageVault(storage(keyring), { ready, platform }).backend()).toBe(backend);
  });

  test.each(['basic_text', 'unknown'] as const)(
    'on Linux refuses %s, which protects nothing',
    async (keyring) => {
      expect(
        await safeStorageVault(storage(keyring), { ready, platform: 'linux' }).backend(),
      ).toBeUndefined();
    },
  );

  test('is none where the OS has none', async () => {
    const vault = safeStorageVault(storage('gnome_libsecret', false), { ready, platform: 'win32' });
    expect(await vault.backend()).toBeUndefined();
  });

  test('waits until the program is ready, and says when the OS wants it wrapped anew', async () => {
    let open = (): void => undefined;
    const notYet = new Promise<void>((resolve) => {
      open = resolve;
    });
    const vault = safeStorageVault(storage(), { ready: notYet, platform: 'linux' });
    let hasAnswered = false;
    const wrapped = vault.wrap('secret').then((value) => {
      hasAnswered = true;
      return value;
    });
    await Promise.resolve();
    expect(hasAnswered).toBe(false);
    open();
    expect(await vault.unwrap(await wrapped)).toEqual({ secret: 'secret', isStale: true });
  });

  test('tells accounts apart without naming them', () => {
    const [ana, marcus] = ['ana', 'marcus'].map((accountName) =>
      safeStorageVault(storage(), { ready, accountName }),
    );
    expect(ana?.account).toMatch(/^[0-9a-f]{32}$/);
    expect(ana?.account).not.toBe(marcus?.account);
    expect(safeStorageVault(storage(), { ready }).account).toBe(
      safeStorageVault(storage(), { ready }).account,
    );
  });
});
