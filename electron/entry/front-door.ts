import type { EntryState } from '../../shared/entry/contract.ts';
import type { TopicEvent } from '../engine/core.ts';
import type { Connection, Engine, Served } from '../engine/engine.ts';
import { connectAtDoor } from './door-connection.ts';
import { createDoorkeeper, type DoorOptions } from './doorkeeper.ts';

/** An engine that is not there yet: it answers `entry.*` and hands everything else to the practice once that is open. */
export interface FrontDoor extends Served {
  /** The practice itself, for who serves it besides the window; undefined until it is open. Never the demo beside a practice. */
  practice(): Engine | undefined;
  state(): Promise<EntryState>;
}

/**
 * Opens the practice of a folder as far as it goes without asking anybody. Does not throw for what a person can mend:
 * that is the door's state, and the window's screen.
 */
export async function openFrontDoor(options: DoorOptions): Promise<FrontDoor> {
  const listeners = new Set<(event: TopicEvent) => void>();
  const connections = new Set<Connection>();
  const keeper = createDoorkeeper(options, (event) => {
    for (const listener of listeners) listener(event);
  });
  await keeper.enter();
  return {
    connect: () => {
      const connection = connectAtDoor(keeper, options, () => connections.delete(connection));
      connections.add(connection);
      return connection;
    },
    onTopics: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    practice: keeper.practice,
    state: keeper.state,
    dispose: () => {
      for (const connection of connections) connection.dispose();
      keeper.dispose();
    },
  };
}
