import type { ReactNode } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import { useDeskQuery } from '../data/queries.ts';
import { ErrorState, Skeleton } from '../ui/feedback.tsx';

/** The practice's settings, and what to show in their place until they are here. */
export function useSettings(): {
  readonly data: OutputOf<'practice.settings'> | undefined;
  readonly otherwise: ReactNode;
} {
  const query = useDeskQuery('practice.settings', {});
  return {
    data: query.data,
    otherwise:
      query.error === null ? (
        <Skeleton />
      ) : (
        <ErrorState failure={query.error} onRetry={() => void query.refetch()} />
      ),
  };
}
