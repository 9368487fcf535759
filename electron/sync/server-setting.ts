import type { Database } from 'better-sqlite3';
import { prepared } from '../engine/statements.ts';
import type { Credentials } from './authorize.ts';
import { ableServer, type Capabilities, kindsOf } from './capabilities.ts';

/** The practice's server as this desk knows it. */
export interface ServerSetting {
  readonly address: string;
  readonly authorities: string | null;
  readonly credentials: Credentials;
  readonly capabilities: Capabilities;
  /** What the server said of itself when it was tried last; empty where it has to be tried anew. */
  readonly fingerprint: string;
  /** Epoch milliseconds. */
  readonly connectedAt: number;
  readonly connectedBy: string;
}

interface Row {
  readonly address: string;
  readonly authorities: string | null;
  readonly credentials: string;
  readonly capabilities: string;
  readonly connectedAt: number;
  readonly connectedBy: string;
}

/** The server that the practice is connected to; undefined while it is to none. */
export function serverSetting(db: Database): ServerSetting | undefined {
  const row = prepared(
    db,
    `SELECT address, authorities, credentials, capabilities, connected_at AS connectedAt, connected_by AS connectedBy
     FROM sync_server WHERE id = 1`,
  ).get() as Row | undefined;
  if (!row) return undefined;
  const { fingerprint = '', ...known } = JSON.parse(row.capabilities) as Kept;
  return {
    ...row,
    credentials: JSON.parse(row.credentials) as Credentials,
    capabilities: filledUp(known),
    fingerprint,
  };
}

/** As it lies in the store, perhaps from before the server was tried. */
type Kept = Partial<Capabilities> & { readonly fingerprint?: string };

/** Until it is tried, nothing is built upon what it did not even say. */
function filledUp(known: Partial<Capabilities>): Capabilities {
  const whole = { ...ableServer(), ...known };
  const { types, kinds, tier } = known;
  return {
    ...whole,
    tier: tier ?? (whole.conditionalCreate ? 'A' : 'D'),
    kinds: kinds ?? (types ? kindsOf(types) : whole.kinds),
  };
}

/** Keeps what the server was seen to be able to do. Call inside a transaction. */
export function keepCapabilities(db: Database, capabilities: Capabilities, fingerprint: string): void {
  prepared(db, 'UPDATE sync_server SET capabilities = ? WHERE id = 1').run(
    JSON.stringify({ ...capabilities, fingerprint }),
  );
}

/** Keeps where the server is and how to get in. Call inside a transaction. */
export function keepServer(db: Database, setting: ServerSetting): void {
  prepared(
    db,
    `INSERT INTO sync_server (id, address, authorities, credentials, capabilities, connected_at, connected_by) VALUES (1, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET address = excluded.address, authorities = excluded.authorities, credentials = excluded.credentials,
       capabilities = excluded.capabilities, connected_at = excluded.connected_at, connected_by = excluded.connected_by`,
  ).run(
    setting.address,
    setting.authorities,
    JSON.stringify(setting.credentials),
    JSON.stringify({ ...setting.capabilities, fingerprint: setting.fingerprint }),
    setting.connectedAt,
    setting.connectedBy,
  );
}

/** Forgets the server and how to get in; what waits goes on waiting. Call inside a transaction. */
export function forgetServer(db: Database): void {
  prepared(db, 'DELETE FROM sync_server').run();
}
