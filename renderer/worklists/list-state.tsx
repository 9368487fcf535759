import type { ReactNode } from 'react';
import type { ApiFailure } from '../data/bridge.ts';
import { ErrorState, Notice, Skeleton } from '../ui/feedback.tsx';

interface ListStateProps {
  readonly query: {
    readonly data: unknown;
    readonly error: ApiFailure | null;
    readonly refetch: () => unknown;
  };
  /** Why the last change of a line was refused. */
  readonly failure: ApiFailure | null;
  readonly children: ReactNode;
}

/** A list that is on its way, could not be read, or stands there. */
export function ListState({ query, failure, children }: ListStateProps) {
  if (query.error !== null) return <ErrorState failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <Skeleton lines={5} />;
  return (
    <>
      {failure === null ? null : <Notice tone="bad">{failure.message}</Notice>}
      {children}
    </>
  );
}
