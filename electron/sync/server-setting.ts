import type { Database } from 'better-sqlite3';
import { prepared } from '../engine/statements.ts';
import type { Credentials } from './authorize.ts';
import type { Capabilities } from './capabilities.ts';

/** The practice's server as this desk knows it. */
export interface ServerSetting {
  readonly address: string;
  readonly authorities: string | null;
  readonly credentials: Credentials;
  readonly capabilities: Capabilities;
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
  return (
    row && {
      ...row,
      credentials: JSON.parse(row.credentials) as Credentials,
      capabilities: JSON.parse(row.capabilities) as Capabilities,
    }
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
    JSON.stringify(setting.capabilities),
    setting.connectedAt,
    setting.connectedBy,
  );
}

/** Forgets the server and how to get in; what waits goes on waiting. Call inside a transaction. */
export function forgetServer(db: Database): void {
  prepared(db, 'DELETE FROM sync_server').run();
}
