import { useEffect, useRef } from 'react';

/** True when `query` answers what is asked now, not the question before (`keepPrevious`). */
export function isAnswered(query: {
  readonly isSuccess: boolean;
  readonly isPlaceholderData: boolean;
}): boolean {
  return query.isSuccess && !query.isPlaceholderData;
}

/**
 * Enter in a search box: answers what to call when it is pressed. `act` runs at once where the answer to `text` is
 * there, else as soon as it is; typing on forgets the Enter. Without this a fast typist opens whom an earlier,
 * shorter text had found.
 */
export function useWhenAnswered(text: string, answered: boolean, act: () => void): () => void {
  const waitsFor = useRef<string | null>(null);
  useEffect(() => {
    if (waitsFor.current === null) return;
    if (waitsFor.current !== text) waitsFor.current = null;
    else if (answered) {
      waitsFor.current = null;
      act();
    }
  });
  return () => {
    if (answered) act();
    else waitsFor.current = text;
  };
}
