// A desk in a process of its own, as far as the door goes: makes the practice of a folder, or opens and holds it, and
// tells its parent what it has. At the named step of the making it ends by SIGKILL, as a power cut would.
import type { MakingStep } from '../../electron/entry/create-practice.ts';
import { NEW_PRACTICE, openTestDoor } from './entry.ts';

const [, , folder = '', task = '', step = ''] = process.argv;

const { tell } = await openTestDoor(folder, {
  watch: (reached: MakingStep) => {
    if (reached === step) process.kill(process.pid, 'SIGKILL');
  },
});

if (task === 'make') {
  const { recoveryCode } = await tell('entry.create', NEW_PRACTICE);
  await new Promise((resolve) => process.send?.({ recoveryCode }, resolve));
  const { state } = await tell('entry.confirmRecoveryCode', { code: recoveryCode });
  process.send?.({ state });
} else {
  process.send?.(await tell('entry.unlock', { code: task, remember: false }));
}

// Until it is killed it has the practice.
setInterval(() => undefined, 60_000);
