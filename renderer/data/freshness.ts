import type { QueryName } from '../../shared/api/index.ts';
import type { Topic } from '../../shared/api/topics.ts';
import { READS } from './reads.ts';

/** How often an answer may be overtaken by a commit before the newest one is shown anyway. */
const MOST_ATTEMPTS = 4;

const seen = new Map<Topic, number>();

/** Notes that a commit touched these topics. */
export function noteTouched(topics: readonly Topic[]): void {
  for (const topic of topics) seen.set(topic, (seen.get(topic) ?? 0) + 1);
}

/** Grows whenever something this query reads was touched. */
export function freshness(method: QueryName): number {
  return READS[method].reduce((sum, topic) => sum + (seen.get(topic) ?? 0), 0);
}

/** True when a commit that touched these topics makes an answer of the query stale. */
export function overlaps(method: string, touched: ReadonlySet<Topic>): boolean {
  return Object.hasOwn(READS, method) && READS[method as QueryName].some((topic) => touched.has(topic));
}

/**
 * Asks until the answer is not older than a commit we already know of: an answer that was on its way while
 * something it reads changed is dropped.
 */
export async function freshAnswer<Value>(method: QueryName, fetchOnce: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    const before = freshness(method);
    const value = await fetchOnce();
    if (freshness(method) === before || attempt === MOST_ATTEMPTS) return value;
  }
}
