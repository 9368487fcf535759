/**
 * The frame and its rooms, read while somebody types their PIN: the tiles are there without them. Whoever signs in waits
 * for it, so that the first key after the PIN is not lost.
 */
export const loadFrame = () => import('./frame.tsx');
