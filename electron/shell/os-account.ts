import { userInfo } from 'node:os';

/** The OS account that runs this program. */
export interface OsAccount {
  /** As its owner knows it. */
  readonly name: string;
  /** Tells it apart from every other account of this PC: two domains may know the same name. */
  readonly key: string;
}

/** An account that the OS cannot name, as in a container or with a directory that is out of reach, is its number. */
export function osAccount(): OsAccount {
  try {
    const { username, uid, homedir } = userInfo();
    return { name: username.slice(0, 120), key: [username, uid, homedir].join('\0') };
  } catch {
    const number = String(process.getuid?.() ?? '?');
    return { name: number, key: number };
  }
}
