import { join, resolve } from 'node:path';
import type { App } from 'electron';
import { accountFolder, ensureMachineFolder, type MachineSystem, thisMachine } from './machine-folder.ts';
import type { WantedPractice } from './practice-folder.ts';

export type DataPlace =
  | {
      readonly ready: true;
      /** Where the practice lies. */
      readonly folder: string;
      /** Where the window keeps its state and its log. */
      readonly shellFolder: string;
      /** What the folder becomes if it is empty. */
      readonly wanted: WantedPractice;
    }
  | { readonly ready: false; readonly message: string };

/**
 * Where this start works: the machine-wide folder for an installed desk, the folder that `--data` names, or the developer's
 * demo. `--kind` and `--first-run` say what an empty folder of `--data` becomes.
 */
export function chooseDataPlace(
  app: Pick<App, 'isPackaged' | 'getPath' | 'commandLine'>,
  system: MachineSystem = thisMachine,
): DataPlace {
  const given = app.commandLine.getSwitchValue('data');
  if (given !== '') {
    const folder = resolve(given);
    return { ready: true, folder, shellFolder: join(folder, 'shell'), wanted: wantedOf(app) };
  }
  const appData = app.getPath('appData');
  if (!app.isPackaged) {
    const folder = join(appData, 'Anteroom', 'demo');
    return { ready: true, folder, shellFolder: join(folder, 'shell'), wanted: wantedOf(app) };
  }
  const machine = ensureMachineFolder(system);
  if (!machine.ready) return machine;
  return {
    ready: true,
    folder: machine.folder,
    // Each OS account has its own window; the practice is the machine's.
    shellFolder: accountFolder(system, appData),
    wanted: { kind: 'practice', firstRun: true },
  };
}

function wantedOf({ commandLine }: Pick<App, 'commandLine'>): WantedPractice {
  const kind = commandLine.getSwitchValue('kind');
  if (kind === 'practice') return { kind, firstRun: true };
  if (kind === 'test') return { kind, firstRun: commandLine.hasSwitch('first-run') };
  return { kind: 'demo', firstRun: false };
}
