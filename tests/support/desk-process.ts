// A desk without a window in a process of its own: the demo practice of a folder, open, with its pipe. It says `open`
// when it is, and ends by SIGKILL or when its parent goes.
import { join } from 'node:path';
import { servePipe } from '../../electron/cli/pipe-server.ts';
import { systemRandom } from '../../electron/engine/ports.ts';
import { openPractice } from '../../electron/entry/open-practice.ts';
import { silentLog } from './practice.ts';

const [, , folder = '', dieIn = ''] = process.argv;
const now = Number(process.env['ANTEROOM_CLI_NOW']);
const engine = await openPractice({
  folder,
  migrationsFolder: 'migrations',
  clock: { now: () => now },
  log: silentLog,
  random: systemRandom,
});
const dying = {
  ...engine,
  connect: (via?: 'cli') => {
    const line = engine.connect(via);
    return {
      ...line,
      call: async (method: string, envelope: unknown) => {
        if (method === dieIn) process.kill(process.pid, 'SIGKILL');
        return line.call(method, envelope);
      },
    };
  },
};
servePipe({ folder: join(folder, 'shell'), engine: () => dying, random: systemRandom, log: silentLog });
process.on('disconnect', () => process.exit(0));
process.send?.('open');
