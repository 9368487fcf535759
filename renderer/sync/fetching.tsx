import './fetching.css';
import type { OutputOf } from '../../shared/api/index.ts';
import { useDeskQuery } from '../data/queries.ts';
import type { Strings } from '../strings/en.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';

type Fetching = NonNullable<OutputOf<'sync.state'>['fetching']>;

/** What is being fetched, how far it is and how long it takes, as far as that is known. */
export function fetchingWords(
  { resourceType, received, total, secondsLeft }: Fetching,
  words: Strings['server'],
  count: (value: number) => string,
): string {
  const things: Readonly<Record<string, string>> = words.things;
  const what = things[resourceType] ?? words.other;
  const how =
    total === null
      ? words.fetching(what, count(received))
      : words.fetchingOf(what, count(received), count(Math.max(total, received)));
  return secondsLeft === null ? how : `${how}, ${words.left(Math.round(secondsLeft / 60))}`;
}

/** A line above a room while much comes from the server; gone as soon as it is here. */
export function FetchingLine() {
  const words = useStrings().server;
  const { number } = useFormats();
  const fetching = useDeskQuery('sync.state', {}).data?.fetching ?? null;
  if (fetching === null) return null;
  const { received, total } = fetching;
  return (
    <div className="fetching">
      <span className="tabular">{fetchingWords(fetching, words, number)}</span>
      <progress
        aria-label={words.fetchingHint}
        {...(total === null || total === 0 ? {} : { value: Math.min(received, total), max: total })}
      />
      <span className="muted">{words.fetchingHint}</span>
    </div>
  );
}
