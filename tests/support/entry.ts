import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DoorOptions } from '../../electron/entry/doorkeeper.ts';
import { type FrontDoor, openFrontDoor } from '../../electron/entry/front-door.ts';
import type { KeyVault } from '../../electron/security/key-vault.ts';
import type { ApiError } from '../../shared/api/reply.ts';
import type { EntryInput, EntryMethod, EntryOutput } from '../../shared/entry/contract.ts';
import { invariant } from '../../shared/kernel/result.ts';
import { USUAL_HOURS } from '../../shared/practice/hours.ts';
import { silentLog, testClock } from './practice.ts';

/** A vault of one OS account: only it can open what it wrapped. */
export function testVault(
  name: string,
  backend: string | null = 'test-keyring',
): KeyVault & { stale: boolean } {
  const key = randomBytes(32);
  const vault = {
    stale: false,
    account: Buffer.from(name.padEnd(16).slice(0, 16)).toString('hex'),
    backend: async () => backend ?? undefined,
    wrap: async (secret: string) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(secret), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    unwrap: async (wrapped: Buffer) => {
      const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(0, 12));
      decipher.setAuthTag(wrapped.subarray(12, 28));
      const secret = Buffer.concat([decipher.update(wrapped.subarray(28)), decipher.final()]).toString();
      return { secret, isStale: vault.stale };
    },
  };
  return vault;
}

export const NEW_PRACTICE: EntryInput<'entry.create'> = {
  practice: {
    name: 'Cedar Street Pediatrics',
    npi: '1234567893',
    addressLines: ['12 Cedar Street', 'Loveland, CO 80537'],
    phone: '(970) 555-0142',
    zone: 'America/Denver',
    hours: [...USUAL_HOURS],
    paper: 'letter',
    language: 'en',
    usualConsents: true,
  },
  administrator: { displayName: 'Grace Adeyemi', initials: 'GA', pin: '9517' },
};

/** A folder of its own for one test; `remove` deletes it. */
export function entryFolder(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-entry-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export interface TestDoor {
  readonly door: FrontDoor;
  tell<Name extends EntryMethod>(name: Name, input: EntryInput<Name>): Promise<EntryOutput<Name>>;
  /** The error of a call that must be refused; throws when it was not. */
  refused(name: string, input: unknown): Promise<ApiError>;
  ask(name: string, input: object, operationId?: string): Promise<unknown>;
}

/** Opens the door of a folder, with one window at it. */
export async function openTestDoor(
  folder: string,
  options: Partial<Pick<DoorOptions, 'vault' | 'watch' | 'content'>> = {},
): Promise<TestDoor> {
  const door = await openFrontDoor({
    folder,
    migrationsFolder: 'migrations',
    clock: testClock(),
    log: silentLog,
    content: 'practice',
    ...options,
  });
  const connection = door.connect();
  const ask = async (name: string, input: object, operationId?: string): Promise<unknown> => {
    const reply = await connection.call(name, operationId === undefined ? { input } : { operationId, input });
    if (!reply.ok) throw new Error(`${name} refused: ${reply.error.code}`);
    return reply.value;
  };
  return {
    door,
    ask,
    tell: (name, input) => ask(name, input) as never,
    refused: async (name, input) => {
      const reply = await connection.call(name, { input });
      return invariant(reply.ok ? undefined : reply.error, `${name} is refused`);
    },
  };
}

/** Makes the practice of NEW_PRACTICE and closes it again; answers its recovery code. */
export async function makePractice(folder: string, vault?: KeyVault): Promise<string> {
  const { door, tell } = await openTestDoor(folder, vault === undefined ? {} : { vault });
  const { recoveryCode } = await tell('entry.create', NEW_PRACTICE);
  await tell('entry.confirmRecoveryCode', { code: recoveryCode });
  door.dispose();
  return recoveryCode;
}
