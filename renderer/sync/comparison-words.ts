import type { OutputOf } from '../../shared/api/index.ts';
import type { useStrings } from '../strings/use-strings.ts';

type Comparison = NonNullable<OutputOf<'sync.state'>['lastComparison']>;

/** What the last full comparison with the EHR found, in one line. */
export function comparisonWords(
  { missed, gone, several, end }: Comparison,
  words: ReturnType<typeof useStrings>['sync'],
  when: string,
): string {
  const found = [
    missed > 0 ? words.foundMissed(missed) : '',
    gone > 0 ? words.foundGone(gone) : '',
    several > 0 ? words.foundSeveral(several) : '',
  ].filter((each) => each !== '');
  const said = words.compared(when, found.length === 0 ? words.foundNothing : found.join(', '));
  return end === 'partly' ? `${said}; ${words.comparedPartly}` : said;
}
