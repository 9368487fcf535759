import { existsSync } from 'node:fs';
import type { Reply } from '../../shared/api/reply.ts';
import type { Clock } from '../../shared/kernel/time.ts';
import type { EnginePorts } from '../engine/ports.ts';
import { EntryError, entryProblem } from '../entry/entry-error.ts';
import { openPractice } from '../entry/open-practice.ts';
import { practiceFiles } from '../entry/practice-files.ts';
import type { KeyVault } from '../security/key-vault.ts';
import { connectToDesk } from './pipe-client.ts';
import { readPipePlace } from './pipe-place.ts';

/** The command line's line to the practice: through the desk that is open, or by itself. */
export interface Line {
  readonly route: 'desk' | 'store';
  call(method: string, envelope: unknown): Promise<Reply>;
  close(): Promise<void>;
}

export interface LineOptions {
  readonly folder: string;
  /** Where an open desk of this OS account says how to reach it. */
  readonly shellFolder: string;
  readonly migrationsFolder: string;
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
  readonly log: EnginePorts['log'];
  readonly vault?: KeyVault | undefined;
  /** Asks for the recovery code; only where this OS account has no slot of its own. */
  readonly recoveryCode: () => Promise<string>;
}

/**
 * Opens the line. With the desk open it goes through it, so that there is one writer; else it opens the store itself and
 * holds the folder's lock. Throws PipeError, EntryError, EnvelopeError, StoreError or MigrationError.
 */
export async function openLine(options: LineOptions): Promise<Line> {
  const place = readPipePlace(options.shellFolder);
  const desk = place === undefined ? undefined : await connectToDesk(place, options.random);
  if (desk !== undefined) return desk;
  const { store, envelope } = practiceFiles(options.folder);
  if (!existsSync(store) && !existsSync(envelope)) throw new EntryError('not-made');
  const engine = await openPractice(withoutCode(options)).catch(async (error: unknown) => {
    if (entryProblem(error) !== 'needs-code') throw error;
    return openPractice({ ...withoutCode(options), recoveryCode: await options.recoveryCode() });
  });
  const connection = engine.connect('cli');
  return {
    route: 'store',
    call: (method, asked) => connection.call(method, asked),
    close: async () => {
      connection.dispose();
      engine.dispose();
    },
  };
}

function withoutCode({ folder, migrationsFolder, clock, log, random, vault }: LineOptions) {
  return { folder, migrationsFolder, clock, log, random, vault };
}
