import { type ComponentType, useEffect, useState } from 'react';
import type { Session } from '../../shared/staff/contract.ts';

type FrameScreen = ComponentType<{ readonly session: Session }>;

let frame: FrameScreen | undefined;

/**
 * Reads the frame and its rooms, once. The tiles are there without them, so this is done while somebody types their PIN;
 * whoever signs in waits for it, so that the first key after the PIN is not lost.
 */
export async function loadFrame(): Promise<void> {
  frame ??= (await import('./frame.tsx')).Frame;
}

/**
 * The frame once it is read. Not a lazy component: React shows those some tenths of a second late even when they are
 * there. `isWanted` says that nothing more urgent waits.
 */
export function useFrameScreen(isWanted: boolean): FrameScreen | undefined {
  const [, setRead] = useState(false);
  useEffect(() => {
    if (isWanted) void loadFrame().then(() => setRead(true));
  }, [isWanted]);
  return frame;
}
