// A desk in a process of its own that joins the practice of a server and begins to fetch it, until its parent kills it.
import type { StaffId } from '../../shared/kernel/ids.ts';
import { openTestDoor } from './entry.ts';
import { KNOWN_ADMINISTRATOR } from './known-practice.ts';

const [, , folder = '', address = ''] = process.argv;

const { tell, ask } = await openTestDoor(folder);
const { recoveryCode } = await tell('entry.join', {
  server: { address, authorities: null, credentials: { kind: 'none' } },
  staffId: KNOWN_ADMINISTRATOR as StaffId,
  pin: '9517',
});
await new Promise((resolve) => process.send?.({ recoveryCode }, resolve));
await tell('entry.confirmRecoveryCode', { code: recoveryCode });
// The sync has begun by itself; the question keeps the line of this process open.
setInterval(() => void ask('sync.state', {}).catch(() => undefined), 60_000);
