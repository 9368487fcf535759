import {
  keepPreviousData,
  MutationCache,
  notifyManager,
  QueryCache,
  QueryClient,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import type { CommandName, InputOf, OutputOf, QueryName } from '../../shared/api/index.ts';
import type { Topic } from '../../shared/api/topics.ts';
import type { OperationId } from '../../shared/kernel/ids.ts';
import { ApiFailure, ask, newOperationId, onTopics, tell } from './bridge.ts';
import { freshAnswer, noteTouched, overlaps } from './freshness.ts';

/** Commits that fall within this time are answered by one round of refetching, in milliseconds. */
const COALESCE = 30;

// An answer is painted in the frame it came in, not a timer later: this is what a keystroke waits for.
notifyManager.setScheduler(queueMicrotask);

let onSignedOut: () => void = () => undefined;

/** Says what to do when the engine answers that nobody is signed in here any more. */
export function whenSignedOut(act: () => void): void {
  onSignedOut = act;
}

function noticeSignedOut(error: unknown): void {
  if (error instanceof ApiFailure && error.code === 'staff/not-signed-in') onSignedOut();
}

/**
 * The one query cache. `networkMode: 'always'` because the desk asks its own machine: the library would otherwise
 * hold every question and every change back while the window believes itself offline.
 */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignedOut }),
  mutationCache: new MutationCache({ onError: noticeSignedOut }),
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      retry: (failures, error) => error instanceof ApiFailure && error.retryable && failures < 2,
      retryDelay: 150,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

export interface DeskQueryOptions {
  /** False: do not ask yet. */
  readonly enabled?: boolean | undefined;
  /** True: while a new answer is on its way show the answer to the previous input, as a search list does. */
  readonly keepPrevious?: boolean | undefined;
  /** How long an answer nobody shows is kept, in milliseconds. */
  readonly keepFor?: number | undefined;
}

/** Asks the engine and asks again when something the answer reads was touched. */
export function useDeskQuery<Name extends QueryName>(
  method: Name,
  input: InputOf<Name>,
  options: DeskQueryOptions = {},
) {
  return useQuery<OutputOf<Name>, ApiFailure>({
    queryKey: [method, input],
    queryFn: () => freshAnswer(method, () => ask(method, input)),
    enabled: options.enabled ?? true,
    ...(options.keepFor === undefined ? {} : { gcTime: options.keepFor }),
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
  });
}

interface Act<Name extends CommandName> {
  readonly input: InputOf<Name>;
  readonly operationId: OperationId;
}

/** A command as a screen uses it. */
export interface DeskCommand<Name extends CommandName> {
  /** Sends the command; throws an ApiFailure. The operation id is made here, when the user acts. */
  readonly run: (input: InputOf<Name>, operationId?: OperationId) => Promise<OutputOf<Name>>;
  readonly isPending: boolean;
  /** Why the last attempt was refused. */
  readonly failure: ApiFailure | null;
  readonly reset: () => void;
}

/** A command that is sent once, never retried behind the user's back, and never held while offline. */
export function useDeskCommand<Name extends CommandName>(method: Name): DeskCommand<Name> {
  const mutation = useMutation<OutputOf<Name>, ApiFailure, Act<Name>>({
    mutationKey: [method],
    mutationFn: ({ input, operationId }) => tell(method, input, operationId),
    gcTime: 0,
  });
  return {
    run: (input, operationId = newOperationId()) => mutation.mutateAsync({ input, operationId }),
    isPending: mutation.isPending,
    failure: mutation.error,
    reset: mutation.reset,
  };
}

/** Refetches what a commit made stale, coalesced; answers how to stop. */
export function followTopics(): () => void {
  const touched = new Set<Topic>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refetch = (): void => {
    timer = undefined;
    const now = new Set(touched);
    touched.clear();
    void queryClient.invalidateQueries({ predicate: (query) => overlaps(String(query.queryKey[0]), now) });
  };
  const stop = onTopics(({ topics }) => {
    noteTouched(topics);
    for (const topic of topics) touched.add(topic);
    timer ??= setTimeout(refetch, COALESCE);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}
